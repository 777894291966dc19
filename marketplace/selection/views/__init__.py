"""Pages of offers, draws, auctions, results and objections."""

from marketplace.selection.views import (
    auctions,
    clarifications,
    draws,
    methods,
    objections,
    offers,
    results,
    scoring,
    shares,
)
from marketplace.selection.views.blueprint import bp

__all__ = [
    "auctions",
    "bp",
    "clarifications",
    "draws",
    "methods",
    "objections",
    "offers",
    "results",
    "scoring",
    "shares",
]
