"""Pages of the catalogue."""

from marketplace.matters.views import register
from marketplace.matters.views.catalogue import bp

__all__ = ["bp", "register"]
