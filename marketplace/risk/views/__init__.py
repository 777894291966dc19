"""Pages of signals and leads."""

from marketplace.risk.views import leads
from marketplace.risk.views.signals import bp

__all__ = ["bp", "leads"]
