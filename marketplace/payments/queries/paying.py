"""What an owner has still to pay, over all his contracts."""

from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.states import State as ContractState
from marketplace.contracts.states import Step
from marketplace.core import calendars
from marketplace.payments.models import BankTransfer, Payment
from marketplace.payments.queries.parts import MoneyOfPart
from marketplace.payments.rules.commands import PAGE_LASTS
from marketplace.payments.rules.lateness import due_at
from marketplace.payments.states import State

RUNS = (
    ContractState.IN_SERVICE,
    ContractState.DELIVERED,
    ContractState.RETURNED,
    ContractState.REFERRED,
)


def to_pay(session: Session, owner_id: int, limit: int) -> list[tuple[Contract, MoneyOfPart]]:
    """Accepted parts and those that run, where something is unpaid and not under way already."""
    rows = session.execute(_unpaid(owner_id).limit(limit))
    found = {part.id: (contract, MoneyOfPart(part)) for part, contract in rows}
    for payment in session.scalars(_payments(list(found))):
        found[payment.milestone_id][1].payments.append(payment)
    for transfer in session.scalars(_transfers(list(found))):
        found[transfer.milestone_id][1].transfers.append(transfer)
    return [(contract, money) for contract, money in found.values() if _waits(money)]


def _waits(money: MoneyOfPart) -> bool:
    page = money.awaited
    return page.state is State.REQUESTED if page else bool(money.rest)


def _unpaid(owner_id: int) -> Select[Milestone, Contract]:
    runs = and_(Contract.state.in_(RUNS), Milestone.begun_at.is_not(None))
    return (
        select(Milestone, Contract)
        .join(Contract, Contract.id == Milestone.contract_id)
        .join(Contract.request)
        .options(contains_eager(Contract.request), joinedload(Contract.rule_set))
        .where(Contract.owner_id == owner_id, Milestone.funded_at.is_(None))
        .where(or_(Milestone.state == Step.ACCEPTED, runs))
        .order_by(Milestone.id.desc())
    )


def _payments(parts: list[int]) -> Select[Payment]:
    mine = select(Payment).where(Payment.milestone_id.in_(parts))
    return mine.options(joinedload(Payment.settlement)).order_by(Payment.id)


def _transfers(parts: list[int]) -> Select[BankTransfer]:
    mine = select(BankTransfer).where(BankTransfer.milestone_id.in_(parts))
    return mine.order_by(BankTransfer.id)


def page_ends_at(payment: Payment) -> datetime:
    """When the page to pay on closes by itself."""
    return payment.planned_at + PAGE_LASTS


def pay_due_at(contract: Contract, part: Milestone) -> datetime | None:
    """The first moment that is too late; before the work is accepted nothing is due."""
    if part.accepted_at is None:
        return None
    days = contract.rule_set.rules.payment_calendar_days
    return due_at(part.accepted_at, days, calendars.zone())
