"""Every change to complaints: one function for one verb."""

from marketplace.complaints.operations.deciding import (
    accept,
    dismiss,
    extend,
    flag,
    refuse,
    uphold,
)
from marketplace.complaints.operations.recounting import ends, recount
from marketplace.complaints.operations.speaking import Filing, answer, file, withdraw

__all__ = [
    "Filing",
    "accept",
    "answer",
    "dismiss",
    "ends",
    "extend",
    "file",
    "flag",
    "recount",
    "refuse",
    "uphold",
    "withdraw",
]
