"""What the clock makes due, each a bounded list."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.cases.models import Attachment, Case, CommitmentLetter, UtilityContact
from marketplace.cases.states import BACK, OPEN, OVER, Contact, Promise, Source, State

LIMIT = 200


def to_accept_by_rule(session: Session, now: datetime) -> Sequence[Case]:
    """Neither accepted nor notified in time: it counts as accepted from the day it came in."""
    silent = select(Case).where(Case.state == State.RECEIVED, Case.accept_due_at <= now)
    return session.scalars(silent.order_by(Case.accept_due_at).limit(LIMIT)).all()


def late(session: Session, now: datetime) -> Sequence[Case]:
    """Past the committed day, the clock running, and nobody was told yet."""
    running = Case.state.in_(BACK - {State.PAUSED})
    overdue = select(Case).where(running, Case.due_at <= now, Case.marked_late_at.is_(None))
    return session.scalars(overdue.order_by(Case.due_at).limit(LIMIT)).all()


def undelivered(session: Session, now: datetime) -> Sequence[Attachment]:
    """Materials promised for later whose day has passed."""
    owed = (
        select(Attachment)
        .join(Case, Case.id == Attachment.case_id)
        .where(Attachment.source == Source.DEFERRED, Attachment.replaced_at.is_(None))
        .where(Attachment.due_at <= now, Attachment.flagged_at.is_(None))
        .where(Case.state.not_in(OVER - {State.COLLECTED}))
    )
    return session.scalars(owed.order_by(Attachment.due_at).limit(LIMIT)).all()


def to_check(session: Session, now: datetime) -> Sequence[CommitmentLetter]:
    """Commitments whose day of checking has come, and whose department was not told yet."""
    due = select(CommitmentLetter).where(
        CommitmentLetter.state == Promise.OPEN,
        CommitmentLetter.check_due_at <= now,
        CommitmentLetter.reminded_at.is_(None),
    )
    return session.scalars(due.order_by(CommitmentLetter.check_due_at).limit(LIMIT)).all()


def uncontacted(session: Session, now: datetime) -> Sequence[UtilityContact]:
    """Utilities that let their time for the first contact pass."""
    silent = select(UtilityContact).where(
        UtilityContact.state == Contact.TOLD,
        UtilityContact.due_at <= now,
        UtilityContact.flagged_at.is_(None),
    )
    return session.scalars(silent.order_by(UtilityContact.due_at).limit(LIMIT)).all()


def running(session: Session) -> Sequence[Case]:
    """The cases with a deadline that runs now: counted anew when the calendar changes."""
    going = select(Case).where(Case.state.in_(OPEN - {State.PAUSED}))
    return session.scalars(going.options(joinedload(Case.rule_set)).order_by(Case.id)).all()
