"""Counting working days on an official calendar."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from marketplace.core.errors import DomainError
from marketplace.core.texts import say

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class NoCalendarError(DomainError, LookupError):
    """Working days of a year without a calendar cannot be counted."""

    def __init__(self, year: int) -> None:
        super().__init__(
            say(
                "There is no working-day calendar for %(year)s yet. The operator must load it.",
                year=str(year),
            )
        )
        self.year = year


@dataclass(frozen=True)
class Calendar:
    """`closed`: holidays; `opened`: weekend days worked in exchange; `years`: True if official."""

    closed: frozenset[date]
    opened: frozenset[date]
    years: Mapping[int, bool]
    _open_days: dict[int, list[date]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def from_data(cls, years: Mapping[str, Mapping[str, Any]]) -> "Calendar":
        """From the `years` of data/approvals/calendars.json."""
        return cls(
            closed=_dates(day for year in years.values() for day in year["days_off"]),
            opened=_dates(day for year in years.values() for day in year["make_up_workdays"]),
            years={int(name): year["status"] == "official" for name, year in years.items()},
        )

    def is_open(self, day: date) -> bool:
        if day.year not in self.years:
            raise NoCalendarError(day.year)
        return day in self.opened or (day.weekday() < SATURDAY and day not in self.closed)

    def is_provisional(self, day: date) -> bool:
        """Is this a day of a year whose official arrangement is not yet known?"""
        if day.year not in self.years:
            raise NoCalendarError(day.year)
        return not self.years[day.year]

    def after(self, start: date, days: int) -> date:
        """The day that is `days` working days after `start`; `start` is day 0, open or not."""
        if days < 0:
            raise ValueError("working days are counted forward")
        if days == 0:
            return start
        year, place = start.year, bisect_right(self._days(start.year), start) + days - 1
        while place >= len(self._days(year)):
            place -= len(self._days(year))
            year += 1
        return self._days(year)[place]

    def between(self, start: date, end: date) -> int:
        """Working days in (start, end]; negative, over (end, start], when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        whole_years = sum(len(self._days(year)) for year in range(start.year, end.year))
        return whole_years + self._day_of_year(end) - self._day_of_year(start)

    def deadline(self, moment: datetime, days: int, zone: tzinfo) -> datetime:
        """The end of the `days`-th working day after the local day of `moment`, in UTC.

        That end is 24:00 in the hall's `zone`, which is the next local midnight: the first moment
        that is too late. What happens at `now < deadline` is in time.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment has a time zone")
        last = self.after(moment.astimezone(zone).date(), days)
        return datetime.combine(last + ONE_DAY, time(), zone).astimezone(UTC)

    def _day_of_year(self, day: date) -> int:
        return bisect_right(self._days(day.year), day)

    def _days(self, year: int) -> list[date]:
        if year not in self._open_days:
            first = date(year, 1, 1)
            length = (date(year, 12, 31) - first).days + 1
            every = (first + n * ONE_DAY for n in range(length))
            self._open_days[year] = [day for day in every if self.is_open(day)]
        return self._open_days[year]


def _dates(days: Iterable[Mapping[str, str]]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day["date"]) for day in days)
