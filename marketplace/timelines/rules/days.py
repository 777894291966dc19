"""Days counted: whose they were, in which month, since when, how many of them were worked."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.timelines.rules.graph import Step, Turn
from marketplace.timelines.states import HOLDERS, Holder

ONE_DAY = timedelta(days=1)
IsOpen = Callable[[date], bool]


@dataclass(frozen=True)
class Day:
    """Whose day it was, and on account of which step ("": of none)."""

    day: date
    holder: Holder
    party_id: int | None
    code: str


def shares(days: Iterable[Day]) -> dict[Holder, int]:
    """Days by holder, each holder named; their sum is the number of days."""
    counted = Counter(day.holder for day in days)
    return {holder: counted[holder] for holder in HOLDERS}


@dataclass(frozen=True)
class Part:
    """Days of one month that one party held on account of one step."""

    month: date
    holder: Holder
    party_id: int | None
    code: str


def parts(days: Iterable[Day]) -> Mapping[Part, int]:
    return Counter(Part(d.day.replace(day=1), d.holder, d.party_id, d.code) for d in days)


def since(days: list[Day]) -> date | None:
    """The day on which the last holder got the ball, for the step it is now about."""
    if not days:
        return None
    last = days[-1]
    same = (last.holder, last.party_id, last.code)
    n = len(days)
    while n and (days[n - 1].holder, days[n - 1].party_id, days[n - 1].code) == same:
        n -= 1
    return days[n].day - ONE_DAY


def working_days(turns: Iterable[Turn], holder: Holder, last: date, open_days: list[date]) -> int:
    """How many of these open days, up to `last`, fall into the turns of one holder."""
    count = 0
    for turn in turns:
        if turn.holder == holder:
            end = min(turn.ended or last, last)
            count += max(0, until(open_days, end) - until(open_days, turn.began))
    return count


def until(open_days: list[date], day: date) -> int:
    """How many of them lie up to that day."""
    return bisect_left(open_days, day + ONE_DAY)


def worked(step: Step, last: date, open_days: list[date]) -> int:
    """The working days that the step's own worker has had it."""
    return working_days(step.turns, step.worker, last, open_days)


def open_days_of(first: date, last: date, is_open: IsOpen) -> list[date]:
    """The working days after `first` up to `last`."""
    days = (first + ONE_DAY * (n + 1) for n in range((last - first).days))
    return [day for day in days if is_open(day)]
