"""How a request's state is told at a moment: deadlines count before the job has tidied up."""

from datetime import datetime
from functools import cache
from typing import Protocol

from marketplace.core.texts import Text, name_of, say
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import DRAWN, Ending, Method, State

ENDINGS: dict[str, Text] = {ending.value: name_of(ending) for ending in Ending}


OF_A_DRAW: dict[State, Text] = {
    State.OPEN: say("Open for sign-up"),
    State.CLOSED: say("Sign-up closed"),
    State.OPENED: say("List frozen, draw due"),
}
OF_AN_AUCTION: dict[State, Text] = {
    State.OPEN: say("Open for sign-up"),
    State.CLOSED: say("Sign-up closed"),
    State.OPENED: say("First prices told, auction to be held"),
}
OF_PLANS: dict[State, Text] = {State.OPENED: say("Plans being scored")}


class Dated(Protocol):
    @property
    def state(self) -> State: ...
    @property
    def method(self) -> Method: ...
    @property
    def closes_at(self) -> datetime | None: ...


def phase(request: Dated, now: datetime) -> Text:
    """The state as people see it."""
    over = request.state is State.OPEN and not takes_offers(request.closes_at, now)
    return _called(request.method, State.CLOSED if over else request.state)


@cache
def _called(method: Method, state: State) -> Text:
    return _own_names(method).get(state) or name_of(state)


def _own_names(method: Method) -> dict[State, Text]:
    """What a state is called where something else than prices in envelopes is awaited."""
    if method is Method.AUCTION:
        return OF_AN_AUCTION
    if method in (Method.MERIT, Method.MERIT_PRICE):
        return OF_PLANS
    return OF_A_DRAW if method in DRAWN else {}


def opening_is_late(request: Dated, now: datetime) -> bool:
    """Closed by its deadline, and still not opened."""
    over = request.state is State.OPEN and not takes_offers(request.closes_at, now)
    return over or request.state is State.CLOSED


def reason_shown(reason: str) -> str:
    """A reason kept by rule as its name; what a person wrote as he wrote it."""
    return ENDINGS.get(reason, reason)
