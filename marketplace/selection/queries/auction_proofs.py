"""What must hold of auctions, looked for as `hall check` asks."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.selection.models import Auction
from marketplace.selection.queries.auctions import bids, document_of
from marketplace.selection.rules.drawing import as_file


def disordered(session: Session) -> Iterator[str]:
    """Bids with a gap in their numbers, that do not go down, or that are not those of the end."""
    for auction in session.scalars(select(Auction).order_by(Auction.id)):
        made = bids(session, auction)
        if [bid.seq for bid in made] != list(range(1, auction.last_seq + 1)):
            yield f"auction {auction.id}: its bids are not numbered from 1 to {auction.last_seq}"
        if not auction.rounds and not _falls(auction, made):
            yield f"auction {auction.id}: a bid is not a step lower than the one before"
        if auction.digest is not None and auction.digest != _digest(session, auction):
            yield f"auction {auction.id}: its record is not the one that was published"


def _falls(auction: Auction, made: Sequence[Any]) -> bool:
    prices = [min(one.first_minor for one in auction.bidders), *(bid.price_minor for bid in made)]
    return all(before - after >= auction.step_minor for before, after in pairwise(prices))


def _digest(session: Session, auction: Auction) -> str:
    return sha256(as_file(document_of(session, auction))).hexdigest()
