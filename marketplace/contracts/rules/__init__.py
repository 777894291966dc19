"""Decisions about a contract: its text, its days, its bands."""

from marketplace.contracts.rules.bands import Quartiles, bracket, quartiles
from marketplace.contracts.rules.days import (
    days_late,
    days_taken,
    last_day,
    lateness,
    silent_sides,
)
from marketplace.contracts.rules.printing import paper_of
from marketplace.contracts.rules.signatures import (
    FORM,
    Signed,
    holds,
    public_key,
    sign,
    told_second,
)
from marketplace.contracts.rules.text import Clause, Subject, clauses

__all__ = [
    "FORM",
    "Clause",
    "Quartiles",
    "Signed",
    "Subject",
    "bracket",
    "clauses",
    "days_late",
    "days_taken",
    "holds",
    "last_day",
    "lateness",
    "paper_of",
    "public_key",
    "quartiles",
    "sign",
    "silent_sides",
    "told_second",
]
