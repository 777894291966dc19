"""Every read of auctions. Who bids under which number is told only when one has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core.database import table_of
from marketplace.core.errors import NotFoundError
from marketplace.core.rulesets import Rules
from marketplace.core.transparency.heads import told_time
from marketplace.requests.models import Request
from marketplace.selection.models import Auction, AuctionBid, AuctionBidder
from marketplace.selection.queries.halting import cut_at, halts
from marketplace.selection.rules.auction import Standing, comes_too_late, in_order
from marketplace.selection.rules.bidding import Own
from marketplace.selection.states import AuctionState

LIMIT = 200
Made = Sequence[Any]  # bids as rows: seq, round, price_minor, received_at, label, offer_id
_AUCTION, _BIDDER, _BID = table_of(Auction), table_of(AuctionBidder), table_of(AuctionBid)


@dataclass(frozen=True)
class Pulse:
    """The little that tells whether a page about it is still true."""

    state: AuctionState
    rounds: int
    last_seq: int
    starts_at: datetime
    ends_at: datetime


_PULSE = select(
    _AUCTION.c.state, _AUCTION.c.rounds, _AUCTION.c.last_seq, _AUCTION.c.starts_at,
    _AUCTION.c.ends_at,
).where(_AUCTION.c.request_id == bindparam("request"))  # fmt: skip


def pulse(session: Session, request_id: int) -> Pulse:
    found = session.execute(_PULSE, {"request": request_id}).first()
    if found is None:
        raise NotFoundError
    return Pulse(*found)


def auction_of(session: Session, request: Request) -> Auction | None:
    return session.scalar(whole().where(Auction.request_id == request.id))


def auction_for(session: Session, request_id: int) -> Auction:
    """An auction is public, with numbers in place of names until it has ended."""
    found = session.scalar(whole().where(Auction.request_id == request_id))
    if found is None:
        raise NotFoundError
    return found


def to_bid_in(session: Session, request_id: int) -> Auction:
    """Locked, and without its bidders: read once, by a bid that holds the place of the writer."""
    plain = select(Auction).where(Auction.request_id == request_id)
    found = session.scalar(plain.with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError
    return found


_OWN = select(_BIDDER.c.id, _BIDDER.c.first_minor).where(
    _BIDDER.c.auction_id == bindparam("auction"), _BIDDER.c.firm_id == bindparam("firm")
)
_MINE = and_(_BID.c.auction_id == _BIDDER.c.auction_id, _BID.c.bidder_id == _BIDDER.c.id)
_LAST = (
    _OWN.add_columns(_BID.c.price_minor, _BID.c.round)
    .outerjoin(_BID, _MINE)
    .order_by(_BID.c.seq.desc())
    .limit(1)
)


def own(session: Session, auction: Auction, firm_id: int) -> Own | None:
    """A firm's own last price, where it is measured by that one; None for who does not bid."""
    asked = {"auction": auction.id, "firm": firm_id}
    found = session.execute(_LAST if auction.rounds else _OWN, asked).first()
    if found is None:
        return None
    if auction.rounds and found.round:
        return Own(found.id, found.price_minor, found.round)
    return Own(found.id, found.first_minor)


def is_received(session: Session, bidder_id: int, token: str) -> bool:
    """Was this very form accepted before?"""
    same = (AuctionBid.bidder_id == bidder_id, AuctionBid.token == token)
    return session.scalar(select(AuctionBid.id).where(*same)) is not None


def bids(session: Session, auction: Auction, before_round: int = 0) -> Made:
    """Accepted bids in order, by number; of rounds only those that are over, if told so."""
    columns = (_BID.c.seq, _BID.c.round, _BID.c.price_minor, _BID.c.received_at, _BIDDER.c.label)
    mine = select(*columns, _BIDDER.c.offer_id).join(_BIDDER, _BIDDER.c.id == _BID.c.bidder_id)
    mine = mine.where(_BID.c.auction_id == auction.id)
    if before_round:
        mine = mine.where(_BID.c.round < before_round)
    return session.execute(mine.order_by(_BID.c.seq)).all()


def count_in_round(session: Session, auction: Auction, number: int) -> int:
    """How many have bid in a round, whose prices nobody is told yet."""
    mine = (AuctionBid.auction_id == auction.id, AuctionBid.round == number)
    return session.scalar(select(func.count(AuctionBid.id)).where(*mine)) or 0


def standings(auction: Auction, made: Made) -> list[Standing]:
    """The last price of each bidder, by the id of its offer."""
    last = {bid.offer_id: bid for bid in made}
    found = []
    for one in auction.bidders:
        bid = last.get(one.offer_id)
        minor, since = one.first_minor, one.signed_up_at
        if bid is not None:
            minor, since = bid.price_minor, bid.received_at
        found.append(Standing(one.offer_id, auction.money(minor), since))
    return found


def document_of(session: Session, auction: Auction) -> dict[str, Any]:
    """auction.json: all that happened, with the names; only for one that is over."""
    made = bids(session, auction)
    order = in_order(standings(auction, made))
    labels = {one.offer_id: one.label for one in auction.bidders}
    return {
        "request": auction.request.number,
        "form": auction.form.value,
        "currency": auction.currency,
        "step": auction.step_minor,
        "rounds": auction.rounds,
        "starts_at": _told(auction.starts_at),
        "ends_at": _told(auction.ends_at),
        "extensions": auction.extensions,
        "bidders": [_bidder(one) for one in auction.bidders],
        "bids": [_bid(one) for one in made],
        "order": [labels[one.id] for one in order],
    } | _halted(session, auction)


def _halted(session: Session, auction: Auction) -> dict[str, Any]:
    found = halts(session, auction)
    told = [{"away_since": _told(one.since), "halted_at": _told(one.at)} for one in found]
    return {"halts": told} if told else {}


def _bidder(one: AuctionBidder) -> dict[str, Any]:
    return {
        "number": one.label,
        "firm": one.firm.code or f"firm-{one.firm_id}",
        "first_price": one.first_minor,
        "signed_up_at": _told(one.signed_up_at),
    }


def _bid(one: Any) -> dict[str, Any]:
    told = {"seq": one.seq, "bidder": one.label, "round": one.round}
    return told | {"price": one.price_minor, "at": _told(one.received_at)}


def _told(moment: datetime) -> str:
    return told_time(moment, "microseconds")


def to_begin(session: Session, now: datetime) -> Sequence[Auction]:
    """Announced, and their minute has come."""
    return [one for one in _announced(session, now) if not is_too_late(one, now)]


def to_postpone(session: Session, now: datetime) -> Sequence[Auction]:
    """Announced for a minute that went by while nobody could begin."""
    return [one for one in _announced(session, now) if is_too_late(one, now)]


def is_too_late(auction: Auction, now: datetime) -> bool:
    return comes_too_late(auction.starts_at, now, rules_of(auction))


def rules_of(auction: Auction) -> Rules:
    rule_set = auction.request.rule_set
    return rule_set.rules if rule_set else Rules()


def to_halt(session: Session, _: datetime) -> Sequence[Auction]:
    """Running, though the hall was away meanwhile."""
    running = whole().where(Auction.state == AuctionState.RUNNING).order_by(Auction.ends_at)
    found = session.scalars(running.limit(LIMIT)).all()
    return [one for one in found if cut_at(session, one, rules_of(one))]


def to_finish(session: Session, now: datetime) -> Sequence[Auction]:
    over = whole().where(Auction.state == AuctionState.RUNNING, Auction.ends_at <= now)
    return session.scalars(over.order_by(Auction.ends_at).limit(LIMIT)).all()


def _announced(session: Session, now: datetime) -> Sequence[Auction]:
    due = whole().where(Auction.state == AuctionState.ANNOUNCED, Auction.starts_at <= now)
    return session.scalars(due.order_by(Auction.starts_at).limit(LIMIT)).all()


def whole() -> Select[Auction]:
    bidders = selectinload(Auction.bidders)
    request = joinedload(Auction.request).joinedload(Request.rule_set)
    return select(Auction).options(request, bidders.joinedload(AuctionBidder.firm))
