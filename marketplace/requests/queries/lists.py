"""Lists of requests: pages follow one another by key, never by counting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import words
from marketplace.core.act import Actor
from marketplace.requests.models import Request
from marketplace.requests.queries.walk import Filters, Line, Walk
from marketplace.requests.states import PUBLIC, State

PAGE = 20
BATCH = 500
LONGEST_SHEET = 10_000
OPEN_FIRST = ((State.OPEN,), tuple(sorted(PUBLIC - {State.OPEN})))


@dataclass(frozen=True)
class Slice:
    """One page, the key of the next one, and whether the words found too much."""

    rows: Sequence[Request] | Sequence[Line]
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
    found, narrow = _walk(session, filters, Key.read(after), PAGE + 1)
    page = found[:PAGE]
    return Slice([line for _, line in page], _key(page[-1]) if len(found) > PAGE else "", narrow)


def every(session: Session, filters: Filters) -> Iterator[Line]:
    """The whole list in the same order, for a sheet; at most 10,000 rows."""
    key, given = Key(), 0
    while given < LONGEST_SHEET:
        found, _ = _walk(session, filters, key, BATCH)
        yield from (line for _, line in found)
        given += len(found)
        if len(found) < BATCH:
            return
        key = Key(found[-1][0], found[-1][1].id)


def newest(session: Session, count: int) -> list[Line]:
    """The newest open requests."""
    return list(Walk(Filters(), (State.OPEN,), None, None, count).lines(session))


def _walk(
    session: Session, filters: Filters, key: Key, limit: int
) -> tuple[list[tuple[int, Line]], bool]:
    """Group by group along the key, and whether the words found too much."""
    hits = words.find("request", filters.words) if filters.words else None
    found: list[tuple[int, Line]] = []
    for group, states in enumerate(OPEN_FIRST):
        wanted = tuple(state for state in states if filters.state in (None, state))
        if group < key.group or not wanted or len(found) == limit:
            continue
        after = key.id if group == key.group else None
        walk = Walk(filters, wanted, after, hits.ids if hits else None, limit - len(found))
        found += [(group, line) for line in walk.lines(session)]
    return found, bool(hits and hits.more)


def _key(last: tuple[int, Line]) -> str:
    return f"{last[0]}-{last[1].id}"


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


def _whole() -> Select[Request]:
    return select(Request).options(
        joinedload(Request.owner), joinedload(Request.item), joinedload(Request.area)
    )
