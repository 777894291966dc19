"""How a request's state is told at a moment: deadlines count before the job has tidied up."""

from datetime import datetime
from typing import Protocol

from marketplace.core.texts import Text, name_of
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import Ending, State

ENDINGS: dict[str, Text] = {ending.value: name_of(ending) for ending in Ending}


class Dated(Protocol):
    state: State
    closes_at: datetime | None


def phase(request: Dated, now: datetime) -> Text:
    """The state as people see it."""
    if request.state is State.OPEN and not takes_offers(request.closes_at, now):
        return name_of(State.CLOSED)
    return name_of(request.state)


def opening_is_late(request: Dated, now: datetime) -> bool:
    """Closed by its deadline, and still not opened."""
    over = request.state is State.OPEN and not takes_offers(request.closes_at, now)
    return over or request.state is State.CLOSED


def reason_shown(reason: str) -> str:
    """A reason kept by rule as its name; what a person wrote as he wrote it."""
    return ENDINGS.get(reason, reason)
