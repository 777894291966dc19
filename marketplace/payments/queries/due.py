"""What the clock makes due about money."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.states import State as ContractState
from marketplace.contracts.states import Step
from marketplace.core import calendars
from marketplace.payments.models import BankTransfer, Command, Event, Payment, PayoutAccount
from marketplace.payments.states import AWAITED, BankState, State

BATCH = 50
MOST_HELD = 200
MOVING = AWAITED | {State.FUNDED, State.DISPUTED, State.RELEASING, State.REFUNDING, State.DIVIDING}


def due_commands(session: Session, now: datetime) -> Sequence[int]:
    """Orders to send, the oldest first."""
    waiting = select(Command.id).where(
        Command.done_at.is_(None), Command.parked.is_(False), Command.due_at <= now
    )
    return session.scalars(waiting.order_by(Command.id).limit(BATCH)).all()


def due_events(session: Session, now: datetime) -> Sequence[int]:
    waiting = select(Event.id).where(
        Event.worked_at.is_(None), Event.parked.is_(False), Event.due_at <= now
    )
    return session.scalars(waiting.order_by(Event.id).limit(BATCH)).all()


def to_look_at(session: Session, now: datetime) -> Sequence[int]:
    """Payments of which the service should have told by now."""
    silent = select(Payment.id).where(
        Payment.state.in_(AWAITED), Payment.look_at <= now, Payment.checkout_ref.is_not(None)
    )
    return session.scalars(silent.order_by(Payment.id).limit(BATCH)).all()


def stuck(session: Session) -> tuple[Sequence[Command], Sequence[Event]]:
    """What somebody must look at: parked orders, and parked words."""
    commands = select(Command).where(Command.parked).options(joinedload(Command.payment))
    events = select(Event).where(Event.parked)
    return (
        session.scalars(commands.order_by(Command.id).limit(MOST_HELD)).all(),
        session.scalars(events.order_by(Event.id).limit(MOST_HELD)).all(),
    )


def accepted(session: Session, now: datetime) -> Sequence[Payment]:
    """Money held for work that is accepted, of firms that can be paid."""
    payable = select(PayoutAccount.organisation_id).where(
        PayoutAccount.ready_at.is_not(None),
        PayoutAccount.starts_at <= now,
        PayoutAccount.stopped_at.is_(None),
    )
    listed = (
        select(Payment)
        .join(Milestone, Milestone.id == Payment.milestone_id)
        .where(Payment.state == State.FUNDED, Milestone.state == Step.ACCEPTED)
        .where(Payment.firm_id.in_(payable))
    )
    return session.scalars(listed.order_by(Payment.id).limit(BATCH)).all()


def ended(session: Session, now: datetime) -> list[Payment]:
    """Money held for work called off, when the days to decide otherwise are over."""
    listed = (
        select(Payment)
        .join(Contract, Contract.id == Payment.contract_id)
        .join(Milestone, Milestone.id == Payment.milestone_id)
        .where(Payment.state == State.FUNDED, Contract.state == ContractState.ENDED)
        .where(Milestone.state != Step.ACCEPTED)
        .options(joinedload(Payment.contract).joinedload(Contract.rule_set))
        .options(selectinload(Payment.decisions))
    )
    found = session.scalars(listed.order_by(Payment.id).limit(MOST_HELD))
    return [payment for payment in found if goes_back_at(session, payment) <= now]


def goes_back_at(session: Session, payment: Payment) -> datetime:
    """When money of a contract that ended goes back by rule; a ruling under way holds it."""
    contract = payment.contract
    open_ruling = any(one.ruled and one.closed_at is None for one in payment.decisions)
    if open_ruling or contract.ended_at is None:
        return datetime.max.replace(tzinfo=calendars.zone())
    spoken = [one.proposed_at for one in payment.decisions if one.closed_at is None]
    begins = max([contract.ended_at, *filter(None, [payment.funded_at]), *spoken])
    days = contract.rule_set.rules.payment_settle_days
    return calendars.current(session).deadline(begins, days, calendars.zone())


def unconfirmed(session: Session, now: datetime) -> Sequence[BankTransfer]:
    """Recorded with proof, and the firm has not said in time whether it came."""
    silent = select(BankTransfer).where(
        BankTransfer.state == BankState.RECORDED,
        or_(BankTransfer.confirm_due_at.is_(None), BankTransfer.confirm_due_at <= now),
    )
    return session.scalars(silent.order_by(BankTransfer.id).limit(BATCH)).all()


def money_under_way(session: Session, organisation_id: int) -> str | None:
    """The number of a payment of this organisation whose money is neither here nor there yet."""
    side = or_(Payment.owner_id == organisation_id, Payment.firm_id == organisation_id)
    moving = Payment.state.in_(MOVING)
    return session.scalar(select(Payment.number).where(side, moving).limit(1))
