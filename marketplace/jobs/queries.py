"""What the worker has still to do, and what it gave up."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.core.facts import Pending
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
