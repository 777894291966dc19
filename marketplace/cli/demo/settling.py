"""Money of the demo that is held when a contract ends early: who proposes, agrees, rules."""

from functools import partial

from sqlalchemy import select

from marketplace.cli.demo import wording
from marketplace.cli.demo.deal import Deal
from marketplace.cli.demo.payments import exchange
from marketplace.core.money import Money
from marketplace.payments import operations
from marketplace.payments.models import Decision, Payment
from marketplace.payments.states import State

NOTHING, HALF, A_THIRD = 0, 2, 3


def divide(deal: Deal) -> None:
    """The firm proposes to have half, or to give all back; mostly the owner agrees."""
    held = select(Payment).where(
        Payment.contract_id == deal.contract_id, Payment.state == State.FUNDED
    )
    back, course = deal.fate.settles == "back", deal.fate.settles
    for payment in deal.stage.session.scalars(held).all():
        part = _part(payment, NOTHING if back else HALF)
        reason = wording.NOTHING_DONE if back else wording.HALF_DONE
        decision = operations.propose(deal.firm(), payment, firm_part=part, reason=reason)
        if course == "ruled":
            deal.stage.wait(1, partial(_refuse, deal, decision))
        elif course != "proposed":
            operations.agree(deal.owner(), decision)
    exchange(deal.stage)


def _refuse(deal: Deal, decision: Decision) -> None:
    """The owner says no, and the regulator of the work rules."""
    operations.refuse(deal.owner(), decision)
    deal.stage.wait(2, partial(_rule, deal, decision.payment))


def _rule(deal: Deal, payment: Payment) -> None:
    part = _part(payment, A_THIRD)
    operations.rule(deal.regulator(), payment, firm_part=part, reason=wording.RULED_THIRD)
    exchange(deal.stage)


def _part(payment: Payment, share: int) -> Money:
    minor = payment.amount.minor // share if share else 0
    return Money(minor, payment.amount.currency)
