"""The projects behind a number of the city's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from marketplace.projects.models import Project
from marketplace.timelines.models import DayShare, Figures, Publication
from marketplace.timelines.states import Holder

PAGE = 20


@dataclass(frozen=True)
class Wanted:
    """What a number was counted by; `now`: projects that wait for this holder now."""

    holder: Holder | None = None
    matter: int | None = None
    firm: int | None = None
    area: int | None = None
    month: date | None = None
    now: Holder | None = None


@dataclass(frozen=True)
class Behind:
    """A project behind a number; its name only for those who may know it."""

    project: Project
    days: int
    is_public: bool
    code: str  # of the short address


def behind(
    session: Session, wanted: Wanted, after: tuple[int, int] | None = None
) -> tuple[list[Behind], tuple[int, int] | None]:
    """The projects behind a number, those with the most days first, and the next page's cursor."""
    pairs = _waiting(session, wanted, after) if wanted.now else _counted(session, wanted, after)
    shown, more = pairs[:PAGE], pairs[PAGE:]
    whole = (joinedload(Project.area), joinedload(Project.owner))
    ids = [project_id for project_id, _ in shown]
    named = select(Project, Publication.code).outerjoin(
        Publication,
        and_(Publication.project_id == Project.id, Publication.withdrawn_at.is_(None)),
    )
    rows = session.execute(named.where(Project.id.in_(ids)).options(*whole))
    found = {project.id: (project, code) for project, code in rows}
    listed = [
        Behind(found[project_id][0], days, bool(found[project_id][1]), found[project_id][1] or "")
        for project_id, days in shown
        if project_id in found
    ]
    last = (shown[-1][1], shown[-1][0]) if more else None
    return listed, last


def _counted(
    session: Session, wanted: Wanted, after: tuple[int, int] | None
) -> Sequence[tuple[int, int]]:
    days = func.sum(DayShare.days)
    rows = select(DayShare.project_id, days).where(*_where(wanted)).group_by(DayShare.project_id)
    if after:
        most, last = after
        rows = rows.having(or_(days < most, and_(days == most, DayShare.project_id > last)))
    ordered = rows.order_by(days.desc(), DayShare.project_id).limit(PAGE + 1)
    return [(project_id, n) for project_id, n in session.execute(ordered)]


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.holder, DayShare.holder == wanted.holder),
        (wanted.matter, DayShare.matter_id == wanted.matter),
        (wanted.firm, DayShare.party_id == wanted.firm),
        (wanted.area, DayShare.area_id == wanted.area),
        (wanted.month, DayShare.month == wanted.month),
    ]
    return [clause for value, clause in asked if value is not None]


def _waiting(
    session: Session, wanted: Wanted, after: tuple[int, int] | None
) -> Sequence[tuple[int, int]]:
    rows = select(Figures.project_id, Figures.days)
    rows = rows.where(Figures.is_running, Figures.holder == wanted.now)
    if after:
        most, last = after
        later = and_(Figures.days == most, Figures.project_id > last)
        rows = rows.where(or_(Figures.days < most, later))
    ordered = rows.order_by(Figures.days.desc(), Figures.project_id).limit(PAGE + 1)
    return [(project_id, n) for project_id, n in session.execute(ordered)]
