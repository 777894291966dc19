"""Lists of requests: pages follow one another by key, never by counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, load_only

from marketplace.accounts.models import Organisation
from marketplace.core import words
from marketplace.core.act import Actor
from marketplace.core.places import Area
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.states import PUBLIC, Method, State

PAGE = 20
BATCH = 500
LONGEST_SHEET = 10_000
OPEN_FIRST = ((State.OPEN,), tuple(sorted(PUBLIC - {State.OPEN})))


@dataclass(frozen=True)
class Filters:
    """What a reader narrows the public list to."""

    words: str = ""
    state: State | None = None
    item_id: int | None = None
    area_id: int | None = None
    method: Method | None = None


@dataclass(frozen=True)
class Slice:
    """One page, the key of the next one, and whether the words found too much."""

    rows: Sequence[Request]
    next: str = ""
    narrow: bool = False


@dataclass(frozen=True)
class Key:
    """Where a page begins: the group of states, and the id it comes after."""

    group: int = 0
    id: int | None = None

    @classmethod
    def read(cls, text: str) -> "Key":
        group, _, last = text.partition("-")
        lawful = group in ("0", "1") and last.isascii() and last.isdigit() and len(last) < 16
        return cls(int(group), int(last)) if lawful else cls()


def listed(session: Session, filters: Filters, after: str = "") -> Slice:
    """Published requests, open ones first, newest first."""
    narrowed, narrow = _narrowed(filters)
    found = _walk(session, narrowed, filters, Key.read(after), PAGE + 1)
    page = found[:PAGE]
    return Slice([row for _, row in page], _key(page[-1]) if len(found) > PAGE else "", narrow)


def every(session: Session, filters: Filters) -> Iterator[Request]:
    """The whole list in the same order, for a sheet; at most 10,000 rows."""
    narrowed, _ = _narrowed(filters)
    key, given = Key(), 0
    while given < LONGEST_SHEET:
        found = _walk(session, narrowed, filters, key, BATCH)
        yield from (row for _, row in found)
        given += len(found)
        if len(found) < BATCH:
            return
        key = Key(found[-1][0], found[-1][1].id)


def own(session: Session, reader: Actor, after: int | None = None) -> Slice:
    """All requests of the reader's organisation, newest first."""
    mine = _whole().where(Request.owner_id == reader.organisation_id)
    if after is not None:
        mine = mine.where(Request.id < after)
    rows = session.scalars(mine.order_by(Request.id.desc()).limit(PAGE + 1)).all()
    return Slice(rows[:PAGE], str(rows[PAGE - 1].id) if len(rows) > PAGE else "")


def to_check(session: Session) -> Sequence[Request]:
    """What waits for the operator, the most urgent first."""
    waiting = _whole().where(Request.state == State.IN_CHECK)
    return session.scalars(waiting.order_by(Request.check_due_at, Request.id).limit(200)).all()


Walked = list[tuple[int, Request]]


def _walk(
    session: Session, narrowed: Select[Any], filters: Filters, key: Key, limit: int
) -> Walked:
    """Group by group along the key; each group is one indexed query."""
    found: Walked = []
    for group, states in enumerate(OPEN_FIRST):
        wanted = [state for state in states if filters.state in (None, state)]
        if group < key.group or not wanted or len(found) == limit:
            continue
        rows = narrowed.where(Request.state.in_(wanted))
        if group == key.group and key.id is not None:
            rows = rows.where(Request.id < key.id)
        rows = rows.order_by(Request.id.desc()).limit(limit - len(found))
        found += [(group, row) for row in session.scalars(rows)]
    return found


def _key(last: tuple[int, Request]) -> str:
    return f"{last[0]}-{last[1].id}"


def _narrowed(filters: Filters) -> tuple[Select[Any], bool]:
    """Imported history is listed only when it is asked for."""
    rows, narrow = select(Request).options(*LEAN).where(Request.published_at.is_not(None)), False
    if filters.words:
        hits = words.find("request", filters.words)
        rows, narrow = rows.where(Request.id.in_(hits.ids)), hits.more
    if filters.item_id is not None:
        rows = rows.where(Request.item_id == filters.item_id)
    if filters.area_id is not None:
        rows = rows.where(Request.area_id == filters.area_id)
    if filters.method is not None:
        return rows.where(Request.method == filters.method), narrow
    return rows.where(Request.method != Method.IMPORTED), narrow


LEAN = (  # what a line of a list shows, and no more
    load_only(
        Request.number, Request.title, Request.state, Request.method, Request.ceiling,
        Request.published_at, Request.closes_at,
    ),
    joinedload(Request.owner).load_only(Organisation.name_zh, Organisation.name_en),
    joinedload(Request.item).load_only(ServiceItem.name_zh, ServiceItem.name_en),
    joinedload(Request.area).load_only(Area.name_zh, Area.name_en),
)  # fmt: skip


def _whole() -> Select[Request]:
    return select(Request).options(
        joinedload(Request.owner), joinedload(Request.item), joinedload(Request.area)
    )
