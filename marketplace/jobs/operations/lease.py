"""One worker at a time: whoever holds the lease renews it; another waits until it has lapsed.

When the holder was a process of this machine and is gone, nobody waits: a worker that was killed
is followed at once. Of a holder on another machine, or in another container, only silence tells.
"""

from sqlalchemy import CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import insert_once
from marketplace.jobs.backend import is_gone
from marketplace.jobs.models import Lease
from marketplace.jobs.queries import LEASE, WORKER


def take_lease(session: Session, holder: str) -> bool:
    """True when `holder` is the worker from now on."""
    with writing(session, CLOCKWORK) as act:
        if insert_once(session, Lease, name=WORKER, holder=holder, seen_at=act.now):
            return True
        last = session.scalar(select(Lease.holder).where(Lease.name == WORKER))
        free = or_(Lease.holder == holder, Lease.seen_at < act.now - LEASE)
        if last is not None and is_gone(last):
            free |= Lease.holder == last
        mine = update(Lease).where(Lease.name == WORKER, free)
        result = session.execute(mine.values(holder=holder, seen_at=act.now))
        assert isinstance(result, CursorResult)  # noqa: S101 (narrows the type)
        return result.rowcount == 1


def leave_lease(session: Session, holder: str) -> None:
    """A worker that ends in order lets the next one begin at once."""
    with writing(session, CLOCKWORK):
        session.execute(delete(Lease).where(Lease.name == WORKER, Lease.holder == holder))
