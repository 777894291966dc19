"""Pages of offers, results and objections."""

from marketplace.selection.views import objections, offers, results
from marketplace.selection.views.blueprint import bp

__all__ = ["bp", "objections", "offers", "results"]
