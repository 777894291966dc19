"""How long it took, how late it is, who kept silent."""

from datetime import date, datetime, timedelta, tzinfo

from marketplace.contracts.states import Lateness
from marketplace.core.act import Role
from marketplace.core.workdays import Calendar


def days_late(calendar: Calendar, due_on: date, delivered_on: date) -> int:
    """Working days after the due day; 0 when in time."""
    return max(0, calendar.between(due_on, delivered_on))


def days_taken(calendar: Calendar, concluded_on: date, delivered_on: date) -> int:
    """Working days from the day both sides had confirmed; that day itself is day 0."""
    return calendar.between(concluded_on, delivered_on)


def lateness(days: int, fault_days: int) -> Lateness:
    """Late from the first working day over, a fault from day `fault_days` on."""
    if days < 1:
        return Lateness.ON_TIME
    return Lateness.AT_FAULT if days >= fault_days else Lateness.LATE


def silent_sides(
    owner_confirmed_at: datetime | None, firm_confirmed_at: datetime | None
) -> list[Role]:
    """Who has not confirmed the contract."""
    sides = {Role.OWNER: owner_confirmed_at, Role.INTERMEDIARY: firm_confirmed_at}
    return [role for role, confirmed_at in sides.items() if confirmed_at is None]


def last_day(deadline: datetime, zone: tzinfo) -> date:
    """The day a deadline ends; its moment is the midnight after it."""
    return (deadline - timedelta(microseconds=1)).astimezone(zone).date()
