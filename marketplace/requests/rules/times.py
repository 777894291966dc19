"""Deadlines of a request: rules on the moment of the act, whatever the job has tidied up."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from marketplace.core.workdays import Calendar

END_OF_OFFICE = time(17)
ONE_DAY = timedelta(days=1)


def earliest_closing(calendar: Calendar, now: datetime, days: int, zone: tzinfo) -> datetime:
    """17:00 in the hall on the `days`-th working day after today."""
    last = calendar.after(now.astimezone(zone).date(), days)
    return datetime.combine(last, END_OF_OFFICE, zone).astimezone(UTC)


def last_question(calendar: Calendar, closes_at: datetime, days: int, zone: tzinfo) -> datetime:
    """The closing's time of day, so many working days before it."""
    local = closes_at.astimezone(zone)
    day = local.date()
    while calendar.between(day, local.date()) < days:
        day -= ONE_DAY
    return local.replace(year=day.year, month=day.month, day=day.day).astimezone(UTC)


def takes_offers(closes_at: datetime | None, now: datetime) -> bool:
    """What arrives at the closing itself is one moment too late."""
    return closes_at is not None and now < closes_at
