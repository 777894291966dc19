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
    shown,
    uncounted,
    undecided_of,
    unexplained,
)
from marketplace.credit.queries.happenings import happenings
from marketplace.credit.queries.of_firms import refused_by

__all__ = [
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
    "running",
    "score_of",
    "shown",
    "uncounted",
    "undecided_of",
    "unexplained",
]
