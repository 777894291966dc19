"""Short lists, and the choices that owners have to make."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.errors import NotFoundError
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection.models import Choice, Offer
from marketplace.selection.states import ChoiceState, OfferState

LIMIT = 200


def choice_of(session: Session, request: Request) -> Choice | None:
    mine = select(Choice).where(Choice.request_id == request.id)
    return session.scalar(mine.options(joinedload(Choice.request)))


def choice(session: Session, request: Request) -> Choice:
    found = choice_of(session, request)
    if found is None:
        raise NotFoundError
    return found


def short_list(session: Session, request: Request) -> list[Offer]:
    """The first of the draw, in its order."""
    states = Offer.state.in_((OfferState.VALID, OfferState.WON))
    drawn = select(Offer).where(Offer.request_id == request.id, Offer.rank.is_not(None), states)
    first = drawn.order_by(Offer.rank).limit(request.short_list or 1)
    return list(session.scalars(first.options(joinedload(Offer.firm))))


def to_default(session: Session, now: datetime) -> Sequence[Choice]:
    """Owners who let the time to pick go by."""
    due = select(Choice).join(Choice.request).where(Request.state == State.OPENED)
    silent = due.where(Choice.state == ChoiceState.AWAITED, Choice.ends_at <= now)
    return session.scalars(silent.options(joinedload(Choice.request)).limit(LIMIT)).all()


def to_pick(session: Session, owner_id: int) -> Sequence[Choice]:
    """What this owner has to pick."""
    mine = select(Choice).join(Choice.request).where(Request.owner_id == owner_id)
    waiting = mine.where(Choice.state == ChoiceState.AWAITED, Request.state == State.OPENED)
    return session.scalars(waiting.options(joinedload(Choice.request)).limit(LIMIT)).all()
