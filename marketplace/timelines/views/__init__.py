"""Pages of timelines."""

from marketplace.timelines.views import city, keeping, owning
from marketplace.timelines.views.showing import bp

__all__ = ["bp", "city", "keeping", "owning"]
