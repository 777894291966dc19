"""Stripe behind the port: its SDK, its words, its errors; loaded when first used."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from marketplace.core.money import Money
from marketplace.core.paying import PaymentService
from marketplace.core.texts import say
from marketplace.payments.backend import stripe_orders as orders
from marketplace.payments.backend.port import (
    ForgedError,
    LaterError,
    Movement,
    RefusedError,
    Reply,
    SeenDispute,
    SeenPayment,
    Sent,
    Told,
    UnsureError,
)
from marketplace.payments.backend.stripe_words import money, paid_state

BUSY, CONFLICT, BROKEN = 429, 409, 500
PAID_WITH = ["payment_intent.latest_charge.balance_transaction"]
PAGE = 100
NO_ANSWER = say("The payment service did not answer.")
WON, LOST = frozenset({"won", "warning_closed"}), "lost"


class StripeGateway:
    """`transport` stands in for the network; None is the network."""

    def __init__(self, service: PaymentService, transport: Any = None) -> None:
        self.service, self.transport = service, transport
        self.methods, self.is_live = service.methods, service.is_live

    @cached_property
    def _client(self) -> Any:
        import stripe  # noqa: PLC0415  (a second to load, and most processes never need it)

        address = {"api": self.service.address} if self.service.address else {}
        return stripe.StripeClient(
            self.service.key,
            base_addresses=address,  # type: ignore[arg-type]  # a TypedDict of theirs
            http_client=self.transport,
            max_network_retries=0,  # the outbox tries again, with the same key
        )

    def hear(self, body: bytes, signature: str) -> Told:
        """By any of the secrets that are valid now. The tolerance is the hall's own rule."""
        if not any(self._is_signed(body, signature, secret) for secret in self.service.secrets):
            raise ForgedError
        try:
            told = json.loads(body)
            stamp = next(part for part in signature.split(",") if part.startswith("t="))
            return Told(
                ref=told["id"],
                kind=told["type"],
                thing=told["data"]["object"].get("id") or "",  # a balance, for one, has none
                livemode=bool(told["livemode"]),
                account=told.get("account") or "",
                signed_at=datetime.fromtimestamp(int(stamp[2:]), UTC),
            )
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as fault:
            raise ForgedError from fault

    def _is_signed(self, body: bytes, signature: str, secret: str) -> bool:
        from stripe import SignatureVerificationError, WebhookSignature  # noqa: PLC0415  (as above)

        try:
            WebhookSignature.verify_header(body, signature, secret)
        except (SignatureVerificationError, UnicodeDecodeError):
            return False
        return True

    def send(self, order: Sent) -> Reply:
        do: Callable[..., Reply] = orders.SENDERS[order.kind]
        with _told():
            return do(self._client.v1, order.body, {"idempotency_key": order.key})

    def find(self, order: Sent) -> Reply | None:
        """What an order whose answer was spoilt has made; None when nothing can be found."""
        look = orders.FINDERS.get(order.kind)
        with _told():
            return look(self._client.v1, order.body) if look else None

    def see_payment(self, ref: str) -> SeenPayment:
        with _told():
            found = self._client.v1.checkout.sessions.retrieve(ref, {"expand": PAID_WITH})
        intent = found.payment_intent
        charge = intent.latest_charge if intent else None
        moved = charge.balance_transaction if charge else None
        return SeenPayment(
            ref=found.id,
            reference=found.client_reference_id or "",
            paid=paid_state(found.status, found.payment_status, intent.status if intent else ""),
            amount=money(found.amount_total, found.currency),
            livemode=found.livemode,
            intent=intent.id if intent else "",
            charge=charge.id if charge else "",
            fee=moved.fee if moved else 0,
            method=charge.payment_method_details.type if charge else "",
        )

    def see_dispute(self, ref: str) -> SeenDispute:
        with _told():
            found = self._client.v1.disputes.retrieve(ref)
        won = True if found.status in WON else False if found.status == LOST else None
        amount = money(found.amount, found.currency)
        return SeenDispute(found.id, found.payment_intent, amount, found.livemode, won)

    def is_ready(self, account: str) -> bool:
        with _told():
            found = self._client.v1.accounts.retrieve(account)
        return bool(found.payouts_enabled) and found.capabilities.transfers == "active"

    def balance(self) -> dict[str, Money]:
        with _told():
            found = self._client.v1.balance.retrieve()
        held: dict[str, Money] = {}
        for part in (*found.available, *found.pending):
            amount = money(part.amount, part.currency)
            held[amount.currency] = held.get(amount.currency, Money(0, amount.currency)) + amount
        return held

    def movements(self, since: datetime) -> Sequence[Movement]:
        asked = {"created": {"gte": int(since.timestamp())}, "limit": PAGE}
        with _told():
            found = self._client.v1.balance_transactions.list(asked)
            return [_movement(one) for one in found.auto_paging_iter()]


def _movement(one: Any) -> Movement:
    at = datetime.fromtimestamp(one.created, UTC)
    return Movement(one.id, one.type, one.source or "", money(one.net, one.currency), at)


@contextmanager
def _told() -> Iterator[None]:
    """Their errors as ours."""
    import stripe  # noqa: PLC0415  (as above)

    try:
        yield
    except stripe.APIConnectionError as error:
        raise LaterError(error.user_message or NO_ANSWER) from error
    except stripe.StripeError as error:
        status, text = error.http_status or 0, str(error.user_message or error)
        if status in {BUSY, CONFLICT}:
            raise LaterError(text) from error
        if status >= BROKEN:
            raise UnsureError(text) from error
        raise RefusedError(text) from error
