"""Every read of credit."""

from marketplace.credit.queries.finding import (
    contest,
    contest_of,
    contests,
    due,
    entry,
    firm_id,
    formulas,
    organisation,
    overdue,
    proposal,
    proposals,
    running,
    score_of,
    selected_firm,
    shown,
    undecided_of,
)
from marketplace.credit.queries.happenings import happenings
from marketplace.credit.queries.proofs import uncounted, unexplained
from marketplace.credit.queries.refusing import REFUSING, refused_by, refuser, request_of

__all__ = [
    "REFUSING",
    "contest",
    "contest_of",
    "contests",
    "due",
    "entry",
    "firm_id",
    "formulas",
    "happenings",
    "organisation",
    "overdue",
    "proposal",
    "proposals",
    "refused_by",
    "refuser",
    "request_of",
    "running",
    "score_of",
    "selected_firm",
    "shown",
    "uncounted",
    "undecided_of",
    "unexplained",
]
