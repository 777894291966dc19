"""Every change to signals and leads. None of them punishes anybody."""

from marketplace.risk.operations.charging import find_charge
from marketplace.risk.operations.computing import compute
from marketplace.risk.operations.history import screen_history
from marketplace.risk.operations.judging import answer, mark
from marketplace.risk.operations.leads import Report, open_lead, report
from marketplace.risk.operations.looking import close, reply, take

__all__ = [
    "Report",
    "answer",
    "close",
    "compute",
    "find_charge",
    "mark",
    "open_lead",
    "reply",
    "report",
    "screen_history",
    "take",
]
