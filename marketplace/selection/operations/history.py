"""Bids and awards that happened elsewhere, taken in as they ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from marketplace.core.act import Act, Role
from marketplace.core.money import Money
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.requests.models import Request
from marketplace.requests.states import Method
from marketplace.selection import queries
from marketplace.selection.models import Award, Offer
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.states import OfferState

IMPORTED = Method.IMPORTED


@dataclass(frozen=True)
class PastOffer:
    """A bid of a finished procedure; `valid` is whether it counted, `won` whether it won."""

    firm_id: int
    price: Money | None
    received_at: datetime
    valid: bool = True
    won: bool = False
    days: int | None = None


@dataclass(frozen=True)
class PastAward:
    firm_id: int
    price: Money | None
    decided_at: datetime


@dataclass(frozen=True)
class History:
    """All bids of one imported request, and its award."""

    request: Request
    offers: Sequence[PastOffer]
    award: PastAward | None


@operation("selection.record_history", may=permit(Role.OPERATOR, Role.CLOCKWORK))
def record_history(
    act: Act, request: Request, *, offers: Sequence[PastOffer], award: PastAward | None
) -> None:
    """Add the bids and the award of an imported request, unless they are there already."""
    if queries.award_of(act.session, request) or queries.of_request(act.session, request):
        return
    _record(act, [History(request, offers, award)])


@operation("selection.record_histories", may=permit(Role.CLOCKWORK))
def record_histories(act: Act, _: None, *, histories: Sequence[History]) -> None:
    """Put these bids and awards in the place of what is there; written together for speed."""
    ids = [history.request.id for history in histories if history.request.method is IMPORTED]
    act.session.execute(delete(Award).where(Award.request_id.in_(ids)))
    act.session.execute(delete(Offer).where(Offer.request_id.in_(ids)))
    _record(act, histories)


def _record(act: Act, histories: Sequence[History]) -> None:
    rows = {history.request.id: _offers(history.request, history.offers) for history in histories}
    act.session.add_all(row for offers in rows.values() for row in offers)
    act.session.flush()
    for history in histories:
        if history.award is not None:
            request = history.request
            act.session.add(_award(request, history.award, rows[request.id]))


def _offers(request: Request, offers: Sequence[PastOffer]) -> list[Offer]:
    versions, places = Counter[int](), _places(offers)
    rows = []
    for no, past in enumerate(offers):
        versions[past.firm_id] += 1
        row = Offer(request_id=request.id, firm_id=past.firm_id, state=_ended(past))
        row.version, row.request_version = versions[past.firm_id], 1
        row.received_at, row.price, row.days = past.received_at, past.price, past.days
        row.rank, row.reason = places.get(no), "" if past.valid else Loss.NOT_QUALIFIED
        rows.append(row)
    return rows


def _ended(past: PastOffer) -> OfferState:
    if not past.valid:
        return OfferState.INVALID
    return OfferState.WON if past.won else OfferState.VALID


def _places(offers: Sequence[PastOffer]) -> dict[int, int]:
    """Ranks by price of those that counted, within one currency."""
    priced = [(no, past.price) for no, past in enumerate(offers) if past.valid and past.price]
    if len({price.currency for _, price in priced}) > 1:
        return {}
    order = sorted(priced, key=lambda pair: pair[1].minor)
    return {no: place for place, (no, _) in enumerate(order, 1)}


def _award(request: Request, past: PastAward, offers: Sequence[Offer]) -> Award:
    won = (row for row in offers if row.firm_id == past.firm_id and row.state is OfferState.WON)
    offer = next(won, None)
    return Award(
        request_id=request.id,
        firm_id=past.firm_id,
        offer_id=offer.id if offer else None,
        price=past.price,
        days=offer.days if offer else None,
        decided_at=past.decided_at,
    )
