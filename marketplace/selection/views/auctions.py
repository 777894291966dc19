"""Auctions: the live page and its small answers, the bid, and the buttons for what is late."""

from typing import Any

from flask import Response, make_response, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.selection import operations
from marketplace.selection.forms import BidForm, ConfirmForm
from marketplace.selection.models import Auction
from marketplace.selection.queries import auctions, watching
from marketplace.selection.rules.auction import Phase
from marketplace.selection.rules.charting import Chart, chart
from marketplace.selection.rules.drawing import as_file
from marketplace.selection.states import AuctionState
from marketplace.selection.views.blueprint import bp
from marketplace.web import acting, done, page, public, reader, streams
from marketplace.web.templates import render
from marketplace.web.texts import locale


@bp.get("/requests/<int:id>/auction")
@public
def auction(id: int) -> ResponseReturnValue:
    found = auctions.auction_for(db.session(), id)
    watch = watching.watch(db.session(), found, clock.now())
    form = BidForm() if watch.phase is Phase.RUNS and _mine(found) else None
    return page("selection/auction.html", **_names(watch), bid_form=form, mine=_mine(found))


@bp.get("/requests/<int:id>/auction/now")
@public
def auction_now(id: int) -> ResponseReturnValue:
    """The part that changes; nothing at all to one who has it already."""
    version = watching.version_of(auctions.pulse(db.session(), id), clock.now())
    tag = f"{version}-{locale()}"
    if request.args.get("since") == version:
        return Response(status=204)
    response = make_response("" if tag in request.if_none_match else _fragment(id))
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(tag)
    return response.make_conditional(request)


@bp.get("/requests/<int:id>/auction/stream")
@public
def auction_stream(id: int) -> ResponseReturnValue:
    """The same as events, for as many as there are places."""
    auctions.pulse(db.session(), id)

    def look(seen: str) -> tuple[str, str] | None:
        version = watching.version_of(auctions.pulse(db.session(), id), clock.now())
        return None if version == seen else (version, _fragment(id))

    return streams.stream(look, request.headers.get("Last-Event-ID", request.args.get("since", "")))


@bp.get("/requests/<int:id>/auction.json")
@public
def auction_json(id: int) -> ResponseReturnValue:
    """The whole sequence, once it is over; its digest stands in the public log."""
    found = auctions.auction_for(db.session(), id)
    if found.state is not AuctionState.ENDED:
        raise NotFoundError
    name = f'attachment; filename="auction-{found.request.number}.json"'
    told = as_file(auctions.document_of(db.session(), found))
    return Response(told, mimetype="application/json", headers={"Content-Disposition": name})


@bp.route("/requests/<int:id>/bid", methods=["GET", "POST"])
def bid(id: int) -> ResponseReturnValue:
    demand(reader(), "selection.bid")
    form = BidForm()
    if form.sent():
        with acting(form) as act:
            found = auctions.to_bid_in(act.session, id)
            operations.bid_once(act, found, terms=form.bidding())
            text = say("Your bid counts: %(price)s", price=form.price.data)
            return done(text, url_for(".auction", id=id))
    form.ask_again()
    whole = auctions.auction_for(db.session(), id)
    watch = watching.watch(db.session(), whole, clock.now())
    return page("selection/bid.html", form=form, **_names(watch), mine=_mine(whole))


@bp.post("/requests/<int:id>/begin")
def begin(id: int) -> ResponseReturnValue:
    found = _for(id, "begin")
    if ConfirmForm().sent():
        with acting(None, found) as act:
            operations.begin(act, found)
    return done(say("The auction runs."), url_for(".auction", id=id))


@bp.post("/requests/<int:id>/postpone")
def postpone(id: int) -> ResponseReturnValue:
    found = _for(id, "postpone")
    if ConfirmForm().sent():
        with acting(None, found) as act:
            operations.postpone(act, found)
    return done(say("Another minute is announced."), url_for(".auction", id=id))


@bp.post("/requests/<int:id>/finish")
def finish(id: int) -> ResponseReturnValue:
    found = _for(id, "finish")
    if ConfirmForm().sent():
        with acting(None, found) as act:
            operations.finish(act, found)
    return done(say("The auction has ended; see the result."), url_for(".result", id=id))


def auctioned(row: Auction) -> dict[str, Any]:
    """What a result page tells of an auction; its picture once all has been told."""
    watch = watching.watch(db.session(), row, clock.now())
    return {"watch": watch, "picture": _picture(watch) if watch.phase is Phase.ENDED else None}


def _picture(watch: watching.Watch) -> Chart:
    row = watch.auction
    made = [(one.received_at, one.price_minor) for one in watch.bids]
    first = min(one.first_minor for one in row.bidders)
    began = min([row.starts_at, *(moment for moment, _ in made)])
    return chart(first, made, (began, row.ends_at))


def _names(watch: watching.Watch) -> dict[str, Any]:
    asked = watch.auction.request
    late = watch.phase is Phase.DUE and auctions.is_too_late(watch.auction, clock.now())
    return {"watch": watch, "auction": watch.auction, "asked": asked, "too_late": late}


def _fragment(id: int) -> str:
    found = auctions.auction_for(db.session(), id)
    names = _names(watching.watch(db.session(), found, clock.now()))
    return render("selection/auction_now.html", **names)


def _for(id: int, verb: str) -> Auction:
    found = auctions.auction_for(db.session(), id)
    demand(reader(), f"selection.{verb}", found)
    return found


def _mine(found: Auction) -> int | None:
    """The number the reader's own firm bids under."""
    if reader().role is not Role.INTERMEDIARY:
        return None
    firm_id = reader().organisation_id
    return next((one.label for one in found.bidders if one.firm_id == firm_id), None)
