"""From the opened sign-ups to the end of an auction: announced, begun, ended, each once."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.core.timekeeping import demand_clock, demand_presence
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.states import AuctionForm, State
from marketplace.selection.models import Auction, AuctionBidder, Offer
from marketplace.selection.operations.deciding import crown
from marketplace.selection.policy import AUCTIONEERS
from marketplace.selection.queries import auctions
from marketplace.selection.queries.halting import cut_at
from marketplace.selection.rules import auction as rules_of_auctions
from marketplace.selection.rules import halting
from marketplace.selection.rules.drawing import as_file
from marketplace.selection.rules.sealed import Content
from marketplace.selection.states import AUCTION, OFFER

SignUps = Sequence[tuple[Offer, Content]]


@operation("selection.announce", may=CLOCKWORK_ONLY, within=("selection.open",))
def announce(act: Act, request: Request, *, sign_ups: SignUps) -> Auction:
    """Open the first prices under numbers and say when the auction begins."""
    row = _announced(act, request)
    marks = [keys.derived(f"auction-label-v1|{request.id}|{one.firm_id}") for one, _ in sign_ups]
    numbers = rules_of_auctions.labels(marks)
    row.bidders = [
        _bidder(offer, content, number)
        for (offer, content), number in zip(sign_ups, numbers, strict=True)
    ]
    first = min(sign_ups, key=lambda one: (one[1].price, one[0].received_at, one[0].id))
    row.lowest_minor = first[1].price.minor
    act.session.add(row)
    act.session.flush()
    row.leader_id = next(one.id for one in row.bidders if one.offer_id == first[0].id)
    return row


def _announced(act: Act, request: Request) -> Auction:
    rules = requests.rules_of(request)
    assert request.ceiling is not None  # noqa: S101 (an auction is not published without)
    form = request.auction_form or AuctionForm.SOFT_CLOSE
    begins = rules_of_auctions.starts_at(request.closes_at or act.now, act.now, rules)
    rounds = rules_of_auctions.rounds_of(form, rules)
    return Auction(
        request=request,
        form=form,
        rounds=rounds,
        currency=request.ceiling.currency,
        step_minor=rules_of_auctions.step_of(request.ceiling, rules).minor,
        most_extensions=rules.auction_extensions,
        extension_minutes=rules.auction_extension_minutes,
        drop_percent=rules.auction_drop_percent,
        announced_at=act.now,
        starts_at=begins,
        ends_at=rules_of_auctions.ends_at(begins, rounds, rules),
    )


def _bidder(offer: Offer, content: Content, number: int) -> AuctionBidder:
    return AuctionBidder(
        offer=offer,
        firm_id=offer.firm_id,
        firm=offer.firm,
        label=number,
        first_minor=content.price.minor,
        signed_up_at=offer.received_at,
        days=content.days,
        note=content.note,
    )


@operation("selection.begin", may=AUCTIONEERS)
def begin(act: Act, auction: Auction) -> None:
    """At the announced minute, or a little later: from now on bids are taken."""
    demand_clock(act.session)
    rules = requests.rules_of(_held(act, auction))
    if act.now < auction.starts_at:
        raise WrongStateError(say("The announced minute has not come."))
    if rules_of_auctions.comes_too_late(auction.starts_at, act.now, rules):
        raise WrongStateError(say("The announced minute is long past: announce another one."))
    AUCTION.move(auction, "begin")
    auction.starts_at, auction.ends_at = halting.begun(auction, act.now, rules)


@operation("selection.postpone", may=AUCTIONEERS)
def postpone(act: Act, auction: Auction) -> None:
    """The hall was down at the announced minute: nobody need have waited, another is announced."""
    rules = requests.rules_of(_held(act, auction))
    late = rules_of_auctions.comes_too_late(auction.starts_at, act.now, rules)
    if not AUCTION.allows("begin", auction.state) or not late:
        raise WrongStateError(say("Another minute is announced only when the first one is past."))
    left = auction.ends_at - auction.starts_at
    auction.starts_at = rules_of_auctions.starts_at(auction.starts_at, act.now, rules)
    auction.ends_at = auction.starts_at + left


def halt_if_cut(act: Act, auction: Auction) -> bool:
    """Was the hall away while it ran? Then it stops, and goes on at another minute."""
    cut = cut_at(act.session, auction, auctions.rules_of(auction))
    if cut is not None:
        halt(act, auction, since=cut)
    return cut is not None


@operation("selection.halt", may=CLOCKWORK_ONLY, log=("since",))
def halt(act: Act, auction: Auction, *, since: datetime) -> None:
    """Every bid stands; the time that was left is given again, once all could hear of it."""
    rules = requests.rules_of(_held(act, auction))
    AUCTION.move(auction, "halt")
    left = halting.left_at(auction, since)
    auction.starts_at = halting.again_at(act.now, rules)
    auction.ends_at = auction.starts_at + left


@operation("selection.finish", may=AUCTIONEERS)
def finish(act: Act, auction: Auction) -> None:
    """Nobody may bid any more: last prices become offers, names are told, the lowest wins."""
    demand_clock(act.session)
    demand_presence(act)
    request = _held(act, auction)
    if act.now < auction.ends_at:
        raise WrongStateError(say("The auction is not over."))
    if cut_at(act.session, auction, auctions.rules_of(auction)) is not None:
        raise WrongStateError(
            say("The hall was away while the auction ran: it goes on at another minute."),
            rule=say("An outage that kept firms from bidding does not decide an auction."),
        )
    AUCTION.move(auction, "finish")
    auction.ended_at = act.now
    made = auctions.bids(act.session, auction)
    order = rules_of_auctions.in_order(auctions.standings(auction, made))
    _tell(auction, order)
    auction.digest = sha256(as_file(auctions.document_of(act.session, auction))).hexdigest()
    crown(act, request, next(b.offer for b in auction.bidders if b.offer_id == order[0].id))


def _tell(auction: Auction, order: Sequence[rules_of_auctions.Standing]) -> None:
    """Each sign-up becomes an offer at its firm's last price."""
    places = {one.id: (place, one.price) for place, one in enumerate(order, 1)}
    reasons = rules_of_auctions.losses(order)
    for bidder in auction.bidders:
        offer = bidder.offer
        OFFER.move(offer, "admit")
        offer.rank, offer.price = places[offer.id]
        offer.days, offer.note = bidder.days, bidder.note
        offer.reason = reasons.get(offer.id, "")


def _held(act: Act, auction: Auction) -> Request:
    hold(act.session, auction)
    request = auction.request
    if request.state is not State.OPENED:
        raise WrongStateError(say("This request does not wait for an auction any more."))
    hold(act.session, request)
    return request
