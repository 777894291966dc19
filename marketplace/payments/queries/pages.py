"""Pages to pay on, and whether what they ask for is still what is to be paid."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.states import State as ContractState
from marketplace.contracts.states import Step
from marketplace.core.money import Money
from marketplace.payments.models import Payment
from marketplace.payments.queries.parts import covering, figures_of_part, of_contract
from marketplace.payments.rules.settling import still_to_pay
from marketplace.payments.states import AWAITED, State

OPEN = frozenset({State.PLANNED, State.REQUESTED})  # nobody has paid on it, as far as we know


def is_called_off(contract: Contract, part: Milestone) -> bool:
    """Its work is no longer done, so nothing more is paid in for it."""
    return contract.state is ContractState.ENDED and part.state is not Step.ACCEPTED


def is_outdated(session: Session, payment: Payment) -> bool:
    """The price changed or the contract ended since this page was asked for."""
    if payment.state not in AWAITED:
        return False
    money = figures_of_part(session, session.get_one(Milestone, payment.milestone_id))
    if is_called_off(session.get_one(Contract, payment.contract_id), money.part):
        return True
    others = covering([one for one in money.payments if one.id != payment.id], money.transfers)
    return still_to_pay(money.part.price, others) != payment.amount


def open_pages(session: Session, contract_id: int) -> Sequence[Payment]:
    """Locked: the service's word about one of them waits."""
    mine = select(Payment).where(Payment.contract_id == contract_id, Payment.state.in_(OPEN))
    return session.scalars(mine.order_by(Payment.id).with_for_update()).all()


def taken(session: Session, contract_id: int) -> Mapping[int, Money]:
    """What is paid or under way for each part, by its number; pages that are open are not."""
    found: dict[int, Money] = {}
    for money in of_contract(session, contract_id):
        payments = [one for one in money.payments if one.state not in OPEN]
        amounts = covering(payments, money.transfers)
        if amounts:
            found[money.part.no] = sum(amounts, Money(0, money.part.price.currency))
    return found
