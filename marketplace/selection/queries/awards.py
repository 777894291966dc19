"""The award of a request and the objections to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import facts
from marketplace.core.errors import NotFoundError
from marketplace.core.money import Money
from marketplace.directory.models import Firm
from marketplace.requests.models import Request
from marketplace.selection.models import Award, Objection, Offer
from marketplace.selection.states import FREEZING, AwardState

MOST_WON = PAGE = 20
FREEZES = Objection.state.in_(FREEZING)


def award_of(session: Session, request: Request) -> Award | None:
    mine = select(Award).where(Award.request_id == request.id)
    return session.scalar(mine.options(joinedload(Award.firm), joinedload(Award.offer)))


_MADE = Award.__table__.c
_WON = (  # put together once: it is on each firm's page
    select(
        Award.request_id, Request.title, Award.decided_at, _MADE.price_minor, _MADE.price_currency
    )
    .join(Request, Request.id == Award.request_id)
    .where(Award.firm_id == bindparam("firm_id"), Award.state == AwardState.STANDING)
    .order_by(Award.id.desc())
    .limit(MOST_WON)
)


@dataclass(frozen=True, slots=True)
class Won:
    """What everybody may know of an award; an imported one may have no price."""

    request_id: int
    title: str
    decided_at: datetime
    price: Money | None


def won_by(session: Session, firm_id: int) -> Sequence[Won]:
    """What a firm won lately, in this hall or elsewhere."""
    rows = session.execute(_WON, {"firm_id": firm_id})
    return [
        Won(request_id, title, at, None if minor is None else Money(minor, currency))
        for request_id, title, at, minor, currency in rows
    ]


def history_of(session: Session, award: Award) -> list[facts.Fact]:
    return facts.history(session, Award.__tablename__, award.id)


def objection(session: Session, id: int) -> Objection:
    """An objection is public: who raised it, why, what was answered and decided."""
    whole = (joinedload(Objection.request).joinedload(Request.item), joinedload(Objection.firm))
    found = session.get(Objection, id, options=whole)
    if found is None:
        raise NotFoundError
    return found


def objections(session: Session, request: Request) -> Sequence[Objection]:
    mine = select(Objection).where(Objection.request_id == request.id)
    return session.scalars(mine.options(joinedload(Objection.firm)).order_by(Objection.id)).all()


def contested(session: Session, before: int = 0) -> tuple[list[Objection], int]:
    """All objections, the newest first, and the cursor of the next page (0 when it is last)."""
    listed = select(Objection).order_by(Objection.id.desc()).limit(PAGE + 1)
    listed = listed.where(Objection.id < before) if before else listed
    whole = (joinedload(Objection.request), joinedload(Objection.firm))
    found = list(session.scalars(listed.options(*whole)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def is_frozen(session: Session, request: Request) -> bool:
    """Does an unanswered or undecided objection hold the contract back?"""
    freezing = exists().where(Objection.request_id == request.id, FREEZES)
    return bool(session.scalar(select(freezing)))


def took_part(session: Session, request: Request, firm_id: int) -> bool:
    offered = exists().where(Offer.request_id == request.id, Offer.firm_id == firm_id)
    return bool(session.scalar(select(offered)))


def lock_firm(session: Session, organisation_id: int) -> None:
    """Until we commit nobody changes the firm's standing (PostgreSQL; SQLite has one writer)."""
    mine = select(Firm.id).where(Firm.organisation_id == organisation_id)
    session.execute(mine.with_for_update(read=True)).all()
