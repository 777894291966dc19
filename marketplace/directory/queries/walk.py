"""The query of one page of the list, written so that the right index is walked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    func,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.directory.models import Firm, Match
from marketplace.directory.rules.lists import Cursor, Sort, Wanted
from marketplace.directory.rules.standing import ANY, WORKING
from marketplace.directory.states import Standing

_MATCHES = Match.__table__
_MATCH, _FIRM, _NAMED = _MATCHES.c, Firm.__table__.c, Organisation.__table__.c  # no objects
_KEYS: dict[Sort, ColumnElement[Any]] = {
    Sort.RATING: _MATCH.rating_key,
    Sort.ON_TIME: _MATCH.on_time_key,
    Sort.CONTRACTS: _MATCH.contracts_key,
    Sort.CREDIT: _MATCH.credit_key,
    Sort.NAME: _MATCH.name_key,
}
_HERE = (_MATCH.item_id == bindparam("item"), _MATCH.area_id == bindparam("area"))


def rare_of(wanted: Wanted, few: int) -> tuple[Select[Any], Mapping[str, Any]]:
    """Counts the firms of the wanted grade, at most `few`; with its values."""
    standings = (wanted.standing,) if wanted.standing else WORKING
    some = select(_MATCH.id).where(
        _MATCH.standing.in_(standings), *_HERE, _MATCH.grade == bindparam("grade")
    )
    counted = select(func.count()).select_from(some.limit(few).subquery())
    return counted, {"item": wanted.item_id, "area": wanted.area_id, "grade": wanted.grade}


def _off_index(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, but no index is chosen for it."""
    return func.coalesce(column, None)


class Listed(NamedTuple):
    """What a line shows of a firm, and what the sheet adds; its values are nearer than a row's."""

    id: int
    name_zh: str
    name_en: str
    code: str
    address: str
    contact_phone: str
    rating_mean: float | None
    rating_n: int
    on_time_rate: float | None
    contracts_n: int
    credit_score: int | None
    services: str | None
    grade: str
    standing: Standing
    key: str | int


def _shown() -> tuple[ColumnElement[Any], ...]:
    return (
        _FIRM.id, _NAMED.name_zh, _NAMED.name_en, _NAMED.code, _NAMED.address, _FIRM.contact_phone,
        _FIRM.rating_mean, _FIRM.rating_n, _FIRM.on_time_rate, _FIRM.contracts_n,
        _FIRM.credit_score, _services(),
    )  # fmt: skip


def _services() -> ColumnElement[str]:
    """The ids of the items that the firm has papers for, with commas between."""
    every = _MATCHES.alias().c
    does = (every.firm_id == _FIRM.id, every.item_id != ANY, every.area_id == ANY)
    listed = select(func.aggregate_strings(cast(every.item_id, String), ",")).where(*does)
    return listed.scalar_subquery().label("services")


@dataclass(frozen=True)
class Walk:
    """One page's way along the index: each standing's in turn, then merged."""

    wanted: Wanted
    cursor: Cursor | None
    size: int
    ids: Sequence[int] | None
    rare: bool

    def firms(self, session: Session) -> list[Listed]:
        return [Listed._make(row) for row in session.execute(*self.select()).all()]

    def select(self) -> tuple[Select[Any], Mapping[str, Any]]:
        """The query and its values."""
        wanted, cursor = self.wanted, self.cursor
        way = _Way(
            wanted.sort,
            (wanted.standing,) if wanted.standing else WORKING,
            beyond=cursor is not None,
            backwards=cursor is not None and cursor.backwards,
            among=self.ids is not None,
            rare=self.rare,
            graded=bool(wanted.grade),
        )
        values = {"item": wanted.item_id, "area": wanted.area_id, "grade": wanted.grade}
        mark = {"key": self._key(cursor), "after": cursor.id} if cursor else {}
        return _written(way), values | mark | {"ids": self.ids, "size": self.size}

    def _key(self, cursor: Cursor) -> str | int:
        return cursor.key if self.wanted.sort is Sort.NAME else int(cursor.key)


@dataclass(frozen=True)
class _Way:
    """What the query's text depends on; everything else is a value of it."""

    sort: Sort
    standings: tuple[Standing, ...]
    beyond: bool
    backwards: bool
    among: bool
    rare: bool
    graded: bool

    def select(self) -> Select[Any]:
        parts = [select(self._one(standing).subquery()) for standing in self.standings]
        found = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
        return (
            select(*_shown(), found.c.grade, found.c.standing, found.c.key)
            .join_from(found, Firm.__table__, found.c.firm_id == _FIRM.id)
            .join(Organisation.__table__, _NAMED.id == _FIRM.organisation_id)
            .order_by(*self._order(found.c.key, found.c.firm_id))
            .limit(bindparam("size", type_=Integer))
        )

    def _one(self, standing: Standing) -> Select[Any]:
        column = _KEYS.get(self.sort, _MATCH.rating_key)
        key = _off_index(column) if self.rare else column
        walk = select(_MATCH.firm_id, column.label("key"), _MATCH.grade, _MATCH.standing)
        walk = walk.where(*self._wanted(standing)).order_by(*self._order(key, _MATCH.firm_id))
        if self.beyond:
            walk = walk.where(self._beyond(key))
        return walk.limit(bindparam("size", type_=Integer))

    def _wanted(self, standing: Standing) -> list[ColumnElement[bool]]:
        """The filters: by these firms, by the few rows of a rare grade, or along the index."""
        here = [_MATCH.standing == standing, *_HERE]
        grade: BindParameter[str] = bindparam("grade")
        if self.among:
            known = _MATCH.firm_id.in_(bindparam("ids", expanding=True))
            here = [*_HERE, known, _off_index(_MATCH.standing) == standing.value]
        elif self.rare and self.graded:
            return [_MATCH.id.in_(select(_MATCH.id).where(*here, _MATCH.grade == grade))]
        return [*here, _off_index(_MATCH.grade) == grade] if self.graded else here

    def _falls(self) -> bool:
        """Greater first? Backwards the other way round."""
        return (self.sort is Sort.NAME) == self.backwards

    def _order(self, key: Any, id: Any) -> tuple[Any, Any]:
        return (key.desc(), id.desc()) if self._falls() else (key.asc(), id.asc())

    def _beyond(self, key: Any) -> ColumnElement[bool]:
        place, mark = tuple_(key, _MATCH.firm_id), tuple_(bindparam("key"), bindparam("after"))
        beyond: ColumnElement[bool] = place < mark if self._falls() else place > mark
        return beyond


@lru_cache(256)
def _written(way: _Way) -> Select[Any]:
    """Written once: to put the query together costs more than to run it."""
    return way.select()
