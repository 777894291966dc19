"""The money held goes to the firm, back to the owner, or to both: decided once."""

from typing import Any

from marketplace.contracts.states import Step
from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.money import Money
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.payments import queries
from marketplace.payments.models import Decision, Payment, Settlement
from marketplace.payments.operations.booking import book
from marketplace.payments.operations.ordering import order
from marketplace.payments.operations.paying import group_of
from marketplace.payments.rules import ledger
from marketplace.payments.rules.settling import due_to_firm, parts, verb_of
from marketplace.payments.states import MACHINE, Order, State

DECIDING = (
    "payments.settle",
    "payments.settle_by_rule",
    "payments.agree",
    "payments.rule",
    "payments.second",
)


@operation("payments.settle", may=CLOCKWORK_ONLY)
def settle(act: Act, payment: Payment) -> None:
    """The work is accepted: the firm gets its price, the owner what is above it."""
    part = payment.milestone
    if part.state is not Step.ACCEPTED:
        raise WrongStateError(say("Money is passed on when the work is accepted."))
    before = queries.passed_on(act.session, part.id)
    divided(act, payment, due_to_firm(payment.amount, part.price, before))


@operation("payments.settle_by_rule", may=CLOCKWORK_ONLY)
def settle_by_rule(act: Act, payment: Payment) -> None:
    """The contract ended early and nobody decided otherwise in time: the owner has it back."""
    for open_one in payment.decisions:
        open_one.closed_at = open_one.closed_at or act.now
    divided(act, payment, Money(0, payment.amount.currency))


def divided(act: Act, payment: Payment, to_firm: Money, decision: Decision | None = None) -> None:
    """By the verb that fits the two parts."""
    firm, owner = parts(payment.amount, to_firm)
    verbs = {"release": release, "give_back": give_back, "divide": divide}
    verbs[verb_of(firm, owner)](act, payment, to_firm=firm, decision=decision)


@operation("payments.release", may=CLOCKWORK_ONLY, within=DECIDING)
def release(act: Act, payment: Payment, *, to_firm: Money, decision: Decision | None) -> None:
    """All of it goes to the firm."""
    hold(act.session, payment)
    MACHINE.move(payment, "release")
    _decide(act, payment, to_firm, decision)


@operation("payments.give_back", may=CLOCKWORK_ONLY, within=DECIDING)
def give_back(act: Act, payment: Payment, *, to_firm: Money, decision: Decision | None) -> None:
    """All of it goes back to the owner."""
    hold(act.session, payment)
    MACHINE.move(payment, "give_back")
    _decide(act, payment, to_firm, decision)


@operation("payments.divide", may=CLOCKWORK_ONLY, within=DECIDING)
def divide(act: Act, payment: Payment, *, to_firm: Money, decision: Decision | None) -> None:
    """The firm gets a part, the owner the rest."""
    hold(act.session, payment)
    MACHINE.move(payment, "divide")
    _decide(act, payment, to_firm, decision)


def _decide(act: Act, payment: Payment, to_firm: Money, decision: Decision | None) -> None:
    """Write it down, book it, order what follows; the table takes one settlement of a payment."""
    account = queries.account_of(act.session, payment.firm_id, act.now)
    if to_firm and account is None:
        raise WrongStateError(say("The firm has no account yet that money can be sent to."))
    firm, owner = parts(payment.amount, to_firm)
    settlement = Settlement(
        payment_id=payment.id,
        firm_minor=firm.minor,
        owner_minor=owner.minor,
        total_minor=payment.amount.minor,
        currency=payment.amount.currency,
        decided_at=act.now,
        decision_id=decision.id if decision else None,
        account_id=account.id if account and firm else None,
    )
    act.session.add(settlement)
    payment.settlement = settlement
    book(act, payment, "decide", ledger.decided(firm, owner))
    known: dict[str, Any] = {"currency": payment.amount.currency, "group": group_of(payment)}
    if account is not None and firm:
        body = known | {"amount": firm.minor, "to": account.ref}
        order(act, Order.TRANSFER, f"transfer:{payment.id}", payment, body)
    if owner:
        body = known | {"amount": owner.minor, "intent": payment.intent_ref}
        order(act, Order.REFUND, f"refund:{payment.id}", payment, body)


def part_done(act: Act, payment: Payment, kind: Order, ref: str) -> None:
    """The service has done one part of a settlement; with the last one it is over."""
    settlement = payment.settlement
    if settlement is None:
        raise WrongStateError(say("Nothing is decided about this payment."))
    if kind is Order.TRANSFER and settlement.transferred_at is None:
        settlement.transfer_ref, settlement.transferred_at = ref, act.now
        book(act, payment, "transfer", ledger.transferred(settlement.to_firm))
    if kind is Order.REFUND and settlement.refunded_at is None:
        settlement.refund_ref, settlement.refunded_at = ref, act.now
        book(act, payment, "refund", ledger.refunded(settlement.to_owner))
    _over(act, payment, settlement)


def _over(act: Act, payment: Payment, settlement: Settlement) -> None:
    if payment.state is State.RELEASING:
        transfer(act, payment)
    elif payment.state is State.REFUNDING:
        refund(act, payment)
    elif payment.state is State.DIVIDING and settlement.transferred_at and settlement.refunded_at:
        split(act, payment)


@operation("payments.transfer", may=CLOCKWORK_ONLY)
def transfer(act: Act, payment: Payment) -> None:
    """The firm has it."""
    MACHINE.move(payment, "transfer")
    payment.over_at = act.now


@operation("payments.refund", may=CLOCKWORK_ONLY)
def refund(act: Act, payment: Payment) -> None:
    """The owner has it back."""
    MACHINE.move(payment, "refund")
    payment.over_at = act.now


@operation("payments.split", may=CLOCKWORK_ONLY)
def split(act: Act, payment: Payment) -> None:
    """Both have their parts."""
    MACHINE.move(payment, "split")
    payment.over_at = act.now
