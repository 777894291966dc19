"""The lines of the public list: one indexed query, put together once for each shape of question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.core.money import Money
from marketplace.core.places import Known, known_areas
from marketplace.matters.queries import known_items
from marketplace.requests.models import Request
from marketplace.requests.states import Method, State

_LISTED, _OWNER = Request.__table__.c, Organisation.__table__.c  # plain columns, no objects
_SHOWN = (
    _LISTED.id, _LISTED.number, _LISTED.title, _LISTED.state, _LISTED.method,
    _LISTED.published_at, _LISTED.closes_at, _LISTED.item_id, _LISTED.area_id,
    _LISTED.ceiling_minor, _LISTED.ceiling_currency, _OWNER.name_zh, _OWNER.name_en,
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a reader narrows the public list to."""

    words: str = ""
    state: State | None = None
    item_id: int | None = None
    area_id: int | None = None
    method: Method | None = None


class Owner(NamedTuple):
    name_zh: str
    name_en: str


class Line(NamedTuple):
    """What a line of the list shows of a request, and no more."""

    id: int
    number: str
    title: str
    state: State
    method: Method
    published_at: datetime | None
    closes_at: datetime | None
    owner: Owner
    item: Known | None
    area: Known | None
    ceiling: Money | None


@dataclass(frozen=True)
class Walk:
    """So many requests in these states, newest first, after an id, among the ids words found."""

    filters: Filters
    states: tuple[State, ...]
    after: int | None
    ids: Sequence[int] | None
    limit: int

    def lines(self, session: Session) -> Iterator[Line]:
        """Imported history is listed only when it is asked for."""
        asked = self.filters
        shape = _Shape(
            after=self.after is not None,
            among=self.ids is not None,
            item=asked.item_id is not None,
            area=asked.area_id is not None,
            method=asked.method is not None,
        )
        values = {
            "states": self.states, "after": self.after, "ids": self.ids, "item": asked.item_id,
            "area": asked.area_id, "method": asked.method or Method.IMPORTED, "size": self.limit,
        }  # fmt: skip
        items, areas = known_items(session), known_areas(session)
        for row in session.execute(_written(shape), values).all():
            key, number, title, state, method, published_at, closes_at, *rest = row
            item_id, area_id, minor, currency, name_zh, name_en = rest
            ceiling = Money(minor, currency) if minor is not None else None
            owner = Owner(name_zh, name_en)
            yield Line(
                key, number, title, state, method, published_at, closes_at, owner,
                items.get(item_id), areas.get(area_id), ceiling,
            )  # fmt: skip


@dataclass(frozen=True)
class _Shape:
    """What the query's text depends on; everything else is a value of it."""

    after: bool
    among: bool
    item: bool
    area: bool
    method: bool


@lru_cache(64)
def _written(shape: _Shape) -> Select[Any]:
    method, wanted = _LISTED.method, bindparam("method", type_=_LISTED.method.type)
    owner = _OWNER.id == _LISTED.owner_id
    rows = (
        select(*_SHOWN)
        .join(Organisation.__table__, owner)
        .where(
            _LISTED.state.in_(bindparam("states", expanding=True)),
            _LISTED.published_at.is_not(None),
            method == wanted if shape.method else method != wanted,
        )
    )
    if shape.after:
        rows = rows.where(_LISTED.id < bindparam("after"))
    if shape.among:
        rows = rows.where(_LISTED.id.in_(bindparam("ids", expanding=True)))
    if shape.item:
        rows = rows.where(_LISTED.item_id == bindparam("item"))
    if shape.area:
        rows = rows.where(_LISTED.area_id == bindparam("area"))
    return rows.order_by(_LISTED.id.desc()).limit(bindparam("size", type_=Integer))
