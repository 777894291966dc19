"""The official calendar in the database; the operator may override a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.database import Row
from marketplace.core.workdays import Calendar


class CalendarYear(Row):
    """A year the hall can count in; a provisional one waits for the official arrangement."""

    __tablename__ = "calendar_years"

    year: Mapped[int] = mapped_column(unique=True)
    official: Mapped[bool]


class CalendarDay(Row):
    """A day that differs from its weekday: a holiday, or a weekend day that is worked."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(unique=True)
    is_open: Mapped[bool]
    name_zh: Mapped[str] = mapped_column(String(60), default="")
    name_en: Mapped[str] = mapped_column(String(60), default="")


def load(session: Session, years: Mapping[str, Any]) -> None:
    """Take in the years of data/approvals/calendars.json, replacing those years."""
    for name, arrangement in years.items():
        year = int(name)
        _forget(session, year)
        session.add(CalendarYear(year=year, official=arrangement["status"] == "official"))
        for key, is_open in (("days_off", False), ("make_up_workdays", True)):
            for row in arrangement[key]:
                session.add(_day(row, is_open))
    session.flush()


def _forget(session: Session, year: int) -> None:
    days = CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    session.execute(delete(CalendarDay).where(days))
    session.execute(delete(CalendarYear).where(CalendarYear.year == year))
    session.flush()


def _day(row: Mapping[str, str], is_open: bool) -> CalendarDay:
    return CalendarDay(
        day=date.fromisoformat(row["date"]),
        is_open=is_open,
        name_zh=row["name_zh"],
        name_en=row["name_en"],
    )


def current(session: Session) -> Calendar:
    """The calendar as it stands in this transaction."""
    if "calendar" not in session.info:
        session.info["calendar"] = _read(session)
    calendar: Calendar = session.info["calendar"]
    return calendar


def _read(session: Session) -> Calendar:
    days = session.execute(select(CalendarDay.day, CalendarDay.is_open)).all()
    years = session.execute(select(CalendarYear.year, CalendarYear.official)).all()
    return Calendar(
        closed=frozenset(day for day, is_open in days if not is_open),
        opened=frozenset(day for day, is_open in days if is_open),
        years={row.year: row.official for row in years},
    )


_ZONES: list[ZoneInfo] = [ZoneInfo("Asia/Shanghai")]


def zone() -> ZoneInfo:
    """The zone whose midnight ends a day in this hall."""
    return _ZONES[-1]


def set_zone(name: str) -> None:
    _ZONES[:] = [ZoneInfo(name)]
