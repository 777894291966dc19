"""The hall's own clock in the demo's past: duties done and facts read at a moment of the play."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy import delete, event, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.act import CLOCKWORK, Act
from marketplace.core.duties import DUTIES, Duty
from marketplace.core.facts import READERS, Pending

BATCH = 500
AT_CLOSING = ("requests.", "selection.")
NEVER = ("files.sweep", "desk.count")  # look at the disk, and at everything: the worker will
TELLER = "notices.tell"
log = structlog.get_logger()


class Clockwork:
    """As the worker does it (marketplace.jobs), but inside the transaction of the play."""

    def __init__(self, session: Session, told_from: datetime) -> None:
        """Notices of what happened before `told_from` are not written: nobody would read them."""
        self.session, self.unread, self.told_from = session, True, told_from
        event.listen(session, "after_flush", self._note_facts)

    def stop(self) -> None:
        event.remove(self.session, "after_flush", self._note_facts)

    def _note_facts(self, session: Session, _: object) -> None:
        """Asking the table after every step would be a third of the play's time."""
        self.unread = self.unread or any(isinstance(row, Pending) for row in session.new)

    def do_duties(self, now: datetime, *, at_closing: bool = False) -> None:
        """All that is due; when offers close, only what follows from that."""
        for name, duty in DUTIES.items():
            if name not in NEVER and (not at_closing or name.startswith(AT_CLOSING)):
                self._do(name, duty, now)
        self.read_facts(now)

    def _do(self, name: str, duty: Duty, now: datetime) -> None:
        for thing in duty.find(self.session, now):
            try:
                with self.session.begin_nested():
                    duty.do(Act(self.session, CLOCKWORK, now), thing)
            except Exception:
                log.exception("demo duty failed", duty=name)

    def read_facts(self, now: datetime) -> None:
        """All of them; what fails waits for the worker."""
        while waiting := self._waiting():
            self.unread = False
            try:
                with self.session.begin_nested():
                    self._read(waiting, now)
            except Exception:
                self._read_singly(waiting, now)

    def _waiting(self) -> Sequence[Pending]:
        self.session.flush()
        if not self.unread:
            return ()
        first = select(Pending).where(Pending.parked.is_(False), Pending.tries == 0)
        facts = first.options(joinedload(Pending.fact)).order_by(Pending.id).limit(BATCH)
        return self.session.scalars(facts).all()

    def _read(self, waiting: Sequence[Pending], now: datetime) -> None:
        act = Act(self.session, CLOCKWORK, now)
        pairs = [(pending.reader, pending.fact) for pending in waiting]
        ids = [pending.id for pending in waiting]
        for pending in waiting:
            self.session.expunge(pending)
        self.session.execute(delete(Pending).where(Pending.id.in_(ids)))
        for name, fact in pairs:
            read = READERS.get(name)
            if read is not None and (name != TELLER or now >= self.told_from):
                read(act, fact)
        self.session.flush()

    def _read_singly(self, waiting: Sequence[Pending], now: datetime) -> None:
        for number in [pending.id for pending in waiting]:
            pending = self.session.get(Pending, number)
            if pending is None:
                continue
            try:
                with self.session.begin_nested():
                    self._read([pending], now)
            except Exception as error:
                log.exception("demo reader failed", reader=pending.reader)
                self._note(number, repr(error))

    def _note(self, id: int, error: str) -> None:
        pending = self.session.get(Pending, id)
        if pending is not None:
            pending.tries, pending.error = 1, error[:500]
