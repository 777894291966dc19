"""The chart: every day and every turn as a rectangle. Whole numbers in a box WIDTH wide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.timelines.rules.days import Day
from marketplace.timelines.rules.graph import Turn
from marketplace.timelines.states import Holder

WIDTH, NAMES, ROW, HEAD = 1000, 250, 26, 52  # names stand left of the bars
FEWEST_DAYS = 28
MOST_TICKS = 14
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Run:
    """Days in a row of one holder on account of one step; both days belong to it."""

    holder: Holder
    party_id: int | None
    code: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def runs(days: Iterable[Day]) -> list[Run]:
    found: list[Run] = []
    for day in days:
        same = found and (found[-1].holder, found[-1].party_id, found[-1].code) == (
            day.holder,
            day.party_id,
            day.code,
        )
        if same:
            found[-1] = Run(day.holder, day.party_id, day.code, found[-1].first, day.day)
        else:
            found.append(Run(day.holder, day.party_id, day.code, day.day, day.day))
    return found


@dataclass(frozen=True)
class Bar:
    look: str  # a holder, "plan" or "ahead"
    x: int
    width: int


@dataclass(frozen=True)
class Line:
    code: str
    y: int
    bars: tuple[Bar, ...]
    is_critical: bool


@dataclass(frozen=True)
class Scale:
    """Days on the width of the chart; a day stands at its end."""

    first: date
    last: date

    def x(self, day: date) -> int:
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return NAMES + round(share * (WIDTH - NAMES))

    def bar(self, look: str, began: date, ended: date) -> Bar:
        """The days after `began` up to `ended`; never too thin to be seen."""
        left = self.x(began)
        return Bar(look, left, max(2, self.x(ended) - left))

    def months(self) -> list[tuple[int, date]]:
        """The first day of each month that is shown, with its place; fewer when there are many."""
        day = (self.first.replace(day=1) + timedelta(days=31)).replace(day=1)
        found = []
        while day < self.last:
            found.append((self.x(day), day))
            day = (day + timedelta(days=31)).replace(day=1)
        step = -(-len(found) // MOST_TICKS) or 1
        return found[::step]


def scale(began: date, ends: Iterable[date | None]) -> Scale:
    known = [end for end in ends if end is not None]
    return Scale(began, max([*known, began + timedelta(days=FEWEST_DAYS)]))


def ribbon(found: Sequence[Run], on: Scale) -> list[Bar]:
    """Whose day it was, from the first to the last."""
    return [on.bar(run.holder.value, run.first - ONE_DAY, run.last) for run in found]


def bars(turns: Sequence[Turn], last: date, on: Scale) -> list[Bar]:
    return [
        on.bar(turn.holder.value, turn.began, turn.ended or last)
        for turn in turns
        if (turn.ended or last) > on.first
    ]
