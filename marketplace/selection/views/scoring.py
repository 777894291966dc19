"""Scoring: the owner's people, each alone; everybody reads the sheets when it is over."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.requests.models import Request
from marketplace.requests.queries import days_left
from marketplace.selection import operations, queries
from marketplace.selection.forms import ConfirmForm, DeclareForm, ExtendForm, score_form
from marketplace.selection.models import Evaluation, Offer, Sheet
from marketplace.selection.operations.concluding import finished
from marketplace.selection.operations.scoring import RUNNING
from marketplace.selection.rules.merit import ASPECTS
from marketplace.selection.states import EvaluationState
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.web import acting, done, page, reader, visitor_may
from marketplace.web.texts import translate


@bp.get("/requests/<int:id>/evaluation")
def evaluation(id: int) -> ResponseReturnValue:
    asked = request_for(id)
    demand(reader(), "requests.appoint", asked)
    found, session = queries.evaluation(db.session(), asked), db.session()
    own = queries.own_sheet(found, reader().person_id)
    return page(
        "selection/evaluation.html",
        asked=asked,
        evaluation=found,
        own=own,
        offers=queries.admitted(session, asked),
        scored={one.offer_id for one in own.scores} if own else set(),
        done=len(finished(found)),
        days_left=days_left(session, found.due_at, clock.now()),
        verbs=_verbs(found, own),
    )


@bp.route("/requests/<int:id>/declare", methods=["GET", "POST"])
def declare(id: int) -> ResponseReturnValue:
    found, form = _of(id, "declare"), DeclareForm()
    offers = queries.admitted(db.session(), found.request)
    if form.sent():
        with acting(form, found) as act:
            operations.declare(act, found, conflict=form.terms()["conflict"])
            return done(say("Your declaration is kept."), url_for(".evaluation", id=id))
    return page("selection/declare.html", form=form, asked=found.request, offers=offers)


@bp.route("/offers/<int:id>/score", methods=["GET", "POST"])
def score(id: int) -> ResponseReturnValue:
    offer, sheet = _scored(id)
    wanted = [(name, ASPECTS[name]) for name in operations.aspects(offer.request)]
    given = next((one for one in sheet.scores if one.offer_id == id), None)
    kept = dict(given.points) | {"comment": given.comment} if given else {}
    form = score_form(wanted, kept)
    if form.sent():
        with acting(form, sheet.evaluation, sheet) as act:
            said = form.terms()
            comment = said.pop("comment")
            operations.score(act, sheet, offer=id, points=said, comment=comment)
            text = say("Your points are kept. Others see them when all have finished.")
            return done(text, url_for(".evaluation", id=offer.request_id))
    plan = queries.plan_of(db.session(), offer)
    names = {"offer": offer, "asked": offer.request, "plan": plan, "aspects": ASPECTS}
    return page("selection/score.html", form=form, **names)


@bp.route("/requests/<int:id>/complete", methods=["GET", "POST"])
def complete(id: int) -> ResponseReturnValue:
    found, form = _of(id, "declare"), ConfirmForm()
    sheet = queries.own_sheet(found, reader().person_id)
    if sheet is None:
        raise NotFoundError
    if form.sent():
        with acting(form, found, sheet) as act:
            operations.complete(act, sheet)
            return done(say("Your sheet is handed in."), url_for(".evaluation", id=id))
    return page("selection/complete.html", form=form, asked=found.request)


@bp.route("/requests/<int:id>/extend", methods=["GET", "POST"])
def extend(id: int) -> ResponseReturnValue:
    found, form = _of(id, "extend"), ExtendForm()
    if form.sent():
        with acting(form, found) as act:
            operations.extend(act, found, **form.terms())
            return done(say("The time to score is extended."), url_for(".evaluation", id=id))
    return page("selection/extend.html", form=form, asked=found.request)


def sheets_of(asked: Request) -> dict[str, Any]:
    """What the result page tells of the scoring: nothing of anybody's points before it is over."""
    found = queries.evaluation_of(db.session(), asked)
    names: dict[str, Any] = {"evaluation": found, "aspects": ASPECTS}
    if found is None or found.state in RUNNING:
        return names
    offers = queries.of_request(db.session(), asked)
    return names | {
        "sheets": found.sheets,
        "plans": {plan.offer_id: plan for plan in queries.plans_of(db.session(), asked)},
        "firms": {offer.id: offer.firm for offer in offers},
        "aspect_names": [translate(ASPECTS[name]) for name in operations.aspects(asked)],
    }


def _of(id: int, verb: str) -> Evaluation:
    found = queries.evaluation(db.session(), request_for(id))
    demand(reader(), f"selection.{verb}", found)
    return found


def _scored(id: int) -> tuple[Offer, Sheet]:
    offer = db.session.get(Offer, id)
    found = offer and queries.evaluation_of(db.session(), offer.request)
    sheet = queries.own_sheet(found, reader().person_id) if found else None
    if offer is None or sheet is None:
        raise NotFoundError
    demand(reader(), "selection.score", sheet)
    return offer, sheet


def _verbs(found: Evaluation, own: Sheet | None) -> list[tuple[Any, str, str]]:
    """What the reader may do now."""
    fits = {
        "declare": own is None and visitor_may("selection.declare", found),
        "complete": own is not None and not own.conflict and own.handed_in_at is None,
        "extend": found.state is EvaluationState.SCORING
        and found.extended_at is None
        and visitor_may("selection.extend", found),
    }
    running = found.state in RUNNING
    return [
        (text, url_for(f".{verb}", id=found.request_id), look)
        for verb, (text, look) in TEXTS.items()
        if running and fits[verb]
    ]


TEXTS = {
    "declare": (say("Declare ties, then score"), ""),
    "complete": (say("Hand in your sheet"), ""),
    "extend": (say("Extend the time to score"), "secondary"),
}
