"""Pages of credit."""

from marketplace.credit.views import deciding
from marketplace.credit.views.reading import bp

__all__ = ["bp", "deciding"]
