"""The city's days, from sums that are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.core.places import Area
from marketplace.matters.models import Matter
from marketplace.timelines.models import CityShare, DayShare, Figures
from marketplace.timelines.rules.nodes import Named
from marketplace.timelines.states import HOLDERS, Dimension, Holder

TOP = 10  # matters and firms on the page of the city
TABLES: dict[Dimension, Any] = {
    Dimension.MATTER: Matter,
    Dimension.FIRM: Organisation,
    Dimension.AREA: Area,
}


@dataclass(frozen=True)
class Line:
    """Days by holder under one key, and how many projects each comes from."""

    key: int
    days: dict[Holder, int]
    projects: dict[Holder, int]
    name: Named | None = None

    @property
    def total(self) -> int:
        return sum(self.days.values())


def lines(session: Session, dimension: Dimension) -> list[Line]:
    """All of one dimension, in the order of their keys."""
    rows = session.execute(_sums().where(CityShare.dimension == dimension).order_by(CityShare.key))
    return _named(session, dimension, _lines(rows.all()))


def top(session: Session, dimension: Dimension, holder: Holder | None = None) -> list[Line]:
    """Those with the most days, or the most days of one holder."""
    most = func.sum(CityShare.days)
    wanted = select(CityShare.key).where(CityShare.dimension == dimension)
    if holder:
        wanted = wanted.where(CityShare.holder == holder)
    ranked = wanted.group_by(CityShare.key).order_by(most.desc(), CityShare.key).limit(TOP)
    keys = list(session.scalars(ranked))
    rows = session.execute(
        _sums().where(CityShare.dimension == dimension, CityShare.key.in_(keys))
    ).all()
    found = sorted(_lines(rows), key=lambda line: keys.index(line.key))
    return _named(session, dimension, found)


def _sums() -> Any:
    return select(CityShare.key, CityShare.holder, CityShare.days, CityShare.projects_n)


def _lines(rows: Iterable[Any]) -> list[Line]:
    found: dict[int, Line] = {}
    for key, holder, days, projects in rows:
        if days:
            line = found.setdefault(key, Line(key, {}, {}))
            line.days[holder], line.projects[holder] = days, projects
    return list(found.values())


def _named(session: Session, dimension: Dimension, found: list[Line]) -> list[Line]:
    table = TABLES.get(dimension)
    if table is None:
        return found
    rows = select(table.id, table.name_zh, table.name_en)
    named = session.execute(rows.where(table.id.in_([line.key for line in found])))
    names = {id_: Named(zh, en) for id_, zh, en in named}
    return [Line(one.key, one.days, one.projects, names.get(one.key)) for one in found]


def held_now(session: Session) -> dict[Holder, int]:
    """How many running projects wait for each holder now."""
    counted = select(Figures.holder, func.count(Figures.id)).where(Figures.is_running)
    found = dict(session.execute(counted.group_by(Figures.holder)).all())
    return {holder: found.get(holder, 0) for holder in HOLDERS}


def name_of(session: Session, dimension: Dimension, key: int) -> Named | None:
    found = _named(session, dimension, [Line(key, {}, {})])
    return found[0].name


def wrong_sums(session: Session) -> Iterable[str]:
    """Where the city's sums are not those of its projects."""
    counted = select(DayShare.holder, func.sum(DayShare.days)).group_by(DayShare.holder)
    true = dict(session.execute(counted).all())
    kept = {line: n for one in lines(session, Dimension.ALL) for line, n in one.days.items()}
    for holder in true.keys() | kept.keys():
        if true.get(holder, 0) != kept.get(holder, 0):
            yield f"{holder}: {kept.get(holder, 0)} days, its projects have {true.get(holder, 0)}"
    days = dict(session.execute(select(Figures.project_id, Figures.days)).all())
    sums = select(DayShare.project_id, func.sum(DayShare.days)).group_by(DayShare.project_id)
    parts = dict(session.execute(sums).all())
    for project_id, n in days.items():
        if parts.get(project_id, 0) != n:
            yield f"project {project_id}: {n} days, its parts {parts.get(project_id, 0)}"
