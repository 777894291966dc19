"""Decisions about a contract: its text, its days, its bands."""

from marketplace.contracts.rules.bands import Quartiles, bracket, quartiles
from marketplace.contracts.rules.days import (
    days_late,
    days_taken,
    last_day,
    lateness,
    silent_sides,
)
from marketplace.contracts.rules.text import Clause, Subject, clauses

__all__ = [
    "Clause",
    "Quartiles",
    "Subject",
    "bracket",
    "clauses",
    "days_late",
    "days_taken",
    "last_day",
    "lateness",
    "quartiles",
    "silent_sides",
]
