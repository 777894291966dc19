"""What the worker has still to do, and what it gave up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from marketplace.core.facts import READERS, Pending
from marketplace.core.outbox import Letter
from marketplace.jobs.models import Lease

WORKER = "worker"
LEASE = timedelta(seconds=60)


def worker_is_alive(session: Session, now: datetime) -> bool:
    """Has the worker renewed its lease in time?"""
    seen = session.scalar(select(Lease.seen_at).where(Lease.name == WORKER))
    return seen is not None and now - seen < LEASE


def waiting(session: Session) -> int:
    """Facts that somebody has still to read, parked ones left out; for the operator."""
    count = select(func.count(Pending.id)).where(Pending.parked.is_(False))
    return session.scalar(count) or 0


def parked(session: Session, limit: int = 100) -> list[Pending]:
    newest = select(Pending).where(Pending.parked.is_(True)).order_by(Pending.id.desc())
    return list(session.scalars(newest.limit(limit)))


def letters_to_send(session: Session, limit: int) -> list[int]:
    due = select(Letter.id).where(Letter.sent_at.is_(None), Letter.parked.is_(False))
    return list(session.scalars(due.order_by(Letter.id).limit(limit)))


def unsound(session: Session) -> Iterator[str]:
    """What SQLite finds wrong with its own file; PostgreSQL proves these things as it writes."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for (said,) in session.execute(text("PRAGMA integrity_check(20)")):
        if said != "ok":
            yield str(said)
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} {row}: names a row of {parent} that is not there"


def unread_by_nobody(session: Session) -> Iterator[str]:
    """Facts kept for readers that no room has any more; nobody would ever read them."""
    waiting = select(Pending.reader, func.count(Pending.id)).group_by(Pending.reader)
    for reader, count in session.execute(waiting):
        if reader not in READERS:
            yield f"{count} facts wait for {reader}, which does not exist"
