"""A page to pay on is closed: by the owner, or because it asks for what is not due any more."""

from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import Text, say
from marketplace.payments import policy, queries
from marketplace.payments.backend.port import SeenPayment
from marketplace.payments.models import Command, Payment
from marketplace.payments.operations.ordering import order
from marketplace.payments.operations.paying import hear
from marketplace.payments.states import Order, State

OUTDATED = "outdated"


@operation("payments.cancel", may=policy.OWNER)
def cancel(act: Act, payment: Payment) -> None:
    """Close the page before anything is paid; the service has the last word on that."""
    if payment.state is not State.REQUESTED or payment.checkout_ref is None:
        raise WrongStateError(say("There is no open page to close."))
    _order_end(act, payment)


@operation("payments.cancel_by_rule", may=CLOCKWORK_ONLY)
def cancel_by_rule(act: Act, payment: Payment) -> None:
    """The price changed or the contract ended: nobody is to pay on this page any more."""
    payment.note, payment.checkout_url = OUTDATED, ""
    _order_end(act, payment)


def _order_end(act: Act, payment: Payment) -> None:
    order(act, Order.EXPIRE, f"expire:{payment.id}", payment, {"session": payment.checkout_ref})


def close_if_outdated(act: Act, payment: Payment) -> None:
    """One that the service has still to open is looked at again when it is open."""
    if payment.state is not State.REQUESTED or payment.note == OUTDATED:
        return
    if queries.is_outdated(act.session, payment):
        cancel_by_rule(act, payment)


def close_outdated(act: Act, contract_id: int) -> None:
    for payment in queries.open_pages(act.session, contract_id):
        close_if_outdated(act, payment)


def not_closed(act: Act, command: Command, seen: SeenPayment) -> Text | None:
    """The service did not close the page: it is paid, or was over already. Why not, or None."""
    payment = command.payment
    assert payment is not None  # noqa: S101 (such an order is about one)
    act.session.refresh(payment, with_for_update={"of": Payment})
    fault = hear(act, payment, seen)
    if fault is None:
        command.done_at, command.ref, command.error = act.now, seen.ref, ""
    return fault
