"""The engine of the demo: an agenda of moments, played in order through the rooms' operations."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random

from sqlalchemy.orm import Session

from marketplace.cli.demo.clockwork import Clockwork
from marketplace.core import calendars
from marketplace.core.act import CLOCKWORK, Act, Actor
from marketplace.fake_stripe.book import Book

MONTHS = 18
DAYS_A_MONTH = 30
ONE_DAY = timedelta(days=1)
SETTLING = timedelta(days=21)
TOLD = timedelta(days=14)
Do = Callable[[], object]


@dataclass(order=True)
class _Entry:
    moment: datetime
    serial: int
    do: Do = field(compare=False)
    rng: Random = field(compare=False)


class Stage:
    """Everything before the midnight that began `today` may happen; what comes later never does."""

    def __init__(self, session: Session, today: date, seed: str, months: int = MONTHS) -> None:
        self.session, self.today, self.seed = session, today, seed
        self.rng = Random(seed)  # noqa: S311 (a play, not a secret)
        self.zone, self.office_end = calendars.zone(), time(17)
        self.end = self.moment(today, time())
        self.first = today - timedelta(days=months * DAYS_A_MONTH)
        self.now = self.begin = self.moment(self.first, time(8))
        self.hear: Do = lambda: None  # what the witnesses have to say, once they are there
        self.settle: Do = lambda: None  # what the payment service has to hear, once it is there
        self.book = Book(clock=lambda: int(self.now.timestamp()))  # of the payment service
        self._agenda: list[_Entry] = []
        self._serial = 0
        self._clockwork = Clockwork(session, self.end - TOLD)

    @property
    def refused(self) -> list[str]:
        """What the hall said no to; empty when the play was lawful."""
        return self._clockwork.refused

    def act(self, actor: Actor = CLOCKWORK) -> Act:
        return Act(self.session, actor, self.now)

    def write_log(self) -> None:
        """Before anybody looks at the public log."""
        self._clockwork.write_log()

    @contextmanager
    def apart(self, name: str) -> Iterator[None]:
        """What is done here, and all that follows from it, takes its chances from its own dice.

        A draw of the demo is a real one; whom it picks changes nothing in other affairs.
        """
        kept, self.rng = self.rng, Random(f"{self.seed}|{name}")  # noqa: S311 (no secret)
        try:
            yield
        finally:
            self.rng = kept

    def at(self, moment: datetime, do: Do) -> None:
        """Have something done then, unless the play has not begun or has ended by then."""
        if self.begin <= moment < self.end:
            self._serial += 1
            heappush(self._agenda, _Entry(max(moment, self.now), self._serial, do, self.rng))

    def wait(self, days: int, do: Do) -> None:
        """Have something done at some office hour, so many working days from now."""
        day = calendars.current(self.session).after(self._local().date(), days)
        self.on(day, do)

    def on(self, day: date, do: Do, *, only_open: bool = False) -> None:
        """Have something done at some office hour of a day, or only if it is a working day."""
        if only_open and not calendars.current(self.session).is_open(day):
            return
        minute = self.rng.randrange(9 * 60, 16 * 60 + 30)
        self.at(self.moment(day, time(minute // 60, minute % 60)), do)

    def back(self, days: int, do: Do) -> None:
        """Have something done so many working days before today, once people have arrived."""
        day = self.ago(days)
        if day >= self.first + SETTLING:
            self.on(day, do)

    def ago(self, days: int) -> date:
        """The working day that lies so many working days before today; 1 is the last one."""
        calendar, day = calendars.current(self.session), self.today
        while days:
            day -= ONE_DAY
            days -= calendar.is_open(day)
        return day

    def play(self) -> None:
        """From the first day to this morning; a week is one transaction."""
        day = self.first
        while day < self.today:
            self._begin()
            for _ in range(7):
                if day < self.today:
                    self._play_day(day)
                    day += ONE_DAY
            self.settle()
            self.write_log()
            self.session.commit()
        self._begin()
        self.settle()
        self._clockwork.finish(self.end)
        self.session.commit()

    def _begin(self) -> None:
        self.session.connection(execution_options={"writes": True})

    def _play_day(self, day: date) -> None:
        worked = calendars.current(self.session).is_open(day)
        if worked:
            self._play_until(self.moment(day, self.office_end))
            self._open()
        self._play_until(self.moment(day + ONE_DAY, time()))
        self.write_log()  # before a head is signed over it
        if worked:
            self._clockwork.do_duties(self.now)

    def _open(self) -> None:
        """Close, hear the witnesses, and open what waited for one of them."""
        self._clockwork.do_duties(self.now, at_closing=True)
        self.write_log()
        if self.hear():
            self._clockwork.do_duties(self.now, at_closing=True)

    def _play_until(self, moment: datetime) -> None:
        kept = self.rng
        while self._agenda and self._agenda[0].moment < moment:
            entry = heappop(self._agenda)
            self.now, self.rng = max(self.now, entry.moment), entry.rng
            self._clockwork.try_to(entry.do, self.now)
        self.now, self.rng = moment, kept

    def _local(self) -> datetime:
        return self.now.astimezone(self.zone)

    def moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)
