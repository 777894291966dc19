"""The service has done what was ordered: compare, and take it over."""

from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.texts import say
from marketplace.payments.backend.port import Reply
from marketplace.payments.models import Command, Payment
from marketplace.payments.operations import settling
from marketplace.payments.operations.accounts import link, opened
from marketplace.payments.operations.closing import close_if_outdated
from marketplace.payments.operations.paying import fail, request
from marketplace.payments.states import AWAITED, Order, Paid, State


def complete(act: Act, command: Command, reply: Reply) -> None:
    """Once for a command. A reply that is not what we ordered is refused, and so parked."""
    if command.done_at is not None:
        return
    if command.payment is not None:
        act.session.refresh(command.payment, with_for_update={"of": Payment})
        _demand_fit(command, command.payment, reply)
        _of_payment(act, command, command.payment, reply)
    elif command.account is not None:
        (link if command.kind is Order.LINK else opened)(act, command.account, reply=reply)
    command.done_at, command.ref, command.error = act.now, reply.ref, ""
    command.body = {"effect": command.effect}  # what was said is said; nothing lies about


def _of_payment(act: Act, command: Command, payment: Payment, reply: Reply) -> None:
    if command.kind is Order.CHECKOUT:
        if payment.state is State.PLANNED:
            request(act, payment, reply=reply)
            close_if_outdated(act, payment)
    elif command.kind is Order.EXPIRE:
        if payment.state in AWAITED:
            fail(act, payment, note=Paid.OVER)
    else:
        settling.part_done(act, payment, command.kind, reply.ref)


def _demand_fit(command: Command, payment: Payment, reply: Reply) -> None:
    """Amount, currency, account and mode are ours, and it is not undone."""
    if not reply.is_done:
        raise WrongStateError(say("The payment service did not carry it out."))
    body = command.body
    if "amount" in body and reply.amount is not None:
        asked = (body["amount"], body["currency"])
        if (reply.amount.minor, reply.amount.currency) != asked:
            raise WrongStateError(say("The payment service carried out another amount."))
    wanted = body.get("to") or body.get("intent")
    if wanted and reply.to != wanted:
        raise WrongStateError(say("The payment service named another account."))
    if reply.livemode != payment.livemode and command.kind is not Order.REFUND:
        raise WrongStateError(say("Test money and real money do not mix."))
