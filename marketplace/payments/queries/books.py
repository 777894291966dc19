"""The ledger read: lines, balances, and what must hold of it."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, union_all
from sqlalchemy.orm import Session

from marketplace.contracts.models import Milestone
from marketplace.contracts.states import Step
from marketplace.core.money import Money
from marketplace.payments.models import Decision, LedgerLine, Payment, Settlement
from marketplace.payments.rules.reconciling import Books
from marketplace.payments.states import PASSED_ON, Account, State

PAGE = 50
_AMOUNT = LedgerLine.__table__.c.amount_minor
_CURRENCY = LedgerLine.__table__.c.amount_currency


def lines(
    session: Session, payment_id: int = 0, before: int = 0
) -> tuple[list[tuple[LedgerLine, str]], int]:
    """The newest first, with the number of the payment; then the key of the next page."""
    listed: Any = select(LedgerLine, Payment.number)
    listed = listed.join(Payment, Payment.id == LedgerLine.payment_id)
    listed = listed.where(LedgerLine.payment_id == payment_id) if payment_id else listed
    listed = listed.where(LedgerLine.id < before) if before else listed
    found = [(row[0], row[1]) for row in session.execute(_latest(listed))]
    return found[:PAGE], found[PAGE - 1][0].id if len(found) > PAGE else 0


def _latest(listed: Select[Any]) -> Select[Any]:
    return listed.order_by(LedgerLine.id.desc()).limit(PAGE + 1)


def _moved() -> Any:
    """Each line twice: what its two accounts got and gave."""
    given = select(
        LedgerLine.payment_id, LedgerLine.debit.label("account"), _CURRENCY.label("currency"),
        _AMOUNT.label("minor"),
    )  # fmt: skip
    taken = select(LedgerLine.payment_id, LedgerLine.credit, _CURRENCY, -_AMOUNT)
    return union_all(given, taken).subquery()


def totals(session: Session) -> dict[tuple[Account, str], Money]:
    """The balance of each account in each currency."""
    moved = _moved()
    summed = select(moved.c.account, moved.c.currency, func.sum(moved.c.minor))
    found = session.execute(summed.group_by(moved.c.account, moved.c.currency))
    return {(Account(a), c): Money(int(minor), c) for a, c, minor in found}


def our_books(session: Session, since: datetime) -> Books:
    """What the hall booked of the payments planned since then, by the service's references."""
    moved: dict[str, int] = {}
    listed = select(Payment, Settlement).outerjoin(Settlement, Settlement.payment_id == Payment.id)
    for payment, settlement in session.execute(listed.where(Payment.planned_at >= since)):
        moved |= _refs(payment, settlement)
    held = {c: money for (account, c), money in totals(session).items() if _lies_there(account)}
    return Books(since, moved, held)


def _lies_there(account: Account) -> bool:
    return account is Account.PROVIDER


def _refs(payment: Payment, settlement: Settlement | None) -> dict[str, int]:
    moved: dict[str, int] = {}
    if payment.charge_ref:
        moved[payment.charge_ref] = payment.amount.minor - payment.fee_minor
    if payment.dispute_ref:
        moved[payment.dispute_ref] = 0 if payment.note == "won" else -payment.amount.minor
    if settlement and settlement.transfer_ref:
        moved[settlement.transfer_ref] = -settlement.firm_minor
    if settlement and settlement.refund_ref:
        moved[settlement.refund_ref] = -settlement.owner_minor
    return moved


def known_refs(session: Session, refs: Collection[str]) -> set[str]:
    """Those of the references that belong to any payment of ours."""
    columns = (
        Payment.charge_ref, Payment.dispute_ref, Settlement.transfer_ref, Settlement.refund_ref,
    )  # fmt: skip
    found: set[str] = set()
    for column in columns if refs else ():
        found |= {ref for ref in session.scalars(select(column).where(column.in_(refs))) if ref}
    return found


def faults(session: Session) -> Iterator[str]:
    """The ledger, payments and milestones tell the same."""
    yield from _uneven(session)
    yield from _unsettled(session)
    yield from _unaccepted(session)


def _uneven(session: Session) -> Iterator[str]:
    """Funded = passed on + given back + lost + held, for each payment; and what is held is due."""
    moved = _moved()
    held = func.sum(case((moved.c.account == Account.HELD, moved.c.minor), else_=0))
    by_payment = select(moved.c.payment_id, held.label("held")).group_by(moved.c.payment_id)
    sums = by_payment.subquery()
    keeps = Payment.state.in_({State.FUNDED, State.DISPUTED})
    due = case((keeps, -Payment.__table__.c.amount_minor), else_=0)
    listed = select(Payment.number).outerjoin(sums, sums.c.payment_id == Payment.id)
    for number in session.scalars(listed.where(func.coalesce(sums.c.held, 0) != due)):
        yield f"payment {number}: the ledger holds another amount than its state says"
    for currency, total in session.execute(
        select(moved.c.currency, func.sum(moved.c.minor)).group_by(moved.c.currency)
    ):
        if total:
            yield f"the ledger does not sum to 0 in {currency}: {total}"


def _unsettled(session: Session) -> Iterator[str]:
    """Whoever is settled has a settlement, and whoever has one is settled."""
    settled = PASSED_ON | {State.REFUNDING, State.REFUNDED}
    listed = select(Payment.number).outerjoin(Settlement, Settlement.payment_id == Payment.id)
    apart: ColumnElement[bool] = or_(
        and_(Payment.state.in_(settled), Settlement.id.is_(None)),
        and_(Payment.state.not_in(settled), Settlement.id.is_not(None)),
    )
    for number in session.scalars(listed.where(apart)):
        yield f"payment {number}: its state and its settlement do not agree"


def _unaccepted(session: Session) -> Iterator[str]:
    """Nothing goes to a firm without accepted work, or a decision."""
    listed = (
        select(Payment.number)
        .join(Settlement, Settlement.payment_id == Payment.id)
        .join(Milestone, Milestone.id == Payment.milestone_id)
        .outerjoin(Decision, Decision.id == Settlement.decision_id)
        .where(Settlement.firm_minor > 0, Milestone.state != Step.ACCEPTED)
        .where(Decision.approved_at.is_(None))
    )
    for number in session.scalars(listed):
        yield f"payment {number}: money for the firm without acceptance or decision"
