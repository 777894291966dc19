"""Offers: their own firm sees what was received, everybody what was opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotFoundError
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection.models import Offer
from marketplace.selection.policy import BIDDER
from marketplace.selection.states import OfferState

PAGE = 20
LIVING = (State.OPEN, State.CLOSED, State.OPENED, State.SELECTED)
OPENED = frozenset({OfferState.VALID, OfferState.WON, OfferState.INVALID})


@dataclass(frozen=True)
class Slice:
    """One page of a list, and the key of the next one."""

    rows: Sequence[Offer]
    next: int | None


def offer(session: Session, id: int, reader: Actor) -> Offer:
    """A firm's own offer; others do not see it, but for auditors once it is opened."""
    found = session.get(Offer, id, options=(joinedload(Offer.request), joinedload(Offer.firm)))
    if found is None or not (BIDDER(reader, found) or _is_audited(reader, found)):
        raise NotFoundError
    return found


def _is_audited(reader: Actor, offer: Offer) -> bool:
    return reader.role is Role.AUDITOR and offer.price is not None


def mine(session: Session, reader: Actor, after: int | None = None) -> Slice:
    """The offers of the reader's firm, newest first."""
    own = select(Offer).where(Offer.firm_id == reader.organisation_id)
    if after is not None:
        own = own.where(Offer.id < after)
    listed = own.options(joinedload(Offer.request)).order_by(Offer.id.desc()).limit(PAGE + 1)
    rows = session.scalars(listed).all()
    return Slice(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def living(session: Session, request: Request, firm_id: int) -> Offer | None:
    """The sealed offer of this firm, if it has one."""
    return session.scalar(_of(request).where(Offer.firm_id == firm_id, *SEALED))


def running_of(session: Session, firm_id: int) -> str | None:
    """The number of a request that an offer of this firm may still decide."""
    living = (Request.state.in_(LIVING), Offer.state.in_((OfferState.SEALED, OfferState.WON)))
    mine = select(Request.number).join(Offer, Offer.request_id == Request.id)
    return session.scalar(mine.where(Offer.firm_id == firm_id, *living).limit(1))


_OFFER = Offer.__table__.c
_LAST = select(func.max(_OFFER.version)).where(
    _OFFER.request_id == bindparam("request"), _OFFER.firm_id == bindparam("firm")
)


def last_version(session: Session, request: Request, firm_id: int) -> int:
    return session.scalar(_LAST, {"request": request.id, "firm": firm_id}) or 0


_LIVING = (
    select(_OFFER.id)
    .where(_OFFER.request_id == bindparam("request"), _OFFER.firm_id == bindparam("firm"))
    .where(_OFFER.state == OfferState.SEALED)
)


def has_living(session: Session, request: Request, firm_id: int) -> bool:
    """Has this firm a sealed offer?"""
    asked = {"request": request.id, "firm": firm_id}
    return session.scalar(_LIVING, asked) is not None


def sealed(session: Session, request: Request) -> Sequence[Offer]:
    return session.scalars(_of(request).where(*SEALED).order_by(Offer.id)).all()


def opened(session: Session, request: Request) -> Sequence[Offer]:
    """What the result page shows: by rank, those that did not count last."""
    shown = _of(request).where(Offer.state.in_(OPENED)).options(joinedload(Offer.firm))
    return session.scalars(shown.order_by(Offer.rank.is_(None), Offer.rank, Offer.id)).all()


def of_request(session: Session, request: Request) -> Sequence[Offer]:
    """Every offer, for upper rooms that compute over opened ones."""
    return session.scalars(_of(request).options(joinedload(Offer.firm)).order_by(Offer.id)).all()


SEALED = (Offer.state == OfferState.SEALED,)


def _of(request: Request) -> Select[Offer]:
    return select(Offer).where(Offer.request_id == request.id)
