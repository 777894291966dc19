"""Orders to the payment service, written with their key before anything is sent."""

from typing import Any

from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.payments import policy, queries
from marketplace.payments.models import Command, Payment, PayoutAccount
from marketplace.payments.rules.commands import key_of
from marketplace.payments.states import Order


def order(
    act: Act, kind: Order, effect: str, about: Payment | PayoutAccount, body: dict[str, Any]
) -> None:
    """Once for an effect; the worker sends it after the commit."""
    whose = "payment_id" if isinstance(about, Payment) else "account_id"
    insert_once(
        act.session,
        Command,
        kind=kind,
        effect=effect,
        key=key_of(effect, 1, hall()),
        attempt=1,
        body=body | {"effect": effect},
        written_at=act.now,
        due_at=act.now,
        tries=0,
        unsure=False,
        parked=False,
        error="",
        ref="",
        **{whose: about.id},
    )


def renew(act: Act, command: Command) -> None:
    """Nothing came of it: it goes out anew under a new key; a transfer, to the account used now."""
    command.attempt, command.unsure = command.attempt + 1, False
    command.key = key_of(command.effect, command.attempt, hall())
    payment = command.payment
    if command.kind is not Order.TRANSFER or payment is None or payment.settlement is None:
        return
    account = queries.account_of(act.session, payment.firm_id, act.now)
    if account is not None:
        command.body = command.body | {"to": account.ref}
        payment.settlement.account_id = account.id


def hall() -> str:
    """Two halls may share one account of the service: their keys must not meet."""
    return keys.derived("payment orders")[:12]


@operation("payments.retry", may=policy.OPERATOR)
def retry(act: Act, command: Command) -> None:
    """What was parked goes out again: first we look whether it has happened, then a new key."""
    if not command.parked or command.done_at is not None:
        raise WrongStateError(say("This order is not parked."))
    command.parked, command.unsure, command.due_at, command.tries = False, True, act.now, 0
