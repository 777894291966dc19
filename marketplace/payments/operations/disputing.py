"""The payer's bank takes a payment back, for the time being or for good."""

from marketplace.core.act import Act
from marketplace.core.money import Money
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import Text, say
from marketplace.payments.backend.port import SeenDispute
from marketplace.payments.models import Payment
from marketplace.payments.operations.booking import book
from marketplace.payments.rules import ledger
from marketplace.payments.states import HOLDS_MONEY, MACHINE, State


def hear_dispute(act: Act, payment: Payment, seen: SeenDispute) -> Text | None:
    """Take a dispute as the service shows it now; why it cannot be ours, or None."""
    if seen.amount != payment.amount or seen.livemode != payment.livemode:
        return say("The dispute is not about the amount of this payment.")
    if payment.dispute_ref is None:
        _begin(act, payment, seen)
    elif payment.dispute_ref != seen.ref:
        return say("This payment was disputed before.")
    if seen.won is not None and payment.note not in {"won", "lost"}:
        _end(act, payment, seen.won)
    return None


def _begin(act: Act, payment: Payment, seen: SeenDispute) -> None:
    payment.dispute_ref, payment.disputed_at = seen.ref, act.now
    book(act, payment, "dispute", ledger.disputed(payment.amount))
    if payment.state is State.FUNDED:
        dispute(act, payment)


def _end(act: Act, payment: Payment, is_won: bool) -> None:
    """What was passed on before the dispute came is the hall's own loss."""
    held = payment.amount if payment.state in HOLDS_MONEY else Money(0, payment.amount.currency)
    lines = ledger.won(payment.amount) if is_won else ledger.lost(payment.amount, held)
    book(act, payment, "win" if is_won else "lose", lines)
    if payment.state is State.DISPUTED:
        (win if is_won else lose)(act, payment)
    payment.note = "won" if is_won else "lost"


@operation("payments.dispute", may=CLOCKWORK_ONLY)
def dispute(act: Act, payment: Payment) -> None:
    """Nothing is passed on while it lasts."""
    hold(act.session, payment)
    MACHINE.move(payment, "dispute")


@operation("payments.win", may=CLOCKWORK_ONLY)
def win(act: Act, payment: Payment) -> None:
    """The money is back, and held as before."""
    MACHINE.move(payment, "win")


@operation("payments.lose", may=CLOCKWORK_ONLY)
def lose(act: Act, payment: Payment) -> None:
    """The payer has it back; the milestone is not paid."""
    MACHINE.move(payment, "lose")
    payment.over_at = act.now
