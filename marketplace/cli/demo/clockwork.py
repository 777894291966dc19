"""The hall's own clock in the demo's past: duties done and facts read at a moment of the play."""

from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy import delete, event
from sqlalchemy.orm import Session

from marketplace.core.act import CLOCKWORK, Act
from marketplace.core.duties import DUTIES, Duty
from marketplace.core.errors import DomainError
from marketplace.core.facts import READERS, Fact, Pending

AT_CLOSING = ("selection.open",)
COUNTING = "desk.count"
LEFT_TO_THE_WORKER = ("files.sweep", COUNTING, "timelines.begin", "timelines.roll")
TELLER = "notices.tell"
COUNTED_AT_THE_END = "timelines.compute"  # a project anew at every step would take minutes
# Three facts of one opening ask for the same figures; the last of them is enough here.
TWICE = {("risk.compute", "requests.select"), ("risk.compute", "selection.award")}
PASSES = 20
log = structlog.get_logger()


class Clockwork:
    """As the worker does it (marketplace.jobs), but inside the transaction of the play."""

    def __init__(self, session: Session, told_from: datetime) -> None:
        """Notices of what happened before `told_from` are not written: nobody would read them."""
        self.session, self.told_from = session, told_from
        self.refused: list[str] = []
        self._waiting: list[Pending] = []
        event.listen(session, "after_flush", self._collect)

    def stop(self) -> None:
        event.remove(self.session, "after_flush", self._collect)

    def _collect(self, session: Session, _: object) -> None:
        """Asking the table after every step would take a third of the play's time."""
        self._waiting += [row for row in session.new if isinstance(row, Pending)]

    def try_to(self, do: Callable[[], object], now: datetime) -> None:
        """Do it and let the readers read of it, all or nothing; a refusal is noted."""
        self._waiting.clear()
        try:
            with self.session.begin_nested():
                do()
                self._read_all(now)
        except DomainError as error:
            self.refused.append(f"{now.isoformat()} {do}: {error.text} {error.rule or ''}")
        except Exception as error:
            log.exception("demo failed")
            self.refused.append(f"{now.isoformat()} {do}: {error!r}")

    def do_duties(self, now: datetime, *, at_closing: bool = False) -> None:
        """All that is due; when offers close, only what follows from that."""
        for name, duty in DUTIES.items():
            if name in AT_CLOSING or not (at_closing or name in LEFT_TO_THE_WORKER):
                self._do(duty, now)

    def finish(self, now: datetime) -> None:
        """The figures of the home page, so that nobody has to wait for them."""
        self._do(DUTIES[COUNTING], now)

    def _do(self, duty: Duty, now: datetime) -> None:
        for thing in duty.find(self.session, now):
            act = Act(self.session, CLOCKWORK, now)
            self.try_to(lambda thing=thing, act=act: duty.do(act, thing), now)  # type: ignore[misc]

    def _read_all(self, now: datetime) -> None:
        """What readers do is read about in its turn."""
        for _ in range(PASSES):
            self.session.flush()
            waiting, self._waiting = self._waiting, []
            if not waiting:
                return
            self._read(waiting, Act(self.session, CLOCKWORK, now))

    def _read(self, waiting: list[Pending], act: Act) -> None:
        pairs = [(pending.reader, pending.fact) for pending in waiting]
        ids = [pending.id for pending in waiting]
        for pending in waiting:
            self.session.expunge(pending)
        self.session.execute(delete(Pending).where(Pending.id.in_(ids)))
        for name, fact in pairs:
            read = READERS.get(name)
            if read is not None and self._matters(name, fact):
                read(act, fact)

    def _matters(self, reader: str, fact: Fact) -> bool:
        if reader == TELLER:
            return fact.at >= self.told_from
        return reader != COUNTED_AT_THE_END and (reader, fact.name) not in TWICE
