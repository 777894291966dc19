"""Pages of the project library and of plans."""

from marketplace.projects.views import keeping, plans
from marketplace.projects.views.library import bp

__all__ = ["bp", "keeping", "plans"]
