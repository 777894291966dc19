"""Reads of contracts; what is not public takes the reader and filters."""

from marketplace.contracts.queries.due import (
    faults,
    running,
    running_of,
    to_remind,
    unanswered,
    unruled,
    unsigned,
)
from marketplace.contracts.queries.figures import (
    Record,
    finished_of,
    finished_terms,
    firm_of,
    record_of,
)
from marketplace.contracts.queries.reading import (
    PAGE,
    get,
    mine,
    of_project,
    of_request,
    readable_by,
    reads_deliverable,
    standing_award,
    verbs,
)

__all__ = [
    "PAGE",
    "Record",
    "faults",
    "finished_of",
    "finished_terms",
    "firm_of",
    "get",
    "mine",
    "of_project",
    "of_request",
    "readable_by",
    "reads_deliverable",
    "record_of",
    "running",
    "running_of",
    "standing_award",
    "to_remind",
    "unanswered",
    "unruled",
    "unsigned",
    "verbs",
]
