"""Reads of imported history."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.opendata.models import Source
from marketplace.selection.models import Offer


def source_of(session: Session, request_id: int) -> Source | None:
    return session.scalars(select(Source).filter_by(request_id=request_id)).one_or_none()


def sources(session: Session, ocids: Sequence[str]) -> dict[str, Source]:
    found = session.scalars(select(Source).where(Source.external_id.in_(ocids)))
    return {source.external_id: source for source in found}


def offer_ids(session: Session, requests: Iterable[int]) -> dict[int, list[int]]:
    """The offers of imported requests, in the order in which their bids were listed."""
    ids: dict[int, list[int]] = {}
    mine = select(Offer.request_id, Offer.id).where(Offer.request_id.in_(list(requests)))
    for request_id, offer_id in session.execute(mine.order_by(Offer.request_id, Offer.id)):
        ids.setdefault(request_id, []).append(offer_id)
    return ids
