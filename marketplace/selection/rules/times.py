"""When the owner picks from a short list: in office hours, on announced working days."""

from datetime import UTC, datetime, time, tzinfo

from marketplace.core.rulesets import Rules
from marketplace.core.workdays import Calendar
from marketplace.requests.rules.times import END_OF_OFFICE

BEGIN_OF_OFFICE = time(9)


def pick_window(
    calendar: Calendar, drawn_at: datetime, rules: Rules, zone: tzinfo
) -> tuple[datetime, datetime]:
    """From 9:00 of the `pick_wait_days`-th working day after the draw, for `pick_days` days."""
    drawn_on = drawn_at.astimezone(zone).date()
    first = calendar.after(drawn_on, rules.pick_wait_days)
    last = calendar.after(drawn_on, rules.pick_wait_days + rules.pick_days - 1)
    opens_at = datetime.combine(first, BEGIN_OF_OFFICE, zone).astimezone(UTC)
    return opens_at, datetime.combine(last, END_OF_OFFICE, zone).astimezone(UTC)
