"""Objections to a result."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.requests.queries import days_left
from marketplace.selection import operations, queries
from marketplace.selection.forms import AnswerForm, ConfirmForm, DecisionForm, GroundsForm
from marketplace.selection.models import Objection
from marketplace.selection.rules.flaws import why
from marketplace.selection.states import OBJECTION, ObjectionState
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.web import acting, done, layout, page, public, reader, visitor_may

layout.menu(65, say("Objections to decide"), "selection.judge", {Role.REGULATOR})
VERBS = {
    "answer": say("Answer"),
    "escalate": say("Take it to the regulator"),
    "settle": say("Take the objection back"),
    "uphold": say("Uphold"),
    "dismiss": say("Dismiss"),
}


@bp.route("/requests/<int:id>/contest", methods=["GET", "POST"])
def contest(id: int) -> ResponseReturnValue:
    asked, form = request_for(id, "contest"), GroundsForm()
    if form.sent():
        with acting(form, asked) as act:
            raised = operations.contest(act, asked, **form.terms())
            act.session.flush()
            return done(say("Your objection is raised."), url_for(".objection", id=raised.id))
    return page("selection/contest.html", form=form, asked=asked)


@bp.get("/objections")
def judge() -> ResponseReturnValue:
    waiting = queries.to_judge(db.session(), reader().organisation_id)
    session, now = db.session(), clock.now()
    left = {one.id: days_left(session, one.decision_due_at, now) for one in waiting}
    return page("selection/judge.html", waiting=waiting, left=left)


@bp.get("/objections/all")
@public
def contested() -> ResponseReturnValue:
    found, last = queries.contested(db.session(), request.args.get("before", 0, type=int))
    more = url_for(".contested", before=last) if last else ""
    return page("selection/contested.html", objections=found, more=more, why=why)


@bp.get("/objections/<int:id>")
@public
def objection(id: int) -> ResponseReturnValue:
    found = queries.objection(db.session(), id)
    verbs = [
        (text, url_for(f".{verb}", id=id)) for verb, text in VERBS.items() if _fits(verb, found)
    ]
    due = found.decision_due_at or found.reply_due_at or found.answer_due_at
    return page(
        "selection/objection.html",
        objection=found,
        asked=found.request,
        verbs=verbs,
        why=why,
        days_left=days_left(db.session(), due, clock.now()),
    )


@bp.route("/objections/<int:id>/answer", methods=["GET", "POST"])
def answer(id: int) -> ResponseReturnValue:
    found, form = _get(id, "answer"), AnswerForm()
    if form.sent():
        with acting(form, found) as act:
            operations.answer(act, found, **form.terms())
            return done(say("Your answer is published."), url_for(".objection", id=id))
    return page("selection/answer.html", form=form, objection=found)


@bp.route("/objections/<int:id>/settle", methods=["GET", "POST"])
def settle(id: int) -> ResponseReturnValue:
    found, form = _get(id, "settle"), ConfirmForm()
    if form.sent():
        with acting(form, found) as act:
            operations.settle(act, found)
            return done(say("The objection is settled."), url_for(".objection", id=id))
    return page("selection/settle.html", form=form, objection=found)


@bp.route("/objections/<int:id>/escalate", methods=["GET", "POST"])
def escalate(id: int) -> ResponseReturnValue:
    found, form = _get(id, "escalate"), ConfirmForm()
    if form.sent():
        with acting(form, found) as act:
            operations.escalate(act, found)
            return done(say("The regulator has the objection."), url_for(".objection", id=id))
    return page("selection/escalate.html", form=form, objection=found)


@bp.route("/objections/<int:id>/uphold", methods=["GET", "POST"])
def uphold(id: int) -> ResponseReturnValue:
    found, form = _get(id, "uphold"), DecisionForm()
    if form.sent():
        with acting(form, found) as act:
            operations.uphold(act, found, **form.terms())
            return done(say("The objection is upheld."), url_for(".objection", id=id))
    return page("selection/uphold.html", form=form, objection=found)


@bp.route("/objections/<int:id>/dismiss", methods=["GET", "POST"])
def dismiss(id: int) -> ResponseReturnValue:
    found, form = _get(id, "dismiss"), DecisionForm()
    if form.sent():
        with acting(form, found) as act:
            operations.dismiss(act, found, **form.terms())
            return done(say("The objection is dismissed."), url_for(".objection", id=id))
    return page("selection/dismiss.html", form=form, objection=found)


def _get(id: int, verb: str) -> Objection:
    found = queries.objection(db.session(), id)
    demand(reader(), f"selection.{verb}", found)
    return found


def _fits(verb: str, found: Objection) -> bool:
    """Allowed to this reader, in this state, and not before the owner had his time."""
    waits = found.state is ObjectionState.RAISED and clock.now() < found.answer_due_at
    if verb == "escalate" and waits:
        return False
    return OBJECTION.allows(verb, found.state) and visitor_may(f"selection.{verb}", found)
