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
from marketplace.contracts.queries.papers import (
    Checked,
    checked,
    hall_key,
    paper,
    signatures_file,
    signed_by,
)
from marketplace.contracts.queries.reading import (
    PAGE,
    get,
    lapsed_n,
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
    "Checked",
    "Record",
    "checked",
    "faults",
    "finished_of",
    "finished_terms",
    "firm_of",
    "get",
    "hall_key",
    "lapsed_n",
    "mine",
    "of_project",
    "of_request",
    "paper",
    "readable_by",
    "reads_deliverable",
    "record_of",
    "running",
    "running_of",
    "signatures_file",
    "signed_by",
    "standing_award",
    "to_remind",
    "unanswered",
    "unruled",
    "unsigned",
    "verbs",
]
