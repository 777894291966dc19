"""What the clock makes due, and what must hold."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.contracts.models import ChangeOrder, Contract, Deliverable, Milestone
from marketplace.contracts.states import MACHINE, OVER, Change, State
from marketplace.core.database import table_of

BATCH = 200


def unsigned(session: Session, now: datetime) -> list[Contract]:
    """Not confirmed by both sides in time."""
    waiting = Contract.state.in_(MACHINE.moves["lapse"][0])
    return _due(session, waiting, Contract.sign_due_at <= now)


def unanswered(session: Session, now: datetime) -> list[Contract]:
    """Delivered, and the owner's time to answer is over."""
    return _due(session, Contract.state == State.DELIVERED, Contract.check_due_at <= now)


def running(session: Session) -> list[Contract]:
    """Contracts whose days run, of whichever side."""
    living = select(Contract).where(Contract.state.not_in(OVER))
    whole = joinedload(Contract.rule_set), selectinload(Contract.milestones)
    return list(session.scalars(living.options(*whole)))


def running_of(session: Session, organisation_id: int) -> str | None:
    """The number of a contract of this organisation that is not over."""
    side = or_(Contract.owner_id == organisation_id, Contract.firm_id == organisation_id)
    return session.scalar(select(Contract.number).where(side, Contract.state.not_in(OVER)).limit(1))


def unruled(session: Session, now: datetime) -> list[Contract]:
    """Before the regulator, whose time to rule is over."""
    return _due(session, Contract.state == State.REFERRED, Contract.ruling_due_at <= now)


def to_remind(session: Session, now: datetime) -> list[Deliverable]:
    """Delivered, unanswered, and the owner not yet reminded."""
    listed = (
        select(Deliverable)
        .join(Contract, Contract.id == Deliverable.contract_id)
        .where(Contract.state == State.DELIVERED, Deliverable.answered_at.is_(None))
        .where(Deliverable.reminded_at.is_(None), Deliverable.remind_at <= now)
        .limit(BATCH)
    )
    return list(session.scalars(listed))


def unanswered_changes(session: Session, now: datetime) -> list[ChangeOrder]:
    """Proposed changes where the other side's time to answer is over."""
    waiting = ChangeOrder.state == Change.PROPOSED, ChangeOrder.answer_due_at <= now
    listed = select(ChangeOrder).where(*waiting).order_by(ChangeOrder.id)
    return list(session.scalars(listed.limit(BATCH)))


def open_changes(session: Session) -> list[ChangeOrder]:
    """Change orders that wait for an answer."""
    waiting = select(ChangeOrder).where(ChangeOrder.state == Change.PROPOSED)
    whole = joinedload(ChangeOrder.contract).joinedload(Contract.rule_set)
    return list(session.scalars(waiting.options(whole)))


def _due(session: Session, *conditions: ColumnElement[bool]) -> list[Contract]:
    listed = select(Contract).where(*conditions).order_by(Contract.id)
    return list(session.scalars(listed.limit(BATCH)))


def faults(session: Session) -> Iterator[str]:
    """Concluded without both sides or a due day; accepted without an accepted delivery."""
    concluded = Contract.state.in_({State.IN_SERVICE, State.DELIVERED, State.ACCEPTED})
    bare = or_(
        Contract.owner_confirmed_at.is_(None),
        Contract.firm_confirmed_at.is_(None),
        Contract.due_on.is_(None),
    )
    for number in session.scalars(select(Contract.number).where(concluded, bare)):
        yield f"contract {number}: in service without both confirmations and a due day"
    has_one = Contract.deliverables.any(Deliverable.accepted.is_(True))
    lost = select(Contract.number).where(Contract.state == State.ACCEPTED, ~has_one)
    for number in session.scalars(lost):
        yield f"contract {number}: accepted without an accepted delivery"
    for number in session.scalars(_torn()):
        yield f"contract {number}: price or days are not the sum of its parts"


def _torn() -> Select[str]:
    table, part = table_of(Contract).c, table_of(Milestone).c
    sums = (
        select(part.contract_id, func.sum(part.price_minor), func.sum(part.days))
        .group_by(part.contract_id)
        .subquery()
    )
    whose, minor, days = sums.c
    differs = or_(minor != table.price_minor, days != table.days)
    return select(table.number).join(sums, whose == table.id).where(differs)
