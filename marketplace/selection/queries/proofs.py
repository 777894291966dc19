"""What must hold of offers and awards, looked for as `hall check` asks."""

from collections.abc import Iterator

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from marketplace.requests.models import Request
from marketplace.requests.states import Method, State
from marketplace.selection.models import Award, Offer, OfferPlan
from marketplace.selection.rules.envelope import digest
from marketplace.selection.states import AwardState, OfferState

BATCH = 200
PRICE = Offer.__table__.c.price_minor
OWN = Request.method != Method.IMPORTED
DECIDED = (State.SELECTED, State.AWARDED)


def late(session: Session) -> Iterator[str]:
    """Offers received at or after the closing."""
    listed = _offers().where(Request.closes_at.is_not(None), Offer.received_at >= Request.closes_at)
    for offer, number in session.execute(listed):
        yield f"offer {offer}: received after request {number} had closed"


def legible(session: Session) -> Iterator[str]:
    """Prices, days or notes that can be read before the opening, or were never to be opened."""
    unopened = (OfferState.SEALED, OfferState.REPLACED, OfferState.WITHDRAWN)
    planned = exists().where(OfferPlan.offer_id == Offer.id, OfferPlan.text != "")
    seen = or_(PRICE.is_not(None), Offer.days.is_not(None), Offer.note != "", planned)
    for offer, number in session.execute(_offers().where(Offer.state.in_(unopened), seen)):
        yield f"offer {offer}: what it offers for request {number} can be read unopened"


def broken(session: Session) -> Iterator[str]:
    """Acknowledged offers whose envelope is missing or is not the one of the receipt."""
    second = (OfferPlan, OfferPlan.offer_id == Offer.id)
    listed = select(Offer.id, Offer.envelope, OfferPlan.envelope, Offer.digest)
    joined = listed.join(Request, Request.id == Offer.request_id).outerjoin(*second)
    for offer, envelope, plan, told in session.execute(
        joined.where(OWN).execution_options(yield_per=BATCH)
    ):
        if envelope is None or digest(envelope + (plan or b"")) != told:
            yield f"offer {offer}: its envelope is not the one that was acknowledged"


def unawarded(session: Session) -> Iterator[str]:
    """Decided requests without exactly one standing award, and awards of undecided ones."""
    standing = func.count(Award.id).filter(Award.state == AwardState.STANDING)
    listed = select(Request.number, Request.state, standing).outerjoin(Award).where(OWN)
    counted = listed.group_by(Request.id, Request.number, Request.state)
    for number, state, count in session.execute(
        counted.having(or_(standing > 0, Request.state.in_(DECIDED)))
    ):
        if count != 1 or (state not in DECIDED and state is not State.VOID):
            yield f"request {number}: {state}, with {count} standing awards"


def _offers() -> Select[int, str]:
    """Offers of the hall's own requests; what was imported obeyed other rules."""
    return select(Offer.id, Request.number).join(Request, Request.id == Offer.request_id).where(OWN)
