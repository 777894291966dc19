"""One round of the clock. The rows in the database are the truth; a round may stop anywhere."""

from collections.abc import Sequence
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import clock, timekeeping
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import Row
from marketplace.core.duties import DUTIES, Duty
from marketplace.core.facts import READERS, Pending
from marketplace.payments.operations import exchange as settle_payments
from marketplace.selection.operations import exchange

BATCH = 200
TRIES = 5
log = structlog.get_logger()


def read_facts(session: Session) -> int:
    """Show each waiting fact to its reader in its own transaction; park what keeps failing."""
    waiting = select(Pending.id).where(Pending.parked.is_(False)).order_by(Pending.id).limit(BATCH)
    ids = list(session.scalars(waiting))
    return sum(_read(session, pending_id) for pending_id in ids)


def _read(session: Session, id: int) -> bool:
    try:
        with writing(session, CLOCKWORK) as act:
            pending = session.get(Pending, id, with_for_update={"skip_locked": True})
            if pending is None:
                return False
            fact, reader = pending.fact, READERS.get(pending.reader)
            session.delete(pending)
            session.flush()
            if reader:
                reader(act, fact)
    except Exception as error:
        log.exception("reader failed", pending=id)
        _note_failure(session, id, repr(error))
        return False
    return True


def _note_failure(session: Session, id: int, error: str) -> None:
    with writing(session, CLOCKWORK):
        pending = session.get(Pending, id)
        if pending is not None:
            pending.tries += 1
            pending.error = error[:500]
            pending.parked = pending.tries >= TRIES


def do_duties(session: Session) -> int:
    """Do all that is due; one that fails does not keep the others from being done."""
    trusted = not timekeeping.is_halted(session)
    due = [(name, duty) for name, duty in DUTIES.items() if trusted or not duty.timed]
    count = sum(_do(session, name, duty) for name, duty in due)
    session.rollback()  # one reading for all that is not due; each deed ends it and begins its own
    return count


def watch_clock(session: Session) -> bool:
    """Compare the clock with its last reading; False while what hangs on it stands still."""
    with writing(session, CLOCKWORK) as act:
        return timekeeping.watch(act, clock.reading())


def _do(session: Session, name: str, duty: Duty) -> int:
    count = 0
    for thing in _due(session, name, duty):
        about = f"{thing.__tablename__} {thing.id}"
        try:
            with writing(session, CLOCKWORK, thing) as act:
                duty.do(act, thing)
            count += 1
        except Exception:
            log.exception("duty failed", duty=name, thing=about)
    return count


def _due(session: Session, name: str, duty: Duty) -> Sequence[Row]:
    """Nothing, when it cannot be found out: the other duties must not wait for a mended one."""
    try:
        return duty.find(session, clock.now())
    except Exception:
        log.exception("duty not found", duty=name)
        session.rollback()
        return []


def ask_witnesses(session: Session) -> int:
    """Put questions to the witnesses and keep what they answered by now."""
    try:
        done = exchange(session, partial(writing, session, CLOCKWORK))
    except OSError:
        log.exception("witnesses")
        done = 0
    session.rollback()
    return done


def ask_payment_service(session: Session) -> int:
    """Send orders about money, and work on what the service told."""
    try:
        done = settle_payments(session, partial(writing, session, CLOCKWORK))
    except Exception:
        log.exception("payment service")
        done = 0
    session.rollback()
    return done


def tick(session: Session) -> int:
    """One round; how many things were done."""
    done = do_duties(session) + read_facts(session) + ask_witnesses(session)
    done += ask_payment_service(session)
    session.rollback()
    return done
