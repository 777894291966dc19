"""The hall's own clock in the demo's past: duties done and facts read at a moment of the play."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.orm import Session

from marketplace.cli.demo.glances import Glances
from marketplace.core.act import CLOCKWORK, Act
from marketplace.core.duties import DUTIES
from marketplace.core.errors import DomainError
from marketplace.core.facts import AT_ONCE, READERS, TO_LOG, Fact
from marketplace.core.transparency import appending

AT_CLOSING = ("selection.open",)
COUNTING = "desk.count"
LEFT_TO_THE_WORKER = (
    "files.sweep",
    "accounts.tidy",
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
log = structlog.get_logger()


class Clockwork:
    """As the worker does it (marketplace.jobs), but inside the transaction of the play.

    Facts are read as soon as a step is over, without rows that wait; they become leaves of the
    log when somebody is about to look at it.
    """

    def __init__(self, session: Session, told_from: datetime) -> None:
        """Notices of what happened before `told_from` are not written: nobody would read them."""
        self.session, self.told_from = session, told_from
        self.waiting: list[tuple[str, Fact]] = session.info.setdefault(AT_ONCE, [])
        self.noted: list[Fact] = []
        self.glances = Glances(session)
        self.refused: list[str] = []

    def try_to(self, do: Callable[[], object], now: datetime) -> None:
        """Do it and let the readers read of it, all or nothing; a refusal is noted."""
        before = list(self.waiting)
        try:
            with self.session.begin_nested():
                do()
                self._read_all(now)
                self.noted += self.session.info.pop(TO_LOG, ())
        except DomainError as error:
            self.refused.append(f"{now.isoformat()} {do}: {error.text} {error.rule or ''}")
            self.waiting[:] = before
        except Exception as error:
            log.exception("demo failed")
            self.refused.append(f"{now.isoformat()} {do}: {error!r}")
            self.waiting[:] = before

    def write_log(self) -> None:
        """What happened since the last time, in one go."""
        self.session.info[TO_LOG] = self.noted + self.session.info.get(TO_LOG, [])
        self.noted = []
        appending.append_noted(self.session)

    def do_duties(self, now: datetime, *, at_closing: bool = False) -> None:
        """All that is due; when offers close, only what follows from that."""
        for name in DUTIES:
            if name in AT_CLOSING or not (at_closing or name in LEFT_TO_THE_WORKER):
                self._do(name, now)

    def finish(self, now: datetime) -> None:
        """The figures of the home page, so that nobody has to wait for them."""
        self._do(COUNTING, now)
        self.write_log()
        self.glances.close()
        del self.session.info[AT_ONCE]

    def _do(self, name: str, now: datetime) -> None:
        for thing in self.glances.find(name, now):
            act = Act(self.session, CLOCKWORK, now)
            self.try_to(partial(DUTIES[name].do, act, thing), now)

    def _read_all(self, now: datetime) -> None:
        """What readers do is read about in its turn."""
        for _ in range(PASSES):
            self.session.flush()
            if not self.waiting:
                return
            told = list(self.waiting)
            self.waiting.clear()
            self._read(told, Act(self.session, CLOCKWORK, now))

    def _read(self, told: list[tuple[str, Fact]], act: Act) -> None:
        newest = {reader: fact.id for reader, fact in told}
        for reader, fact in told:
            read = READERS.get(reader)
            late = reader in LAST_ONLY and fact.id != newest[reader]
            if read is not None and not late and self._matters(reader, fact):
                read(act, fact)

    def _matters(self, reader: str, fact: Fact) -> bool:
        if reader == TELLER:
            return fact.at >= self.told_from
        return reader not in COUNTED_AT_THE_END and (reader, fact.name) not in TWICE
