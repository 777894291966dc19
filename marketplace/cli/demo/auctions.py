"""Auctions of the demo: begun at their minute, bid in, ended by the clock."""

from datetime import timedelta
from functools import partial

from marketplace.cli.demo.affair import Affair
from marketplace.core.money import Money
from marketplace.requests.operations import rules_of
from marketplace.selection import operations
from marketplace.selection.models import Auction, AuctionBidder
from marketplace.selection.queries.auctions import auction_of, own
from marketplace.selection.rules.bidding import Bidding

BIDS = 7
KEEN = 0.7  # how likely a firm bids in a round
LAST_MINUTE = timedelta(seconds=50)


def await_auction(asking: Affair) -> None:
    """The hall begins it half an hour after the closing."""
    request = asking.request
    assert request.closes_at is not None  # noqa: S101 (it is open)
    minutes = timedelta(minutes=rules_of(request).auction_wait_minutes)
    asking.stage.at(request.closes_at + minutes, partial(_begin, asking))


def _begin(asking: Affair) -> None:
    auction = auction_of(asking.stage.session, asking.request)
    if auction is None:
        return  # too few signed up
    operations.begin(asking.stage.act(), auction)
    (_plan_rounds if auction.rounds else _plan_bids)(asking, auction)
    asking.stage.at(auction.ends_at, partial(_finish, asking))


def _bidders(auction: Auction) -> list[AuctionBidder]:
    """Not in the order of their numbers, which are drawn by chance."""
    return sorted(auction.bidders, key=lambda bidder: bidder.firm_id)


def _plan_bids(asking: Affair, auction: Auction) -> None:
    """Most early, one in the last minute, which moves the end."""
    lasts = auction.ends_at - auction.starts_at - LAST_MINUTE
    moments = sorted(lasts * asking.stage.rng.random() for _ in range(BIDS - 1))
    for wait in (*moments, lasts):
        asking.stage.at(auction.starts_at + wait, partial(_undercut, asking))


def _undercut(asking: Affair) -> None:
    """Somebody who does not lead takes the lead."""
    auction = _held(asking)
    rivals = [one for one in _bidders(auction) if one.id != auction.leader_id]
    _bid(asking, auction, asking.stage.rng.choice(rivals), auction.lowest_minor)


def _plan_rounds(asking: Affair, auction: Auction) -> None:
    rng = asking.stage.rng
    each = (auction.ends_at - auction.starts_at) / auction.rounds
    for number in range(auction.rounds):
        for bidder in _bidders(auction):
            if rng.random() < KEEN:
                moment = auction.starts_at + each * (number + rng.uniform(0.1, 0.9))
                asking.stage.at(moment, partial(_go_down, asking, bidder))


def _go_down(asking: Affair, bidder: AuctionBidder) -> None:
    auction = _held(asking)
    last = own(asking.stage.session, auction, bidder.firm_id)
    assert last is not None  # noqa: S101 (it bids in this auction)
    _bid(asking, auction, bidder, last.price)


def _bid(asking: Affair, auction: Auction, bidder: AuctionBidder, before: int) -> None:
    steps = asking.stage.rng.randint(1, 3)
    price = Money(before - auction.step_minor * steps, auction.currency)
    terms = Bidding(price, f"demo-{auction.last_seq}", sure=True)
    key = asking.world.keys[bidder.firm_id]
    operations.bid(asking.world.act_as(key), auction, terms=terms)


def _finish(asking: Affair) -> None:
    """By the clock, which a late bid may have moved."""
    auction, stage = _held(asking), asking.stage
    if stage.now < auction.ends_at:
        stage.at(auction.ends_at, partial(_finish, asking))
    else:
        operations.finish(stage.act(), auction)


def _held(asking: Affair) -> Auction:
    found = auction_of(asking.stage.session, asking.request)
    assert found is not None  # noqa: S101 (it was begun)
    return found
