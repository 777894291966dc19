"""Draws: sign-up, the page of a draw, its file, its verifier, and who decides on a void one."""

from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import Text, say
from marketplace.core.transparency.names import Party
from marketplace.requests.models import Request
from marketplace.selection import operations, queries
from marketplace.selection.forms import (
    BeaconForm,
    DrawReasonForm,
    NoticeForm,
    PledgeForm,
    RevealForm,
    SignUpForm,
)
from marketplace.selection.models import Draw
from marketplace.selection.operations import Entry
from marketplace.selection.operations.drawing import LAST_TURN
from marketplace.selection.queries.draws import drawn
from marketplace.selection.rules import beacon, drawing
from marketplace.selection.states import DrawState
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.web import acting, done, page, public, reader, visitor_may


@bp.route("/requests/<int:id>/notice", methods=["GET", "POST"])
def notice(id: int) -> ResponseReturnValue:
    asked, form = request_for(id, "notice"), NoticeForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.notice(act, asked, **form.terms())
            text = say("The request is published with the commitments of the draw.")
            return done(text, url_for("requests.show", id=id))
    return page("selection/notice.html", form=form, asked=asked)


@bp.route("/requests/<int:id>/sign_up", methods=["GET", "POST"])
def sign_up(id: int) -> ResponseReturnValue:
    asked, form = request_for(id, "sign_up"), SignUpForm()
    if form.sent():
        with acting(form, asked) as act:
            terms = Entry(**form.terms())
            made = operations.sign_up(act, asked, terms=terms, device=current_user.device)
            return done(say("Your firm has signed up."), url_for(".show", id=made.id))
    return page("selection/sign_up.html", form=form, asked=asked)


@bp.get("/draws/<number>")
@public
def draw(number: str) -> ResponseReturnValue:
    found = queries.draw(db.session(), number)
    asked = _told(found)
    others = [one for one in queries.draws_of(db.session(), asked) if one.number != number]
    missing = [one.party for one in found.parties if one.secret is None]
    names: dict[str, Any] = {
        "drawn": drawn(found),
        "others": others,
        "missing": missing,
        "verbs": _verbs(found),
    }
    return page("selection/draw.html", draw=found, asked=asked, **names, **_beacon(found))


def _beacon(found: Draw) -> dict[str, Any]:
    """Where its value comes from, and who put it here when."""
    if found.beacon is None:
        return {}
    moment, source = beacon.moment_of(found.beacon["round"]), beacon.source_of(found.beacon)
    entered = queries.beacon_entered_at(db.session(), found) if found.beacon_value else None
    return {"beacon_at": moment, "beacon_source": source, "beacon_entered_at": entered}


@bp.get("/draws/<number>/draw.json")
@public
def draw_json(number: str) -> ResponseReturnValue:
    found = queries.draw(db.session(), number)
    _told(found)
    told = drawing.as_file(queries.document(found))
    name = f'attachment; filename="{found.number}.json"'
    return Response(told, mimetype="application/json", headers={"Content-Disposition": name})


@bp.get("/draws/<number>/verify")
@public
def verify(number: str) -> ResponseReturnValue:
    found = queries.draw(db.session(), number)
    if found.state is not DrawState.DRAWN:
        raise NotFoundError
    return page("selection/verify.html", draw=found, asked=found.request)


@bp.route("/draws/<number>/pledge", methods=["GET", "POST"])
def pledge(number: str) -> ResponseReturnValue:
    found, form = _own(number, "pledge"), PledgeForm()
    if form.sent():
        with acting(form, found) as act:
            operations.pledge(act, found, **form.terms())
            text = say("Your commitment is kept. Keep the secret: you must reveal it in time.")
            return done(text, url_for("requests.show", id=found.request_id))
    return page("selection/pledge.html", form=form, draw=found, asked=found.request)


@bp.route("/draws/<number>/reveal", methods=["GET", "POST"])
def reveal(number: str) -> ResponseReturnValue:
    found, form = _own(number, "reveal"), RevealForm()
    if form.sent():
        with acting(form, found) as act:
            operations.reveal(act, found, party=Party.OWNER, **form.terms())
            return done(say("Your secret is revealed."), url_for(".draw", number=number))
    return page("selection/reveal.html", form=form, draw=found, asked=found.request)


@bp.get("/draws/<number>/rules.json")
@public
def rules_json(number: str) -> ResponseReturnValue:
    """The text whose digest stands in the log with the notice."""
    found = queries.draw(db.session(), number)
    _told(found)
    return Response(found.rules_text(), mimetype="application/json")


@bp.route("/draws/<number>/enter_beacon", methods=["GET", "POST"])
def enter_beacon(number: str) -> ResponseReturnValue:
    found, form = _own(number, "enter_beacon"), BeaconForm()
    if form.sent():
        with acting(form, found) as act:
            operations.enter_beacon(act, found, **form.terms())
            return done(say("The value of the beacon is entered."), url_for(".draw", number=number))
    return page("selection/enter_beacon.html", form=form, draw=found, asked=found.request)


@bp.route("/draws/<number>/redraw", methods=["GET", "POST"])
def redraw(number: str) -> ResponseReturnValue:
    found, form = _own(number, "redraw"), DrawReasonForm()
    if form.sent():
        with acting(form, found) as act:
            again = operations.redraw(act, found, **form.terms())
            text = say("The draw is held anew with the same entrants.")
            return done(text, url_for(".draw", number=again.number))
    return page("selection/redraw.html", form=form, draw=found, asked=found.request)


@bp.route("/draws/<number>/give_up", methods=["GET", "POST"])
def give_up(number: str) -> ResponseReturnValue:
    found, form = _own(number, "give_up"), DrawReasonForm()
    if form.sent():
        with acting(form, found) as act:
            operations.give_up(act, found, **form.terms())
            return done(say("The request is ended."), url_for(".draw", number=number))
    return page("selection/give_up.html", form=form, draw=found, asked=found.request)


def _own(number: str, verb: str) -> Draw:
    found = queries.draw(db.session(), number)
    demand(reader(), f"selection.{verb}", found)
    return found


def _told(found: Draw) -> Request:
    """Before the notice a draw is nobody's business but the owner's."""
    if found.request is None or (found.noticed_at is None and not _is_own(found)):
        raise NotFoundError
    return found.request


def _is_own(found: Draw) -> bool:
    return visitor_may("selection.pledge", found)


def _verbs(found: Draw) -> list[tuple[Text, str]]:
    """What the reader may do to the draw as it stands."""
    owner = next((one for one in found.parties if one.party is Party.OWNER), None)
    silent = owner is not None and owner.secret is None
    undecided = queries.is_undecided(db.session(), found)
    fits = {
        "pledge": found.state is DrawState.READY,
        "reveal": found.state is DrawState.FROZEN and silent,
        "enter_beacon": found.state is DrawState.FROZEN and awaits_beacon(found),
        "redraw": undecided and found.turn < LAST_TURN,
        "give_up": undecided,
    }
    return [
        (TEXTS[verb], url_for(f".{verb}", number=found.number))
        for verb, fit in fits.items()
        if fit and visitor_may(f"selection.{verb}", found)
    ]


def awaits_beacon(found: Draw) -> bool:
    return found.beacon is not None and found.beacon_value is None


TEXTS = {
    "enter_beacon": say("Enter the value of the beacon"),
    "pledge": say("Add a secret of your own"),
    "reveal": say("Reveal your secret"),
    "redraw": say("Hold the draw anew"),
    "give_up": say("End the request"),
}
