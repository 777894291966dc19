"""Pages of the catalogue."""

from marketplace.matters.views import card, register
from marketplace.matters.views.catalogue import bp

__all__ = ["bp", "card", "register"]
