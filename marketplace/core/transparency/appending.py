"""Each logged fact becomes a leaf when its transaction ends: last of all, so that the one lock
which keeps the leaves in order is held for an instant, and two writers never wait crosswise."""

import hmac
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import event, insert, select, text
from sqlalchemy.orm import Session

from marketplace.core import keys
from marketplace.core.canonical import canonical
from marketplace.core.database import table_of
from marketplace.core.facts import TO_LOG, Fact
from marketplace.core.merkle import fold, grow, leaf_hash
from marketplace.core.transparency.heads import peaks_in, sign, told_time
from marketplace.core.transparency.models import LogLeaf
from marketplace.core.transparency.names import HEADED

LOCK = 6962  # any number that no other advisory lock of the hall has
PSEUDONYM = 16


_LEAVES = table_of(LogLeaf)  # plain columns: each offer writes a leaf
_LAST = select(_LEAVES.c.id, _LEAVES.c.data, _LEAVES.c.peaks).order_by(_LEAVES.c.id.desc()).limit(1)


def detail_of(salt: str | None, record: str | None) -> str:
    """What a leaf says of the record of its fact; without the salt nobody could guess it."""
    return sha256(f"{salt}|{record}".encode()).hexdigest()


def listen() -> None:
    """From now on every session writes its leaves before it commits."""
    if not event.contains(Session, "before_commit", append_noted):
        event.listen(Session, "before_commit", append_noted)


def append_noted(session: Session) -> None:
    """Facts of a step that was undone are no longer in the session."""
    noted: list[Fact] = [fact for fact in session.info.pop(TO_LOG, ()) if fact in session]
    if noted:
        session.flush()
        append(session, noted)


def append(session: Session, facts: Sequence[Fact]) -> None:
    """One reading and one writing statement, however many leaves."""
    take_turn(session)
    last = session.execute(_LAST).first()
    size, peaks, time = 0, list[bytes](), ""
    if last is not None:
        size, peaks, time = last.id, peaks_in(last.peaks), json.loads(last.data)["time"]
    rows = []
    for fact in facts:
        time = max(time, told_time(fact.at, "microseconds"))  # leaves never go back in time
        data = canonical(_told(fact, size, fold(peaks), time))
        peaks, made = grow(peaks, size, leaf_hash(data.encode()))
        size += 1
        hashes = {"nodes": b"".join(made), "peaks": b"".join(peaks)}
        rows.append({"id": size, "fact_id": fact.id, "data": data} | hashes)
    session.execute(insert(_LEAVES), rows)
    if any(fact.name in HEADED for fact in facts):
        sign(session, size, peaks, _latest(facts))


def _latest(facts: Iterable[Fact]) -> datetime:
    return max(fact.at for fact in facts)


def _told(fact: Fact, seq: int, before: bytes, time: str) -> dict[str, Any]:
    return {
        "action": fact.name,
        "actor": pseudonym(fact),
        "detail": detail_of(fact.salt, fact.record),
        "object": f"{fact.thing_kind}/{fact.thing_id}",
        "prev": before.hex(),
        "role": fact.role.value,
        "seq": seq,
        "time": time,
    }


def pseudonym(fact: Fact) -> str:
    """One person is the same on one thing, and another on the next: who bids is not told."""
    about = f"{fact.person_id}|{fact.thing_kind}|{fact.thing_id}"
    return hmac.new(keys.log_key(), about.encode(), sha256).hexdigest()[:PSEUDONYM]


def take_turn(session: Session) -> None:
    """SQLite has one writer; PostgreSQL's wait here for each other until the end."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
