"""The reports of the nights."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from marketplace.core import calendars
from marketplace.payments.models import Payment, Reconciliation
from marketplace.payments.rules.reconciling import is_due

PAGE = 30
LATELY, DISPUTABLE = timedelta(days=35), timedelta(days=150)
A_LITTLE = timedelta(hours=1)


def reconciliation_is_due(session: Session, now: datetime) -> bool:
    """Nothing to compare before the first payment."""
    if session.scalar(select(Payment.id).limit(1)) is None:
        return False
    last = session.scalar(select(func.max(Reconciliation.made_at)))
    return is_due(last, now, calendars.zone())


def since(session: Session, now: datetime) -> datetime:
    """From when on: so early that each payment compared is compared over its whole life."""
    moves = or_(
        Payment.over_at.is_(None),
        Payment.over_at >= now - LATELY,
        Payment.disputed_at >= now - DISPUTABLE,
    )
    first = session.scalar(select(func.min(Payment.planned_at)).where(moves))
    return (first or now) - A_LITTLE


def reconciliation_of(session: Session, day: date) -> Reconciliation | None:
    return session.scalar(select(Reconciliation).where(Reconciliation.day == day))


def reconciliations(session: Session, before: int = 0) -> tuple[Sequence[Reconciliation], int]:
    listed = select(Reconciliation).order_by(Reconciliation.id.desc())
    listed = listed.where(Reconciliation.id < before) if before else listed
    found = session.scalars(listed.limit(PAGE + 1)).all()
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0
