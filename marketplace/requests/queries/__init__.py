"""Every read of requests."""

from marketplace.requests.queries.alternatives import alternatives, price_band
from marketplace.requests.queries.conflicts import conflicting
from marketplace.requests.queries.ended import is_left, unfollowed
from marketplace.requests.queries.firms import find_firm, why_not_take
from marketplace.requests.queries.lists import Slice, every, listed, newest, own, to_check
from marketplace.requests.queries.one import get, next_of, plain, versions, wanted
from marketplace.requests.queries.planned import Planned, planned
from marketplace.requests.queries.questions import (
    asked_n,
    question,
    questions,
    questions_until,
    to_answer,
)
from marketplace.requests.queries.walk import Filters, Line
from marketplace.requests.queries.work import (
    days_left,
    due_to_close,
    of_project,
    running,
    to_remind,
    undecided_of,
    work_for,
)

__all__ = [
    "Filters",
    "Line",
    "Planned",
    "Slice",
    "alternatives",
    "asked_n",
    "conflicting",
    "days_left",
    "due_to_close",
    "every",
    "find_firm",
    "get",
    "is_left",
    "listed",
    "newest",
    "next_of",
    "of_project",
    "own",
    "plain",
    "planned",
    "price_band",
    "question",
    "questions",
    "questions_until",
    "running",
    "to_answer",
    "to_check",
    "to_remind",
    "undecided_of",
    "unfollowed",
    "versions",
    "wanted",
    "why_not_take",
    "work_for",
]
