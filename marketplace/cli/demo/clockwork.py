"""The hall's own clock in the demo's past: duties done and facts read at a moment of the play."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from marketplace.core.act import CLOCKWORK, Act
from marketplace.core.database import table_of
from marketplace.core.duties import DUTIES, Duty
from marketplace.core.errors import DomainError
from marketplace.core.facts import READERS, Fact, Pending

AT_CLOSING = ("selection.open",)
COUNTING = "desk.count"
LEFT_TO_THE_WORKER = (
    "files.sweep",
    COUNTING,
    "timelines.begin",
    "timelines.roll",
    "credit.begin",
    "credit.count",
)
TELLER = "notices.tell"
# A project, or a score, anew at every step would take minutes.
COUNTED_AT_THE_END = frozenset(
    {
        "timelines.compute",
        "credit.of_cases",
        "credit.of_complaints",
        "credit.of_contracts",
        "credit.of_objections",
        "credit.of_parts",
        "credit.of_penalties",
        "credit.of_ratings",
        "credit.of_requests",
        "credit.of_returns",
    }
)
# Three facts of one opening ask for the same figures; the last of them is enough here.
TWICE = {("risk.compute", "requests.select"), ("risk.compute", "selection.award")}
# Its readers write all anew each time: the last of many facts of one step is enough here.
LAST_ONLY = frozenset({"directory.link"})
PASSES = 20
PENDING = table_of(Pending)  # plain columns: it is asked after every step of the play
WAITING = select(PENDING.c.id, PENDING.c.reader, PENDING.c.fact_id).order_by(PENDING.c.id)
DONE = delete(PENDING).where(PENDING.c.id <= bindparam("last"))
log = structlog.get_logger()


class Clockwork:
    """As the worker does it (marketplace.jobs), but inside the transaction of the play."""

    def __init__(self, session: Session, told_from: datetime) -> None:
        """Notices of what happened before `told_from` are not written: nobody would read them."""
        self.session, self.told_from = session, told_from
        self.refused: list[str] = []

    def try_to(self, do: Callable[[], object], now: datetime) -> None:
        """Do it and let the readers read of it, all or nothing; a refusal is noted."""
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
            waiting = self.session.connection().execute(WAITING).all()
            if not waiting:
                return
            self._read(waiting, Act(self.session, CLOCKWORK, now))

    def _read(self, waiting: Sequence[Any], act: Act) -> None:
        last = max(row.id for row in waiting)
        self.session.connection().execute(DONE, {"last": last})
        facts = select(Fact).where(Fact.id.in_({row.fact_id for row in waiting}))
        told = {fact.id: fact for fact in self.session.scalars(facts)}
        newest = {row.reader: row.fact_id for row in waiting}
        for row in waiting:
            read, fact = READERS.get(row.reader), told[row.fact_id]
            late = row.reader in LAST_ONLY and fact.id != newest[row.reader]
            if read is not None and not late and self._matters(row.reader, fact):
                read(act, fact)

    def _matters(self, reader: str, fact: Fact) -> bool:
        if reader == TELLER:
            return fact.at >= self.told_from
        return reader not in COUNTED_AT_THE_END and (reader, fact.name) not in TWICE
