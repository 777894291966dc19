"""Pages of the catalogue."""

from marketplace.matters.views import card, guide, register
from marketplace.matters.views.catalogue import bp

__all__ = ["bp", "card", "guide", "register"]
