"""Every change of timelines."""

from marketplace.timelines.operations.counting import begin, compute, roll
from marketplace.timelines.operations.keeping import assign, contact, flag, replace, specialise
from marketplace.timelines.operations.promising import freeze, retarget
from marketplace.timelines.operations.publishing import publish, withdraw

__all__ = [
    "assign",
    "begin",
    "compute",
    "contact",
    "flag",
    "freeze",
    "publish",
    "replace",
    "retarget",
    "roll",
    "specialise",
    "withdraw",
]
