"""Deadlines that run while the calendar changes: they may move later, never earlier."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo
from enum import StrEnum, auto
from typing import Any

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.texts import name_all, say
from marketplace.core.workdays import Calendar

CHANGES = ("desk.set_day", "desk.load_years")  # the facts after which days are counted anew
End = date | datetime


class Deadline(StrEnum):
    """What ends then; each is the column of its table."""

    ACCEPT_DUE_AT = auto()
    ANSWER_DUE_AT = auto()
    CHECK_DUE_AT = auto()
    CLOSES_AT = auto()
    DECIDE_DUE_AT = auto()
    DECISION_DUE_AT = auto()
    DUE_AT = auto()
    DUE_ON = auto()
    OBJECTIONS_UNTIL = auto()
    REPLY_DUE_AT = auto()
    RULING_DUE_AT = auto()
    SIGN_DUE_AT = auto()


Ends = Mapping[Deadline, End | None]
Count = Callable[[Any, Calendar, tzinfo], Ends]
Do = Callable[..., Any]


def recount(act: Act, things: Iterable[Any], count: Count, do: Do) -> None:
    """Count the running deadlines of `things` anew; `do` is the room's operation for one of them.

    Who was told a day keeps it: an end that would be earlier stays, and what is over stays over.
    """
    calendar, zone = calendars.current(act.session), calendars.zone()
    for thing in things:
        for deadline, end in count(thing, calendar, zone).items():
            told = getattr(thing, deadline.value)
            if told is not None and end is not None and end > told and _runs(told, act, zone):
                do(act, thing, deadline=deadline, until=end)


def _runs(told: End, act: Act, zone: tzinfo) -> bool:
    if isinstance(told, datetime):
        return act.now < told
    return act.now.astimezone(zone).date() <= told


name_all(
    {
        Deadline.ACCEPT_DUE_AT: say("Accept or refuse by"),
        Deadline.ANSWER_DUE_AT: say("Answer by"),
        Deadline.CHECK_DUE_AT: say("Check by"),
        Deadline.CLOSES_AT: say("Offers close"),
        Deadline.DECIDE_DUE_AT: say("Decision by"),
        Deadline.DECISION_DUE_AT: say("Decision by"),
        Deadline.DUE_AT: say("Decision by"),
        Deadline.DUE_ON: say("Deliver by"),
        Deadline.OBJECTIONS_UNTIL: say("Objections until"),
        Deadline.REPLY_DUE_AT: say("Reply to the answer by"),
        Deadline.RULING_DUE_AT: say("Ruling by"),
        Deadline.SIGN_DUE_AT: say("Sign the contract by"),
    }
)
