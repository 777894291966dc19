"""The append-only log of what happened, and the rows that wait for its readers."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from marketplace.core.act import Act, Role
from marketplace.core.canonical import canonical
from marketplace.core.database import Row, table_of
from marketplace.core.transparency.names import LOGGED

Reader = Callable[[Act, "Fact"], None]
READERS: dict[str, Reader] = {}
_READERS_OF: dict[str, list[str]] = {}
TO_LOG = "facts to log"  # in session.info, until the transaction ends
AT_ONCE = "facts to read at once"  # in session.info of who reads them himself: no row need wait
SALT_SIZE = 16


class Fact(Row):
    """One thing that was done: by whom, for whom, in which role, when, inside what."""

    __tablename__ = "facts"
    __table_args__ = (
        Index("ix_facts_thing", "thing_kind", "thing_id", "id"),
        Index("ix_facts_name", "name", "id"),
        Index("ix_facts_at", "at"),
    )

    name: Mapped[str] = mapped_column(String(64))
    thing_kind: Mapped[str] = mapped_column(String(32), default="")
    thing_id: Mapped[int | None]
    person_id: Mapped[int]
    organisation_id: Mapped[int]
    role: Mapped[Role]
    at: Mapped[datetime]
    cause: Mapped[str] = mapped_column(String(64), default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    record: Mapped[str | None] = mapped_column(Text)  # what its leaf of the public log is about
    salt: Mapped[str | None] = mapped_column(String(32))


class Pending(Row):
    """A fact that one reader has still to read; deleted when read, parked after many failures."""

    __tablename__ = "facts_pending"
    __table_args__ = (UniqueConstraint("reader", "fact_id"),)

    reader: Mapped[str] = mapped_column(String(64))
    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"))
    tries: Mapped[int] = mapped_column(default=0)
    parked: Mapped[bool] = mapped_column(default=False, index=True)
    error: Mapped[str] = mapped_column(String(500), default="")
    fact: Mapped[Fact] = relationship()


_KEEP, _WAIT = insert(table_of(Fact)), insert(table_of(Pending))  # plain: each act writes one


def reads(reader: str, *facts: str) -> Callable[[Reader], Reader]:
    """Subscribe a function to facts by name; `reader` is its own stable name, as "room.what"."""

    def subscribe(read: Reader) -> Reader:
        READERS[reader] = read
        for fact in facts:
            _READERS_OF.setdefault(fact, []).append(reader)
        return read

    return subscribe


def subscribed() -> set[str]:
    """The names of all facts that somebody reads."""
    return set(_READERS_OF)


def record(act: Act, name: str, thing: object, data: dict[str, Any]) -> None:
    """Append a fact, with one pending row for each reader of its name."""
    if isinstance(thing, Row) and thing.id is None:
        act.session.flush()
    fact = {
        "name": name,
        "thing_kind": thing.__tablename__ if isinstance(thing, Row) else "",
        "thing_id": thing.id if isinstance(thing, Row) else None,
        "person_id": act.actor.person_id,
        "organisation_id": act.actor.organisation_id,
        "role": act.actor.role,
        "at": act.now,
        "cause": act.within[-1] if act.within else "",
        "data": {key: _plain(value) for key, value in data.items()},
    }
    keep = _put_on_record if name in LOGGED else _keep
    fact_id = keep(act.session, fact, thing)
    readers = _READERS_OF.get(name, ())
    if AT_ONCE in act.session.info:
        act.session.info[AT_ONCE] += [(reader, Fact(id=fact_id, **fact)) for reader in readers]
    elif readers:
        act.session.flush()  # what they will read about is there
        waiting = [{"reader": reader, "fact_id": fact_id} for reader in readers]
        act.session.connection().execute(_WAIT, waiting)


def _keep(session: Session, fact: dict[str, Any], _: object) -> int:
    kept = session.connection().execute(_KEEP, fact)  # past the session, which it does not touch
    assert kept.inserted_primary_key  # noqa: S101 (of a single row)
    return int(kept.inserted_primary_key[0])


def _put_on_record(session: Session, fact: dict[str, Any], thing: object) -> int:
    """What all may know of it, as it is now; it becomes a leaf when the transaction ends."""
    told = thing.public_record() if isinstance(thing, Row) else {}
    logged = Fact(**fact, record=canonical(told | fact["data"]), salt=secrets.token_hex(SALT_SIZE))
    session.add(logged)
    session.flush()
    session.info.setdefault(TO_LOG, []).append(logged)
    return logged.id


def _plain(value: object) -> Any:
    if isinstance(value, Row):
        return value.id
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def history(session: Session, kind: str, id: int, limit: int = 100) -> list[Fact]:
    """What happened to one thing, newest first."""
    mine = select(Fact).where(Fact.thing_kind == kind, Fact.thing_id == id)
    return list(session.scalars(mine.order_by(Fact.id.desc()).limit(limit)))
