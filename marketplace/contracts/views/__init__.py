"""Pages about contracts; importing the parts registers their routes."""

from marketplace.contracts.views import pages, papers, verbs
from marketplace.contracts.views.door import bp

__all__ = ["bp", "pages", "papers", "verbs"]
