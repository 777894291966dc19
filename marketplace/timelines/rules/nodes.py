"""What a timeline is made of. A node is a thing of the graph to come; an entry is its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from marketplace.core.texts import Text
from marketplace.core.workdays import Calendar, NoCalendarError
from marketplace.timelines.states import Holder, Kind


@dataclass(frozen=True)
class Named:
    """A name in both languages, for the template to choose from."""

    name_zh: str
    name_en: str = ""


NOBODY = Named("", "")


@dataclass(frozen=True)
class Node:
    """A matter, request, contract or deliverable: an identity, a name, an address."""

    kind: Kind
    id: int
    title: Named
    endpoint: str = ""
    key: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One line: what was promised, what came, and whose turn it is.

    `days_left` counts working days to `promised`, from today or from `actual`; negative is late.
    """

    node: Node
    at: datetime
    state: Text
    holder: Holder
    holder_name: Named = NOBODY
    promised: date | None = None
    actual: date | None = None
    days_left: int | None = None


@dataclass(frozen=True)
class Ball:
    """What one holder has to do now: how many things, and the most urgent of them."""

    holder: Holder
    n: int
    first: Entry


@dataclass(frozen=True)
class Watch:
    """From where time is looked at: the moment, the calendar, the hall's zone."""

    now: datetime
    calendar: Calendar
    zone: tzinfo

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, moment: datetime | None) -> date | None:
        return moment.astimezone(self.zone).date() if moment else None

    def last_day(self, deadline: datetime | None) -> date | None:
        """The day that a deadline ends; its moment is the midnight after it."""
        return self.day(deadline - timedelta(microseconds=1)) if deadline else None

    def after(self, moment: datetime, days: int) -> date | None:
        """`days` working days after the day of `moment`; None in years without a calendar."""
        try:
            return self.calendar.after(moment.astimezone(self.zone).date(), days)
        except NoCalendarError:
            return None

    def days_left(self, promised: date | None, actual: date | None) -> int | None:
        if promised is None:
            return None
        try:
            return self.calendar.between(actual or self.today, promised)
        except NoCalendarError:
            return None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The oldest first; at one moment the matter, the request, the contract, the deliverable."""
    kinds = list(Kind)
    return sorted(entries, key=lambda e: (e.at, kinds.index(e.node.kind), e.node.id))


def balls(entries: Iterable[Entry]) -> list[Ball]:
    """Who has to act now, the most urgent first; things without a promised day come last."""
    held: dict[Holder, list[Entry]] = {}
    for entry in entries:
        if entry.holder != Holder.NOBODY:
            held.setdefault(entry.holder, []).append(entry)
    found = [Ball(holder, len(rows), min(rows, key=_urgency)) for holder, rows in held.items()]
    return sorted(found, key=lambda ball: _urgency(ball.first))


def _urgency(entry: Entry) -> tuple[bool, date, datetime]:
    return entry.promised is None, entry.promised or date.max, entry.at
