"""Every change of offers, awards and objections."""

from marketplace.selection.operations.awarding import award, cancel, name, pass_over
from marketplace.selection.operations.drawing import draw, give_up, redraw, spoil
from marketplace.selection.operations.freezing import freeze, reveal
from marketplace.selection.operations.history import (
    History,
    PastAward,
    PastOffer,
    record_histories,
    record_history,
)
from marketplace.selection.operations.noticing import notice
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
from marketplace.selection.operations.preparing import (
    commit,
    drop,
    pledge,
    prepare,
    reserve,
)
from marketplace.selection.operations.recounting import ends, recount
from marketplace.selection.operations.signing_up import Entry, sign_up
from marketplace.selection.operations.witnesses import exchange, hear

__all__ = [
    "Entry",
    "History",
    "PastAward",
    "PastOffer",
    "Terms",
    "answer",
    "award",
    "cancel",
    "commit",
    "contest",
    "dismiss",
    "draw",
    "drop",
    "ends",
    "escalate",
    "exchange",
    "freeze",
    "give_up",
    "hear",
    "name",
    "notice",
    "offer",
    "open",
    "pass_over",
    "pledge",
    "prepare",
    "receive",
    "record_histories",
    "record_history",
    "recount",
    "redraw",
    "replace",
    "reserve",
    "reveal",
    "settle",
    "sign_up",
    "spoil",
    "uphold",
    "withdraw",
]
