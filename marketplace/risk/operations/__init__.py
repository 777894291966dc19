"""Every change to signals and leads. None of them punishes anybody."""

from marketplace.risk.operations.changing import watch_changes
from marketplace.risk.operations.charging import find_charge
from marketplace.risk.operations.computing import compute
from marketplace.risk.operations.history import screen_history
from marketplace.risk.operations.judging import answer, mark
from marketplace.risk.operations.looking import close, reply, take
from marketplace.risk.operations.opening import open_answer, open_lead, open_ring
from marketplace.risk.operations.recounting import ends, recount
from marketplace.risk.operations.reporting import Report, report

__all__ = [
    "Report",
    "answer",
    "close",
    "compute",
    "ends",
    "find_charge",
    "mark",
    "open_answer",
    "open_lead",
    "open_ring",
    "recount",
    "reply",
    "report",
    "screen_history",
    "take",
    "watch_changes",
]
