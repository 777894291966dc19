"""Reads of what the operator sets: areas, rule sets, the calendar."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core.calendars import CalendarDay, CalendarYear
from marketplace.core.errors import NotFoundError
from marketplace.core.places import Area
from marketplace.core.rulesets import RuleSet


def areas(session: Session) -> list[Area]:
    """All of them, the retired ones too."""
    return list(session.scalars(select(Area).order_by(Area.is_active.desc(), Area.code)))


def area(session: Session, id: int) -> Area:
    found = session.get(Area, id)
    if found is None:
        raise NotFoundError
    return found


def rule_sets(session: Session) -> list[RuleSet]:
    """Every version, the newest first."""
    return list(session.scalars(select(RuleSet).order_by(RuleSet.version.desc()).limit(200)))


def rule_set(session: Session, version: int) -> RuleSet:
    found = session.scalar(select(RuleSet).where(RuleSet.version == version))
    if found is None:
        raise NotFoundError
    return found


def known_years(session: Session) -> list[CalendarYear]:
    return list(session.scalars(select(CalendarYear).order_by(CalendarYear.year)))


def day_names(session: Session, year: int) -> dict[date, object]:
    """The days of a year that differ from their weekday, each with its row."""
    days = CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    return {row.day: row for row in session.scalars(select(CalendarDay).where(days))}


def calendar_day(session: Session, day: date) -> CalendarDay | None:
    return session.scalar(select(CalendarDay).where(CalendarDay.day == day))
