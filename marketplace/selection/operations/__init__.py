"""Every change of offers, awards and objections."""

from marketplace.selection.operations.awarding import award, cancel, name, pass_over
from marketplace.selection.operations.history import (
    History,
    PastAward,
    PastOffer,
    record_histories,
    record_history,
)
from marketplace.selection.operations.objecting import (
    answer,
    contest,
    dismiss,
    escalate,
    settle,
    uphold,
)
from marketplace.selection.operations.offering import Terms, offer, receive, replace, withdraw
from marketplace.selection.operations.opening import open  # noqa: A004 (the verb of the machine)
from marketplace.selection.operations.recounting import ends, recount

__all__ = [
    "History",
    "PastAward",
    "PastOffer",
    "Terms",
    "answer",
    "award",
    "cancel",
    "contest",
    "dismiss",
    "ends",
    "escalate",
    "name",
    "offer",
    "open",
    "pass_over",
    "receive",
    "record_histories",
    "record_history",
    "recount",
    "replace",
    "settle",
    "uphold",
    "withdraw",
]
