"""Pages of offers, results and objections."""

from marketplace.selection.views import draws, methods, objections, offers, results, shares
from marketplace.selection.views.blueprint import bp

__all__ = ["bp", "draws", "methods", "objections", "offers", "results", "shares"]
