"""Every read of complaints."""

from marketplace.complaints.queries.concerned import Subject, subjects
from marketplace.complaints.queries.finding import (
    about_contract,
    about_request,
    by_due_time,
    default_regulator,
    docket,
    get,
    open_of,
    overdue,
    regulator_of,
    running,
    twin,
    undecided_of,
    upheld_against,
    wait_of,
    with_party,
)

__all__ = [
    "Subject",
    "about_contract",
    "about_request",
    "by_due_time",
    "default_regulator",
    "docket",
    "get",
    "open_of",
    "overdue",
    "regulator_of",
    "running",
    "subjects",
    "twin",
    "undecided_of",
    "upheld_against",
    "wait_of",
    "with_party",
]
