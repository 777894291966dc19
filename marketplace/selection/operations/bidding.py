"""A bid: taken in the order of the server, under the lock of its auction, once for each form."""

from sqlalchemy import CursorResult, bindparam, insert, update

from marketplace.core.act import Act
from marketplace.core.database import table_of
from marketplace.core.errors import BadInputError, DomainError, NotAllowedError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.selection.models import Auction, AuctionBid
from marketplace.selection.policy import FIRM
from marketplace.selection.queries import auctions
from marketplace.selection.rules.auction import after_bid, round_at
from marketplace.selection.rules.bidding import Bidding, Own, fault
from marketplace.selection.states import AuctionState

_AUCTION = table_of(Auction).c
_SAME = (  # what this bid was measured by is still so
    _AUCTION.id == bindparam("key"),
    _AUCTION.state == AuctionState.RUNNING,
    _AUCTION.last_seq == bindparam("seen"),
    _AUCTION.ends_at > bindparam("now"),
)
_COUNT = update(table_of(Auction)).where(*_SAME).values(last_seq=_AUCTION.last_seq + 1)
_BEATS = (_AUCTION.lowest_minor - _AUCTION.step_minor >= bindparam("price"),)
_LEAD = _COUNT.where(*_BEATS).values(
    lowest_minor=bindparam("price"),
    leader_id=bindparam("bidder"),
    ends_at=bindparam("until"),
    extensions=bindparam("moved"),
)
_KEEP = insert(table_of(AuctionBid))
CHANGING = ("last_seq", "lowest_minor", "leader_id", "ends_at", "extensions")


def bid_once(act: Act, auction: Auction, *, terms: Bidding) -> None:
    """The same form sent twice is one bid: the second time changes nothing and is no fault."""
    try:
        bid(act, auction, terms=terms)
    except DomainError:
        own = auctions.own(act.session, auction, act.actor.organisation_id)
        if own is None or not auctions.is_received(act.session, own.id, terms.token):
            raise


@operation("selection.bid", may=FIRM)
def bid(act: Act, auction: Auction, *, terms: Bidding) -> None:
    """Take the bid, if it is lower by a step than what it has to beat, before the end."""
    number = _running(act, auction)
    own = auctions.own(act.session, auction, act.actor.organisation_id)
    if own is None:
        raise NotAllowedError(
            say("Your firm does not bid in this auction."),
            rule=say("Only firms whose sign-up counted at the closing bid."),
        )
    if terms.price.currency != auction.currency:
        raise BadInputError("price", say("Bid in the currency of the ceiling."))
    refusal = fault(auction, own, terms, number)
    if refusal:
        raise refusal
    _take(act, auction, own, terms)


def _running(act: Act, auction: Auction) -> int:
    """The round that runs; 0 where there are none. What comes at the end itself is too late."""
    if auction.state is AuctionState.ANNOUNCED:
        raise WrongStateError(say("The auction has not begun."))
    if auction.state is not AuctionState.RUNNING or act.now >= auction.ends_at:
        raise WrongStateError(
            say("The auction has ended."),
            rule=say("A bid counts when the hall has received it before the end, by its clock."),
        )
    return round_at(auction.starts_at, auction.ends_at, auction.rounds, act.now)


def _take(act: Act, auction: Auction, own: Own, terms: Bidding) -> None:
    """Count it in, if nothing has changed since it was measured; then write it down."""
    number = round_at(auction.starts_at, auction.ends_at, auction.rounds, act.now)
    until, moved = after_bid(auction, act.now)
    price, seq = terms.price.minor, auction.last_seq
    asked = {"key": auction.id, "seen": seq, "now": act.now}
    if not auction.rounds:
        asked |= {"price": price, "bidder": own.id, "until": until, "moved": moved}
    counted = act.session.execute(_COUNT if auction.rounds else _LEAD, asked)
    assert isinstance(counted, CursorResult)  # noqa: S101 (an UPDATE always has a cursor)
    if counted.rowcount != 1:
        raise WrongStateError(say("Another bid was faster. Look again, and bid anew."))
    act.session.expire(auction, CHANGING)
    told = {"auction_id": auction.id, "bidder_id": own.id, "seq": seq + 1, "round": number or None}
    when = {"price_minor": price, "received_at": act.now, "token": terms.token}
    act.session.execute(_KEEP, told | when)
