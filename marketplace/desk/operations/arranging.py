"""The calendar: a whole official year, or one day with a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.calendars import CalendarDay
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.texts import Names, say
from marketplace.core.workdays import SATURDAY
from marketplace.desk import queries
from marketplace.desk.policy import ADMINISTRATOR


@operation("desk.set_day", may=ADMINISTRATOR, log=("day", "is_open", "reason"))
def set_day(
    act: Act, _: None, *, day: date, is_open: bool, name: Names, reason: str
) -> CalendarDay | None:
    """Say that a day is worked, or not; waits that run may end later, never earlier."""
    if day.year not in calendars.current(act.session).years:
        raise BadInputError("day", say("There is no calendar for this year yet. Load it first."))
    row = queries.calendar_day(act.session, day)
    act.session.info.clear()
    if is_open == (day.weekday() < SATURDAY):
        _forget(act, row)
        return None
    if row is None:
        row = CalendarDay(day=day)
        act.session.add(row)
    row.is_open, row.name_zh, row.name_en = is_open, name.name_zh, name.name_en
    return row


def _forget(act: Act, row: CalendarDay | None) -> None:
    """Only days that differ from their weekday have a row."""
    if row is not None:
        act.session.delete(row)


@operation("desk.load_years", may=ADMINISTRATOR, log=("names",))
def load_years(act: Act, _: None, *, years: Mapping[str, Any], names: str) -> None:
    """Take in whole years, in the place of what was known of them."""
    calendars.load(act.session, years)
    act.session.info.clear()
