"""What waits for somebody, and its clock in working days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from marketplace.core.texts import Names, Text
from marketplace.core.workdays import Calendar


@dataclass(frozen=True)
class Wait:
    """`due` is the first moment that is too late; None when nothing hurries."""

    what: Text
    about: str | Names
    path: str
    due: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """The last day, the working days left until it, and whether it is over."""

    until: date
    days_left: int
    late: bool


def clock(due: datetime | None, now: datetime, calendar: Calendar, zone: tzinfo) -> Clock | None:
    """Midnight belongs to the day before it."""
    if due is None:
        return None
    last = (due.astimezone(zone) - timedelta(microseconds=1)).date()
    return Clock(last, calendar.between(now.astimezone(zone).date(), last), now >= due)


def in_order(waits: Iterable[Wait]) -> list[Wait]:
    """What is due first comes first; what has no time comes last."""
    return sorted(waits, key=lambda wait: (wait.due is None, wait.due and wait.due.timestamp()))
