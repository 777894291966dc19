"""Every change of offers, awards and objections."""

from marketplace.selection.operations.auctions import (
    announce,
    begin,
    finish,
    halt,
    halt_if_cut,
    postpone,
)
from marketplace.selection.operations.awarding import award, cancel, name, pass_over
from marketplace.selection.operations.beacons import enter_beacon, retime
from marketplace.selection.operations.bidding import bid, bid_once
from marketplace.selection.operations.clarifying import approve, ask_papers, clarify, reject
from marketplace.selection.operations.concluding import conclude, lapse, warn
from marketplace.selection.operations.declining import decline
from marketplace.selection.operations.drawing import draw, give_up, redraw, spoil
from marketplace.selection.operations.examining import examine, examine_if_low
from marketplace.selection.operations.freezing import freeze, reveal
from marketplace.selection.operations.handing import (
    ask_shares,
    hand_in,
    has_closed,
    turn_away,
    typed,
)
from marketplace.selection.operations.history import (
    History,
    PastAward,
    PastOffer,
    record_histories,
    record_history,
)
from marketplace.selection.operations.keeping import enrol, entrust_share, keep_share
from marketplace.selection.operations.listing import default, pick, shorten
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
from marketplace.selection.operations.opening import open, open_or_ask  # noqa: A004 (the verb)
from marketplace.selection.operations.preparing import (
    commit,
    drop,
    pledge,
    prepare,
    reserve,
)
from marketplace.selection.operations.recounting import (
    ends,
    ends_of_clarification,
    recount,
    recount_clarification,
)
from marketplace.selection.operations.sampling import audit, sample
from marketplace.selection.operations.scoring import (
    aspects,
    complete,
    convene,
    declare,
    extend,
    score,
)
from marketplace.selection.operations.signing_up import Entry, sign_up
from marketplace.selection.operations.witnesses import exchange, hear

__all__ = [
    "Entry",
    "History",
    "PastAward",
    "PastOffer",
    "Terms",
    "announce",
    "answer",
    "approve",
    "ask_papers",
    "ask_shares",
    "aspects",
    "audit",
    "award",
    "begin",
    "bid",
    "bid_once",
    "cancel",
    "clarify",
    "commit",
    "complete",
    "conclude",
    "contest",
    "convene",
    "declare",
    "decline",
    "default",
    "dismiss",
    "draw",
    "drop",
    "ends",
    "ends_of_clarification",
    "enrol",
    "enter_beacon",
    "entrust_share",
    "escalate",
    "examine",
    "examine_if_low",
    "exchange",
    "extend",
    "finish",
    "freeze",
    "give_up",
    "halt",
    "halt_if_cut",
    "hand_in",
    "has_closed",
    "hear",
    "keep_share",
    "lapse",
    "name",
    "notice",
    "offer",
    "open",
    "open_or_ask",
    "pass_over",
    "pick",
    "pledge",
    "postpone",
    "prepare",
    "receive",
    "record_histories",
    "record_history",
    "recount",
    "recount_clarification",
    "redraw",
    "reject",
    "replace",
    "reserve",
    "retime",
    "reveal",
    "sample",
    "score",
    "settle",
    "shorten",
    "sign_up",
    "spoil",
    "turn_away",
    "typed",
    "uphold",
    "warn",
    "withdraw",
]
