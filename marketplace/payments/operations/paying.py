"""The owner pays in advance; what the service says of it."""

import secrets
from datetime import timedelta

from marketplace.contracts.models import Contract, Milestone
from marketplace.core import calendars, outbox
from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.money import Money
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import Text, say
from marketplace.payments import backend, policy, queries
from marketplace.payments.backend.port import Reply, SeenPayment
from marketplace.payments.models import Payment
from marketplace.payments.operations.booking import book
from marketplace.payments.operations.ordering import order
from marketplace.payments.rules import ledger, numbers
from marketplace.payments.rules.commands import PAGE_LASTS
from marketplace.payments.rules.settling import still_to_pay
from marketplace.payments.states import AWAITED, MACHINE, Order, Paid, State

ASK_AGAIN = timedelta(hours=1)
NO_SERVICE = say("Only bank transfer is on offer here: no payment service is connected.")


@operation("payments.pay", may=policy.OWNER)
def pay(act: Act, contract: Contract, *, part: Milestone) -> Payment:
    """Ask for a page to pay on what is still to be paid of one milestone."""
    gateway = backend.gateway()
    if gateway is None:
        raise WrongStateError(NO_SERVICE)
    demand_payable(contract, part)
    act.session.get(Contract, contract.id, with_for_update=True)  # one after the other
    _demand_no_page(act, part)
    amount = demand_rest(act, part)
    payment = _planned(act, contract, part, amount)
    payment.livemode = gateway.is_live
    act.session.add(payment)
    act.session.flush()
    payment.number = numbers.payment(act.now.astimezone(calendars.zone()).year, payment.id)
    expires_at = act.now + PAGE_LASTS
    payment.look_at = expires_at + ASK_AGAIN
    body = {
        "amount": amount.minor,
        "currency": amount.currency,
        "title": f"{contract.number} · {part.no}",
        "methods": list(gateway.methods),
        "reference": payment.number,
        "group": group_of(payment),
        "back": outbox.link(f"/payments/{payment.id}"),
        "expires_at": int(expires_at.timestamp()),
    }
    order(act, Order.CHECKOUT, f"checkout:{payment.id}", payment, body)
    return payment


def _planned(act: Act, contract: Contract, part: Milestone, amount: Money) -> Payment:
    return Payment(
        number=f"FK-{secrets.token_hex(8)}",
        contract_id=contract.id,
        milestone_id=part.id,
        owner_id=contract.owner_id,
        firm_id=contract.firm_id,
        planned_by=act.actor.person_id,
        amount=amount,
        planned_at=act.now,
    )


def demand_payable(contract: Contract, part: Milestone) -> None:
    """Money is taken for concluded contracts, and for work that is not called off."""
    if part.contract_id != contract.id or contract.concluded_at is None:
        raise WrongStateError(say("Money can be paid once the contract is concluded."))
    if queries.is_called_off(contract, part):
        raise WrongStateError(say("The contract has ended early: nothing more is paid in for it."))


def _demand_no_page(act: Act, part: Milestone) -> None:
    open_one = queries.awaited(act.session, part.id)
    if open_one is not None and queries.is_outdated(act.session, open_one):
        raise WrongStateError(
            say("The payment page of the old price is being closed. Try again in a minute.")
        )
    if open_one is not None:
        raise WrongStateError(say("A payment for this milestone is under way already."))


def demand_rest(act: Act, part: Milestone) -> Money:
    """What is still to be paid; refused when nothing is."""
    rest = still_to_pay(part.price, queries.covered(act.session, part.id))
    if not rest:
        raise WrongStateError(say("This milestone is paid, or its payment is under way."))
    return rest


def group_of(payment: Payment) -> str:
    """Under this name the service shows all that belongs to one payment."""
    return payment.number


@operation("payments.request", may=CLOCKWORK_ONLY)
def request(act: Act, payment: Payment, *, reply: Reply) -> None:
    """The page to pay on is there."""
    payment.checkout_ref, payment.checkout_url = reply.ref, reply.url
    MACHINE.move(payment, "request")


def hear(act: Act, payment: Payment, seen: SeenPayment) -> Text | None:
    """Take what the service shows of a payment as it is now; why it cannot be ours, or None.

    Words may come twice or in any order: what is shown now is what counts, and no state goes back.
    """
    fault = mismatch(payment, seen)
    if fault or payment.state not in AWAITED:
        return fault
    if seen.paid is Paid.ARRIVED:
        fund(act, payment, seen=seen)
    elif seen.paid in {Paid.OVER, Paid.REFUSED}:
        fail(act, payment, note=seen.paid)
    elif seen.paid is Paid.UNDERWAY and payment.state is not State.PENDING:
        wait(act, payment)
    if payment.state in AWAITED:
        payment.look_at = act.now + ASK_AGAIN
    return None


def mismatch(payment: Payment, seen: SeenPayment) -> Text | None:
    """Money that is not exactly what we asked for is nobody's to book by itself."""
    if seen.reference != payment.number:
        return say("The service names another payment: %(found)s.", found=seen.reference)
    if seen.amount != payment.amount:
        text = say("The service shows %(found)s, we asked for %(asked)s.")
        return text % {"found": seen.amount, "asked": payment.amount}
    if seen.livemode != payment.livemode:
        return say("Test money and real money do not mix.")
    came_late = payment.state is State.FAILED and seen.paid is Paid.ARRIVED
    return say("Money came for a payment that is over.") if came_late else None


@operation("payments.wait", may=CLOCKWORK_ONLY)
def wait(act: Act, payment: Payment) -> None:
    """The payer has done his part; the money is under way."""
    MACHINE.move(payment, "wait")


@operation("payments.fund", may=CLOCKWORK_ONLY)
def fund(act: Act, payment: Payment, *, seen: SeenPayment) -> None:
    """The money is on the platform's balance, and held for this milestone."""
    hold(act.session, payment)
    MACHINE.move(payment, "fund")
    payment.checkout_ref = payment.checkout_ref or seen.ref
    payment.intent_ref, payment.charge_ref = seen.intent, seen.charge
    payment.method, payment.fee_minor, payment.note = seen.method, seen.fee, ""
    payment.funded_at, payment.checkout_url, payment.look_at = act.now, "", None
    fee = Money(seen.fee, payment.amount.currency)
    book(act, payment, "fund", ledger.funded(payment.amount, fee))


@operation("payments.fail", may=CLOCKWORK_ONLY)
def fail(act: Act, payment: Payment, *, note: str) -> None:
    """Nothing came; the owner may begin anew."""
    MACHINE.move(payment, "fail")
    payment.note = payment.note or note  # an old price is why it was closed
    payment.over_at, payment.checkout_url, payment.look_at = act.now, "", None
