"""What the hall asks of a payment service, in its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from marketplace.core.money import Money
from marketplace.payments.states import Order, Paid


class LaterError(Exception):
    """No answer came: the same order with the same key may be tried again."""


class UnsureError(Exception):
    """The service broke while it worked: its saved answer is spoilt, the effect is not known."""


class RefusedError(Exception):
    """The service says no, for a reason that trying again does not mend."""


class ForgedError(Exception):
    """This word is not the service's."""


@dataclass(frozen=True)
class Sent:
    """One order as it goes out."""

    kind: Order
    key: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the service made of an order; `amount` and `to` are to be compared with ours."""

    ref: str
    url: str = ""
    amount: Money | None = None
    to: str = ""
    livemode: bool = False
    is_done: bool = True


@dataclass(frozen=True)
class SeenPayment:
    """A page to pay on, as the service shows it when asked."""

    ref: str
    reference: str  # our number
    paid: Paid
    amount: Money
    livemode: bool
    intent: str = ""
    charge: str = ""
    fee: int = 0
    method: str = ""


@dataclass(frozen=True)
class SeenDispute:
    ref: str
    intent: str
    amount: Money
    livemode: bool
    won: bool | None  # None: not decided


@dataclass(frozen=True)
class Told:
    """A word of the service whose signature is right; not yet believed about money."""

    ref: str
    kind: str
    thing: str
    livemode: bool
    account: str
    signed_at: datetime


@dataclass(frozen=True)
class Movement:
    """A line of the service's own book: what came (above 0) or went, of which object."""

    ref: str
    kind: str
    source: str
    net: Money
    at: datetime


class Gateway(Protocol):
    methods: tuple[str, ...]
    is_live: bool

    def hear(self, body: bytes, signature: str) -> Told: ...

    def send(self, order: Sent) -> Reply: ...

    def find(self, order: Sent) -> Reply | None: ...

    def see_payment(self, ref: str) -> SeenPayment: ...

    def see_dispute(self, ref: str) -> SeenDispute: ...

    def is_ready(self, account: str) -> bool: ...

    def balance(self) -> dict[str, Money]: ...

    def movements(self, since: datetime) -> Sequence[Movement]: ...
