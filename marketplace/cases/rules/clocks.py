"""The clocks of a case. Day 0 is the day of acceptance; days are working days.

A pause takes out the days after the day it starts, up to and with the day it ends: the day it
starts was still worked on, the day it ends was waited for.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from marketplace.core.texts import Text, say
from marketplace.core.workdays import ONE_DAY, Calendar

DIGEST_LENGTH = 16


@dataclass(frozen=True)
class Span:
    """A pause by days; `end` is None while it lasts."""

    start: date
    end: date | None = None


@dataclass(frozen=True)
class Wait:
    """A running clock: the last day in time, and working days left (below 0: days late)."""

    last_day: date
    days_left: int
    late: bool


@dataclass(frozen=True)
class Taken:
    """Working days from acceptance to a day: all of them, and those the clock stood still."""

    total: int
    paused: int

    @property
    def actual(self) -> int:
        return self.total - self.paused


def taken(calendar: Calendar, accepted_on: date, until: date, pauses: Iterable[Span]) -> Taken:
    """Days from acceptance to `until`; each paused day is taken out once, overlapping or not."""
    paused, free = 0, accepted_on
    for span in sorted(pauses, key=lambda span: span.start):
        start, end = max(span.start, free), min(span.end or until, until)
        if end > start:
            paused += calendar.between(start, end)
            free = end
    return Taken(max(calendar.between(accepted_on, until), 0), paused)


def due_day(calendar: Calendar, accepted_on: date, days: int, pauses: Iterable[Span] = ()) -> date:
    """The last day in time, put later by the pauses that are over."""
    over = [span for span in pauses if span.end is not None]
    last = max((span.end for span in over if span.end), default=accepted_on)
    paused = taken(calendar, accepted_on, max(last, accepted_on), over).paused
    return calendar.after(accepted_on, days + paused)


def end_of(day: date, zone: tzinfo) -> datetime:
    """The first moment that is too late."""
    return datetime.combine(day + ONE_DAY, time(), zone)


def local_day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def wait(due_at: datetime, now: datetime, calendar: Calendar, zone: tzinfo) -> Wait:
    """The clock of a deadline, which is the first moment that is too late."""
    last = local_day(due_at - timedelta(microseconds=1), zone)
    return Wait(last, calendar.between(local_day(now, zone), last), now >= due_at)


def entry_is_late(calendar: Calendar, happened: date, entered: date, limit: int) -> bool:
    """Was it written down more than `limit` working days after it happened?"""
    return calendar.between(happened, entered) > limit


def fault_in_moment(at: datetime, now: datetime, earliest: datetime | None) -> Text | None:
    """An event is never in the future, and never before what it follows."""
    if at > now:
        return say("This moment has not come yet.")
    if earliest is not None and at < earliest:
        return say("This is earlier than the step before it, %(moment)s.", moment=earliest)
    return None


def digest(calendar: Calendar, start: date, end: date) -> str:
    """Which calendar counted from `start` to `end`: its own days between them, hashed short."""
    days = sorted(day for day in calendar.closed | calendar.opened if start <= day <= end)
    own = ",".join(f"{day}{'+' if day in calendar.opened else '-'}" for day in days)
    official = all(calendar.years.get(year) for year in range(start.year, end.year + 1))
    text = f"{start}/{end}/{'official' if official else 'provisional'}/{own}"
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
