"""Decisions about a contract: its text, its days, its bands."""

from marketplace.contracts.rules.bands import Quartiles, bracket, quartiles
from marketplace.contracts.rules.change_text import ChangeSubject, change_clauses, changed
from marketplace.contracts.rules.changes import (
    Asked,
    Hold,
    Part,
    change_fault,
    kept,
    plan,
    split_fault,
)
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
from marketplace.contracts.rules.signed_copy import Copied, Signing, signed_copy
from marketplace.contracts.rules.text import Clause, Subject, clauses

__all__ = [
    "FORM",
    "Asked",
    "ChangeSubject",
    "Clause",
    "Copied",
    "Hold",
    "Part",
    "Quartiles",
    "Signed",
    "Signing",
    "Subject",
    "bracket",
    "change_clauses",
    "change_fault",
    "changed",
    "clauses",
    "days_late",
    "days_taken",
    "holds",
    "kept",
    "last_day",
    "lateness",
    "paper_of",
    "plan",
    "public_key",
    "quartiles",
    "sign",
    "signed_copy",
    "silent_sides",
    "split_fault",
    "told_second",
]
