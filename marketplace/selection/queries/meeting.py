"""Linked firms may not meet in one selection: the one that came later stays out."""

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from marketplace.core.texts import Text, name_of
from marketplace.directory.models import FirmLink
from marketplace.requests.models import Request
from marketplace.requests.queries.firms import hurdle
from marketplace.requests.rules.conflicts import MEETS
from marketplace.selection.models import Offer
from marketplace.selection.states import OfferState

_OFFER, _LINK = Offer.__table__.c, FirmLink.__table__.c
_LIVING = (OfferState.SEALED, OfferState.VALID, OfferState.WON)
_MINE = Offer.__table__.alias("mine").c
_FIRST = (
    select(func.min(_MINE.id))
    .where(_MINE.request_id == bindparam("request"), _MINE.firm_id == bindparam("firm"))
    .where(_MINE.state != OfferState.WITHDRAWN)
    .scalar_subquery()
)
_OFFERED = exists().where(
    _OFFER.request_id == bindparam("request"),
    _OFFER.firm_id == _LINK.other_id,
    _OFFER.state.in_(_LIVING),
    _OFFER.id < func.coalesce(_FIRST, _OFFER.id + 1),
)
_EARLIER = (  # from the firm's few links, not from the request's many offers
    select(_LINK.kind)
    .where(_LINK.organisation_id == bindparam("firm"), _OFFERED)
    .order_by(_LINK.kind)
    .limit(1)
)


@hurdle
def meets_a_linked_firm(session: Session, request: Request, firm_id: int) -> Text | None:
    """Has a firm that shares something with this one offered before it?"""
    kind = session.scalar(_EARLIER, {"request": request.id, "firm": firm_id})
    return None if kind is None else MEETS % {"what": name_of(kind)}
