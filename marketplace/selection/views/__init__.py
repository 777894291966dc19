"""Pages of offers, draws, auctions, results and objections."""

from marketplace.selection.views import (
    auctions,
    choices,
    clarifications,
    draws,
    methods,
    objections,
    offers,
    results,
    sampling,
    scoring,
    shares,
)
from marketplace.selection.views.blueprint import bp

__all__ = [
    "auctions",
    "bp",
    "choices",
    "clarifications",
    "draws",
    "methods",
    "objections",
    "offers",
    "results",
    "sampling",
    "scoring",
    "shares",
]
