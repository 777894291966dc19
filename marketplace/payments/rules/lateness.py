"""When accepted work must be paid, and who paid late: public, over the last twelve months."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

MONTHS_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Due:
    """One accepted milestone: when it was to be paid, and when it was (None: not yet)."""

    due_at: datetime
    paid_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        return (self.paid_at or now) >= self.due_at


@dataclass(frozen=True)
class Counter:
    """Of the payments that fell due in twelve months: how many, late, and late and still open."""

    due: int
    late: int
    open: int


def due_at(accepted_at: datetime, days: int, zone: tzinfo) -> datetime:
    """The midnight that ends the last of the calendar days: the first moment that is too late."""
    local = accepted_at.astimezone(zone) + timedelta(days=days + 1)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def counter(payments: Iterable[Due], now: datetime) -> Counter:
    fell_due = [one for one in payments if now - MONTHS_BACK <= one.due_at <= now]
    late = [one for one in fell_due if one.is_late(now)]
    return Counter(len(fell_due), len(late), sum(one.paid_at is None for one in late))
