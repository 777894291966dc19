"""Every change to credit: one function for one verb."""

from marketplace.credit.operations.contesting import contest, dismiss, flag, uphold, withdraw
from marketplace.credit.operations.counting import begin, count, touch
from marketplace.credit.operations.proposing import carry_out, drop, propose
from marketplace.credit.operations.recounting import ends, recount

__all__ = [
    "begin",
    "carry_out",
    "contest",
    "count",
    "dismiss",
    "drop",
    "ends",
    "flag",
    "propose",
    "recount",
    "touch",
    "uphold",
    "withdraw",
]
