"""Every change of offers, awards and objections."""

from marketplace.selection.operations.awarding import award, cancel, name, pass_over
from marketplace.selection.operations.history import (
    PastAward,
    PastOffer,
    forget_history,
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

__all__ = [
    "PastAward",
    "PastOffer",
    "Terms",
    "answer",
    "award",
    "cancel",
    "contest",
    "dismiss",
    "escalate",
    "forget_history",
    "name",
    "offer",
    "open",
    "pass_over",
    "receive",
    "record_history",
    "replace",
    "settle",
    "uphold",
    "withdraw",
]
