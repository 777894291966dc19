"""A project's days by month, holder, party and step; and the city's sums, moved by what changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select, update

from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.timelines.models import CityShare, DayShare
from marketplace.timelines.queries import Reckoning, Scene, matters_of
from marketplace.timelines.rules.days import parts
from marketplace.timelines.states import Dimension, Holder

City = tuple[Dimension, int, Holder]
_SUMS = CityShare.__table__.c
_ADD = (
    update(CityShare.__table__)  # type: ignore[arg-type]  # its stubs say FromClause
    .where(
        _SUMS.dimension == bindparam("its_dimension"),
        _SUMS.key == bindparam("its_key"),
        _SUMS.holder == bindparam("its_holder"),
    )
    .values(
        days=_SUMS.days + bindparam("more_days"),
        projects_n=_SUMS.projects_n + bindparam("more_projects"),
    )
)


@dataclass(frozen=True)
class Key:
    """What tells one row of day_shares from the others of its project."""

    area_id: int
    month: date
    holder: Holder
    party_id: int | None
    code: str
    matter_id: int | None


def share(act: Act, scene: Scene, seen: Reckoning) -> None:
    """Write the rows that changed, and move the city's sums by the difference."""
    rows = {_key(row): row for row in _rows(act, scene.project.id)}
    matters, area = matters_of(scene, seen.graph), scene.project.area_id
    new = {
        Key(area, p.month, p.holder, p.party_id, p.code, matters.get(p.code)): days
        for p, days in parts(seen.days).items()
    }
    old = {key: row.days for key, row in rows.items()}
    for key in old.keys() - new.keys():
        act.session.delete(rows[key])
    for key, days in new.items():
        _put(act, scene.project.id, key, days, rows.get(key))
    move(act, city(old), city(new))


def _rows(act: Act, project_id: int) -> Iterable[DayShare]:
    return act.session.scalars(select(DayShare).where(DayShare.project_id == project_id))


def _key(row: DayShare) -> Key:
    return Key(row.area_id, row.month, row.holder, row.party_id, row.code, row.matter_id)


def _put(act: Act, project_id: int, key: Key, days: int, row: DayShare | None) -> None:
    if row is None:
        act.session.add(DayShare(project_id=project_id, days=days, **vars(key)))
    elif row.days != days:
        row.days = days


def city(shares: Mapping[Key, int]) -> Counter[City]:
    """One project's days by everything that the city's page tells apart."""
    found: Counter[City] = Counter()
    for key, days in shares.items():
        for dimension, place in _places(key):
            found[dimension, place, key.holder] += days
    return found


def _places(key: Key) -> Iterable[tuple[Dimension, int]]:
    yield Dimension.ALL, 0
    yield Dimension.AREA, key.area_id
    yield Dimension.MONTH, key.month.year * 100 + key.month.month
    if key.matter_id is not None:
        yield Dimension.MATTER, key.matter_id
    if key.holder is Holder.INTERMEDIARY and key.party_id is not None:
        yield Dimension.FIRM, key.party_id


def move(act: Act, old: Mapping[City, int], new: Mapping[City, int]) -> None:
    """Add what changed to each sum: in one statement, once every sum has its row."""
    moved = [
        (place, new.get(place, 0) - old.get(place, 0), (place in new) - (place in old))
        for place in sorted(old.keys() | new.keys())
        if old.get(place, 0) != new.get(place, 0)
    ]
    if not moved:
        return
    _make_rows(act, [place for place, _, _ in moved])
    rows = [
        {"its_dimension": place[0], "its_key": place[1], "its_holder": place[2]}
        | {"more_days": days, "more_projects": projects}
        for place, days, projects in moved
    ]
    act.session.connection().execute(_ADD, rows)


def _make_rows(act: Act, places: list[City]) -> None:
    keys = {key for _, key, _ in places}
    known = select(CityShare.dimension, CityShare.key, CityShare.holder)
    there = {tuple(row) for row in act.session.execute(known.where(CityShare.key.in_(keys)))}
    for dimension, key, holder in places:
        if (dimension, key, holder) not in there:
            named = {"dimension": dimension, "key": key, "holder": holder}
            insert_once(act.session, CityShare, **named, days=0, projects_n=0)
