"""Every read of offers, awards and objections. Nobody reads a sealed envelope here."""

from marketplace.selection.queries.awards import (
    award_of,
    history_of,
    is_frozen,
    lock_firm,
    objection,
    objections,
    took_part,
    won_by,
)
from marketplace.selection.queries.draws import (
    document,
    draw,
    draws_of,
    is_undecided,
    living_draw,
)
from marketplace.selection.queries.due import (
    running,
    to_award,
    to_escalate,
    to_judge,
    to_open,
    to_settle,
)
from marketplace.selection.queries.offers import (
    Slice,
    last_version,
    living,
    mine,
    of_request,
    offer,
    opened,
    running_of,
    sealed,
)

__all__ = [
    "Slice",
    "award_of",
    "document",
    "draw",
    "draws_of",
    "history_of",
    "is_frozen",
    "is_undecided",
    "last_version",
    "living",
    "living_draw",
    "lock_firm",
    "mine",
    "objection",
    "objections",
    "of_request",
    "offer",
    "opened",
    "running",
    "running_of",
    "sealed",
    "to_award",
    "to_escalate",
    "to_judge",
    "to_open",
    "to_settle",
    "took_part",
    "won_by",
]
