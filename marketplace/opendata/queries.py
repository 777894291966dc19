"""Reads of imported history."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.opendata.models import Source
from marketplace.selection.models import Offer

MOST_AT_ONCE = 500  # values in one list of a statement


def source_of(session: Session, request_id: int) -> Source | None:
    return session.scalars(select(Source).filter_by(request_id=request_id)).one_or_none()


def sources(session: Session, ocids: Sequence[str]) -> dict[str, Source]:
    found = session.scalars(select(Source).where(Source.external_id.in_(ocids)))
    return {source.external_id: source for source in found}


def party_ids(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """The organisations that imported parties became, by their key."""
    listed, ids = sorted(set(keys)), dict[str, int]()
    for start in range(0, len(listed), MOST_AT_ONCE):
        some = listed[start : start + MOST_AT_ONCE]
        columns = (Organisation.external_id, Organisation.id)
        rows = session.execute(select(*columns).where(Organisation.external_id.in_(some)))
        ids |= {str(row[0]): row[1] for row in rows}
    return ids


def offer_ids(session: Session, requests: Iterable[int]) -> dict[int, list[int]]:
    """The offers of imported requests, in the order in which their bids were listed."""
    ids: dict[int, list[int]] = {}
    mine = select(Offer.request_id, Offer.id).where(Offer.request_id.in_(list(requests)))
    for request_id, offer_id in session.execute(mine.order_by(Offer.request_id, Offer.id)):
        ids.setdefault(request_id, []).append(offer_id)
    return ids
