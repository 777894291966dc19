"""Deadlines of a request: rules on the moment of the act, whatever the job has tidied up."""

from datetime import UTC, datetime, time, tzinfo

from marketplace.core.workdays import Calendar

END_OF_OFFICE = time(17)


def earliest_closing(calendar: Calendar, now: datetime, days: int, zone: tzinfo) -> datetime:
    """17:00 in the hall on the `days`-th working day after today."""
    last = calendar.after(now.astimezone(zone).date(), days)
    return datetime.combine(last, END_OF_OFFICE, zone).astimezone(UTC)


def takes_offers(closes_at: datetime | None, now: datetime) -> bool:
    """What arrives at the closing itself is one moment too late."""
    return closes_at is not None and now < closes_at
