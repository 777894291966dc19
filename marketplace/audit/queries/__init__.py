"""Reads of the log of facts and of the public log."""

from marketplace.audit.queries.facts import Filters, Page, history, page, sheet
from marketplace.audit.queries.public_log import (
    Leaves,
    Told,
    leaf,
    leaves,
    leaves_about,
    recent_heads,
)

__all__ = [
    "Filters",
    "Leaves",
    "Page",
    "Told",
    "history",
    "leaf",
    "leaves",
    "leaves_about",
    "page",
    "recent_heads",
    "sheet",
]
