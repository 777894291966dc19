"""Every read of the desk: what waits for whom, the home page, finding, the operator's lists."""

from marketplace.desk.queries.finding import Results, find
from marketplace.desk.queries.home import Counts, count, counts, newest_requests, stale_counts
from marketplace.desk.queries.machinery import (
    letter,
    letters,
    parked,
    parked_letters,
    parked_one,
)
from marketplace.desk.queries.owners import owner
from marketplace.desk.queries.setting import (
    area,
    areas,
    calendar_day,
    day_names,
    known_years,
    rule_set,
    rule_sets,
)
from marketplace.desk.queries.waits import mine

__all__ = [
    "Counts",
    "Results",
    "area",
    "areas",
    "calendar_day",
    "count",
    "counts",
    "day_names",
    "find",
    "known_years",
    "letter",
    "letters",
    "mine",
    "newest_requests",
    "owner",
    "parked",
    "parked_letters",
    "parked_one",
    "rule_set",
    "rule_sets",
    "stale_counts",
]
