"""The money of a contract's milestones, and of an owner's record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.states import Step
from marketplace.core import calendars
from marketplace.core.money import Money
from marketplace.core.rulesets import RuleSet
from marketplace.payments.models import BankTransfer, Payment
from marketplace.payments.rules.lateness import MONTHS_BACK, Counter, Due, counter, due_at
from marketplace.payments.rules.settling import still_to_pay
from marketplace.payments.states import AWAITED, PASSED_ON, BankState, State

MOST_OF_AN_OWNER = 2000
WHOLE = AWAITED | {State.FUNDED, State.DISPUTED, State.RELEASING, State.TRANSFERRED}


@dataclass
class MoneyOfPart:
    """One milestone with all that was paid for it, and what is still to be paid."""

    part: Milestone
    payments: list[Payment] = field(default_factory=list)
    transfers: list[BankTransfer] = field(default_factory=list)

    @property
    def rest(self) -> Money:
        return still_to_pay(self.part.price, covering(self.payments, self.transfers))

    @property
    def awaited(self) -> Payment | None:
        return next((one for one in self.payments if one.state in AWAITED), None)


def covering(payments: Iterable[Payment], transfers: Iterable[BankTransfer]) -> list[Money]:
    """What counts against the price: paid, being paid, or recorded and not withdrawn."""
    paid = [one.amount for one in payments if one.state in WHOLE]
    split = [one.settlement.to_firm for one in payments if one.settlement and _is_split(one)]
    banked = [one.amount for one in transfers if one.state is not BankState.DROPPED]
    return paid + split + banked


def _is_split(payment: Payment) -> bool:
    return payment.state in {State.DIVIDING, State.SPLIT}


def of_contract(session: Session, contract_id: int) -> list[MoneyOfPart]:
    """Of each milestone in order; three statements, however many there are."""
    parts = select(Milestone).where(Milestone.contract_id == contract_id).order_by(Milestone.no)
    found = {part.id: MoneyOfPart(part) for part in session.scalars(parts)}
    for payment in session.scalars(_payments().where(Payment.contract_id == contract_id)):
        found[payment.milestone_id].payments.append(payment)
    transfers = select(BankTransfer).where(BankTransfer.contract_id == contract_id)
    for transfer in session.scalars(transfers.order_by(BankTransfer.id)):
        found[transfer.milestone_id].transfers.append(transfer)
    return list(found.values())


def figures_of_part(session: Session, part: Milestone) -> MoneyOfPart:
    payments = _payments().where(Payment.milestone_id == part.id)
    transfers = select(BankTransfer).where(BankTransfer.milestone_id == part.id)
    return MoneyOfPart(part, list(session.scalars(payments)), list(session.scalars(transfers)))


def _payments() -> Select[Payment]:
    return select(Payment).options(joinedload(Payment.settlement)).order_by(Payment.id)


def covered(session: Session, part_id: int) -> list[Money]:
    found = figures_of_part(session, session.get_one(Milestone, part_id))
    return covering(found.payments, found.transfers)


def awaited(session: Session, part_id: int) -> Payment | None:
    wanted = select(Payment).where(Payment.milestone_id == part_id, Payment.state.in_(AWAITED))
    return session.scalar(wanted)


def passed_on(session: Session, part_id: int) -> list[Money]:
    """What the firm has, or is on its way to it, for a milestone."""
    found = figures_of_part(session, session.get_one(Milestone, part_id))
    settled = [one.settlement.to_firm for one in found.payments if one.settlement and _goes(one)]
    banked = [one.amount for one in found.transfers if one.state is BankState.CONFIRMED]
    return settled + banked


def _goes(payment: Payment) -> bool:
    return payment.state in PASSED_ON


def late_payments(session: Session, owner_id: int, now: datetime) -> Counter:
    """Over twelve months. Money that is held in time counts as paid in time."""
    since = now - 2 * MONTHS_BACK  # the figure of days is at most a year
    listed = (
        select(Milestone.accepted_at, Milestone.funded_at, Milestone.paid_at, RuleSet)
        .join(Contract, Contract.id == Milestone.contract_id)
        .join(RuleSet, RuleSet.id == Contract.rule_set_id)
        .where(Contract.owner_id == owner_id, Milestone.state == Step.ACCEPTED)
        .where(Milestone.accepted_at >= since)
        .limit(MOST_OF_AN_OWNER)
    )
    dues = []
    for accepted_at, funded_at, paid_at, rule_set in session.execute(listed):
        assert accepted_at is not None  # noqa: S101 (asked for)
        days = rule_set.rules.payment_calendar_days
        moments = [moment for moment in (funded_at, paid_at) if moment]
        dues.append(Due(due_at(accepted_at, days, calendars.zone()), min(moments, default=None)))
    return counter(dues, now)


def moments(money: MoneyOfPart) -> tuple[datetime | None, datetime | None]:
    """When the whole price was paid in or transferred, and when the firm had all of it."""
    zone, funded, paid = calendars.zone(), [], []
    for one in money.payments:
        if one.funded_at and one.state in WHOLE - AWAITED | {State.DIVIDING, State.SPLIT}:
            funded.append((one.funded_at, one.settlement.to_firm if one.settlement else one.amount))
        if one.settlement and one.settlement.transferred_at:
            paid.append((one.settlement.transferred_at, one.settlement.to_firm))
    for transfer in money.transfers:
        if transfer.state is BankState.CONFIRMED:
            moment = datetime.combine(transfer.paid_on, time(), zone)
            funded.append((moment, transfer.amount))
            paid.append((moment, transfer.amount))
    return _whole_at(funded, money.part.price), _whole_at(paid, money.part.price)


def _whole_at(paid: Sequence[tuple[datetime, Money]], price: Money) -> datetime | None:
    left = still_to_pay(price, [amount for _, amount in paid])
    return max((moment for moment, _ in paid), default=None) if not left else None
