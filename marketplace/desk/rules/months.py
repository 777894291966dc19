"""A year of the calendar as twelve small tables."""

import calendar as weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from marketplace.core.texts import name_all, say
from marketplace.core.workdays import Calendar


class Look(StrEnum):
    """What a day is, seen from its weekday."""

    WORKED = auto()
    OFF = auto()
    HOLIDAY = auto()
    MADE_UP = auto()


name_all(
    {
        Look.WORKED: say("Working day"),
        Look.OFF: say("Weekend"),
        Look.HOLIDAY: say("Day off"),
        Look.MADE_UP: say("Weekend day that is worked"),
    }
)


@dataclass(frozen=True)
class Day:
    day: date
    look: Look
    name: object = ""  # of the holiday: a record with two names, or nothing


@dataclass(frozen=True)
class Month:
    """`weeks` begin on Monday; None stands for a day of another month."""

    first: date
    weeks: list[list[Day | None]]


def look_of(calendar: Calendar, day: date) -> Look:
    if day.weekday() >= weeks.SATURDAY:
        return Look.MADE_UP if calendar.is_open(day) else Look.OFF
    return Look.WORKED if calendar.is_open(day) else Look.HOLIDAY


def months(calendar: Calendar, year: int, names: Mapping[date, object]) -> list[Month]:
    """Raises NoCalendarError for a year the hall cannot count in."""
    return [_month(calendar, date(year, month, 1), names) for month in range(1, 13)]


def _month(calendar: Calendar, first: date, names: Mapping[date, object]) -> Month:
    rows = weeks.Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[_day(calendar, day, first, names) for day in row] for row in rows])


def _day(calendar: Calendar, day: date, first: date, names: Mapping[date, object]) -> Day | None:
    if day.month != first.month:
        return None
    return Day(day, look_of(calendar, day), names.get(day, ""))
