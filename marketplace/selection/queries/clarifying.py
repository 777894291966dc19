"""Every read of clarifications. What a firm answered is for all once it is decided on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.errors import NotFoundError
from marketplace.core.money import Money
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.selection.models import Clarification, Offer
from marketplace.selection.states import (
    CLARIFYING,
    ClarificationKind,
    ClarificationState,
    OfferState,
)

LIMIT = 200
HOLDS = Clarification.state.in_(CLARIFYING)


def clarification(session: Session, id: int) -> Clarification:
    """That it was asked is public."""
    request = joinedload(Clarification.request)
    whole = (
        request.joinedload(Request.item).joinedload(ServiceItem.regulator),
        request.joinedload(Request.rule_set),
        joinedload(Clarification.firm),
        joinedload(Clarification.offer),
    )
    found = session.get(Clarification, id, options=whole)
    if found is None:
        raise NotFoundError
    return found


def clarifications(session: Session, request: Request) -> Sequence[Clarification]:
    """Of one request, the oldest first."""
    mine = _whole().where(Clarification.request_id == request.id)
    return session.scalars(mine.order_by(Clarification.id)).all()


def clarification_of(
    session: Session, offer_id: int, kind: ClarificationKind
) -> Clarification | None:
    mine = (Clarification.offer_id == offer_id, Clarification.kind == kind)
    return session.scalar(select(Clarification).where(*mine))


def is_clarified(session: Session, request: Request) -> bool:
    """Is something asked of the selected firm, or answered and not decided?"""
    return bool(
        session.scalar(select(exists().where(Clarification.request_id == request.id, HOLDS)))
    )


def other_prices(session: Session, request: Request, offer: Offer) -> list[Money]:
    """What the other valid offers ask for."""
    others = select(Offer).where(
        Offer.request_id == request.id, Offer.state == OfferState.VALID, Offer.id != offer.id
    )
    return [one.price for one in session.scalars(others) if one.price is not None]


def to_reject(session: Session, now: datetime) -> Sequence[Clarification]:
    """The firm let its time go by."""
    silent = (Clarification.state == ClarificationState.ASKED, Clarification.answer_due_at <= now)
    return session.scalars(_whole().where(*silent).limit(LIMIT)).all()


def to_approve(session: Session, now: datetime) -> Sequence[Clarification]:
    """The owner let his time go by."""
    answered = Clarification.state == ClarificationState.ANSWERED
    due = _whole().where(answered, Clarification.decision_due_at <= now)
    return session.scalars(due.limit(LIMIT)).all()


def asked_of(session: Session, firm_id: int) -> Sequence[Clarification]:
    """What waits for this firm."""
    mine = (Clarification.firm_id == firm_id, Clarification.state == ClarificationState.ASKED)
    return session.scalars(_whole().where(*mine).limit(LIMIT)).all()


def to_decide(session: Session, owner_id: int) -> Sequence[Clarification]:
    """What waits for this owner."""
    answered = Clarification.state == ClarificationState.ANSWERED
    mine = _whole().join(Clarification.request).where(answered, Request.owner_id == owner_id)
    return session.scalars(mine.order_by(Clarification.decision_due_at).limit(LIMIT)).all()


def clarified(session: Session, request_ids: Sequence[int]) -> dict[int, Clarification]:
    """Of each request what is asked now; the oldest, for it is due first."""
    if not request_ids:
        return {}
    asked = _whole().where(Clarification.request_id.in_(request_ids), HOLDS)
    rows = session.scalars(asked.order_by(Clarification.id.desc()))
    return {row.request_id: row for row in rows}


def waiting(session: Session) -> Sequence[Clarification]:
    """Whatever waits for somebody."""
    return session.scalars(_whole().where(HOLDS)).all()


def _whole() -> Select[Clarification]:
    return select(Clarification).options(
        joinedload(Clarification.request).joinedload(Request.rule_set),
        joinedload(Clarification.firm),
        joinedload(Clarification.offer),
    )
