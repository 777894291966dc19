"""Ranks and reasons of opened offers, as the rule gives them."""

from collections.abc import Iterable

from marketplace.selection.models import Offer
from marketplace.selection.rules.lowest import Bid, Loss, Ranking
from marketplace.selection.states import OFFER


def bid_of(offer: Offer) -> Bid:
    assert offer.price is not None  # noqa: S101 (an admitted offer has a price)
    return Bid(offer.id, offer.firm_id, offer.price, offer.received_at, valid=True)


def put_in_order(offers: Iterable[Offer], ranking: Ranking) -> None:
    """Each valid offer has its rank, each that did not win its reason."""
    places = {bid.id: place for place, bid in enumerate(ranking.order, 1)}
    for offer in offers:
        offer.rank = places.get(offer.id)
        offer.reason = ranking.losses.get(offer.id, "")
        if offer.reason == Loss.ABOVE_CEILING:
            OFFER.move(offer, "invalidate")
