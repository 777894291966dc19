"""Reads of the outgoing mail and of what readers gave up."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.errors import NotFoundError
from marketplace.core.facts import Pending
from marketplace.core.outbox import Letter

PAGE = 20
STATES: dict[str, tuple[ColumnElement[bool], ...]] = {
    "waiting": (Letter.sent_at.is_(None), Letter.parked.is_(False)),
    "sent": (Letter.sent_at.is_not(None),),
    "parked": (Letter.sent_at.is_(None), Letter.parked.is_(True)),
}


def parked(session: Session, limit: int = 100) -> list[Pending]:
    """Facts a reader could not read, newest first."""
    newest = select(Pending).where(Pending.parked.is_(True)).options(joinedload(Pending.fact))
    return list(session.scalars(newest.order_by(Pending.id.desc()).limit(limit)))


def parked_one(session: Session, id: int) -> Pending:
    found = session.get(Pending, id)
    if found is None or not found.parked:
        raise NotFoundError
    return found


def letters(session: Session, state: str = "", before: int = 0) -> tuple[list[Letter], int]:
    """The newest first, and the cursor of the next page (0 when it is the last)."""
    wanted = select(Letter).where(*STATES.get(state, ()))
    if before:
        wanted = wanted.where(Letter.id < before)
    found = list(session.scalars(wanted.order_by(Letter.id.desc()).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def parked_letters(session: Session) -> bool:
    """Is there a letter the mail server refused for good?"""
    return session.scalar(select(Letter.id).where(*STATES["parked"]).limit(1)) is not None


def letter(session: Session, id: int) -> Letter:
    found = session.get(Letter, id)
    if found is None:
        raise NotFoundError
    return found
