"""Every read of the directory."""

from marketplace.directory.queries.checks import admitted, clock_of, people_elsewhere, waiting
from marketplace.directory.queries.firms import (
    application,
    choices,
    get,
    kinds,
    last_day,
    mine,
    of_organisation,
    paper,
    penalty,
    practitioner,
    scans,
    shown,
    today,
)
from marketplace.directory.queries.matching import best, best_in, matching, may_take
from marketplace.directory.queries.profile import profile

__all__ = [
    "admitted",
    "application",
    "best",
    "best_in",
    "choices",
    "clock_of",
    "get",
    "kinds",
    "last_day",
    "matching",
    "may_take",
    "mine",
    "of_organisation",
    "paper",
    "penalty",
    "people_elsewhere",
    "practitioner",
    "profile",
    "scans",
    "shown",
    "today",
    "waiting",
]
