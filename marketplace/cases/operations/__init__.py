"""Every change of a case."""

from marketplace.cases.operations.applying import apply, submit, withdraw
from marketplace.cases.operations.booking import book
from marketplace.cases.operations.deciding import grant, refuse
from marketplace.cases.operations.front import accept, accept_by_rule, collect, decline, reply
from marketplace.cases.operations.marks import flag_deferred, mark_late, remind_check
from marketplace.cases.operations.milestones import take_milestones
from marketplace.cases.operations.notices import allow_notice, answer, notify
from marketplace.cases.operations.papers import attach, attach_work, commit, defer, reuse
from marketplace.cases.operations.pausing import pause, resume
from marketplace.cases.operations.posts import follow, hand_over
from marketplace.cases.operations.promises import check
from marketplace.cases.operations.recounting import ends, recount
from marketplace.cases.operations.reviewing import assign, mend, return_deliverable, take
from marketplace.cases.operations.utilities import (
    agree,
    contact,
    decline_utility,
    flag_utility,
    tell_utility,
)

__all__ = [
    "accept",
    "accept_by_rule",
    "agree",
    "allow_notice",
    "answer",
    "apply",
    "assign",
    "attach",
    "attach_work",
    "book",
    "check",
    "collect",
    "commit",
    "contact",
    "decline",
    "decline_utility",
    "defer",
    "ends",
    "flag_deferred",
    "flag_utility",
    "follow",
    "grant",
    "hand_over",
    "mark_late",
    "mend",
    "notify",
    "pause",
    "recount",
    "refuse",
    "remind_check",
    "reply",
    "resume",
    "return_deliverable",
    "reuse",
    "submit",
    "take",
    "take_milestones",
    "tell_utility",
    "withdraw",
]
