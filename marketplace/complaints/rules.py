"""Decisions on complaints: values in, values out. Deadlines are moments that are too late."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from marketplace.complaints.states import About, Measure, State
from marketplace.core.texts import Text, say
from marketplace.core.workdays import Calendar

MOST_OPEN = 5  # complaints of one organisation at a time
REMEMBERED = timedelta(days=730)  # how long after a contract its sides may complain
MONTHS = (1, 3, 6, 12)
MEASURES = {
    About.FIRM: (Measure.NONE, Measure.WARNING, Measure.SUSPENSION, Measure.EXPULSION),
    About.OWNER: (Measure.NONE,),
    About.AWARD: (Measure.NONE, Measure.CANCELLATION),
}


@dataclass(frozen=True)
class Wait:
    """A running clock: the last day in time, and working days left (below 0: days late)."""

    last_day: date
    days_left: int
    late: bool


def number(year: int, serial: int) -> str:
    return f"TS-{year}-{serial:06}"


def answer_is_awaited(state: State, answer_due_at: datetime | None, now: datetime) -> bool:
    """May the other side still speak before the decision?"""
    return state is State.ACCEPTED and answer_due_at is not None and now < answer_due_at


def last_day(due_at: datetime, zone: tzinfo) -> date:
    """The day whose end a deadline is."""
    return (due_at - timedelta(microseconds=1)).astimezone(zone).date()


def extended(due_at: datetime, days: int, calendar: Calendar, zone: tzinfo) -> datetime:
    """The deadline `days` working days later."""
    last = datetime.combine(last_day(due_at, zone), time(), zone)
    return calendar.deadline(last, days, zone)


def wait(due_at: datetime, now: datetime, calendar: Calendar, zone: tzinfo) -> Wait:
    """The clock of a deadline, which is the first moment that is too late."""
    last = last_day(due_at, zone)
    left = calendar.between(now.astimezone(zone).date(), last)
    return Wait(last, left, now >= due_at)


def fault_in_measure(
    about: About, measure: Measure, months: int | None, longest: int
) -> tuple[str, Text] | None:
    """The field at fault and why, or None."""
    if measure not in MEASURES[about]:
        return "measure", say("This measure is not possible here.")
    if measure is not Measure.SUSPENSION:
        return None
    if months not in MONTHS or months > longest:
        return "months", say("Choose for how many months: at most %(n)s.", n=longest)
    return None


def suspension_ends(now: datetime, months: int, zone: tzinfo) -> datetime:
    """The midnight that ends the same day of the month, or the month's last day, months later."""
    today = now.astimezone(zone).date()
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    day = min(today.day, monthrange(year, month + 1)[1])
    return datetime.combine(date(year, month + 1, day) + timedelta(days=1), time(), zone)
