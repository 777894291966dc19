"""What the selected firm is asked once before the award, and its right to refuse the work."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.files import queries as files
from marketplace.requests.operations import rules_of
from marketplace.requests.queries import days_left
from marketplace.selection import operations, queries
from marketplace.selection.forms import AskPapersForm, ClarifyForm, DrawReasonForm
from marketplace.selection.models import Clarification
from marketplace.selection.policy import may_read_answer
from marketplace.selection.rules.flaws import why
from marketplace.selection.rules.low_price import Comparison
from marketplace.selection.states import CLARIFICATION, ClarificationKind, ClarificationState
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.web import acting, done, page, public, reader, visitor_may

VERBS = {
    "clarify": say("Answer"),
    "approve": say("Accept the answer"),
    "reject": say("Do not accept the answer"),
}


@bp.route("/requests/<int:id>/ask_papers", methods=["GET", "POST"])
def ask_papers(id: int) -> ResponseReturnValue:
    asked, form = request_for(id, "ask_papers"), AskPapersForm()
    if form.sent():
        with acting(form, asked) as act:
            new = operations.ask_papers(act, asked, **form.terms())
            act.session.flush()
            return done(say("The firm is asked."), url_for(".clarification", id=new.id))
    hours = rules_of(asked).mending_hours
    return page("selection/ask_papers.html", form=form, asked=asked, hours=hours)


@bp.get("/clarifications/<int:id>")
@public
def clarification(id: int) -> ResponseReturnValue:
    session, found = db.session(), queries.clarification(db.session(), id)
    due = found.decision_due_at or found.answer_due_at
    fitting = [verb for verb in VERBS if _fits(verb, found)]
    return page(
        "selection/clarification.html",
        clarification=found,
        asked=found.request,
        verbs=[(VERBS[verb], url_for(f".{verb}", id=id)) for verb in fitting],
        rules=rules_of(found.request),
        compared=_compared(found),
        is_told=may_read_answer(reader(), found),
        uploads=files.of(session, found),
        days_left=days_left(session, due, clock.now()),
        why=why,
    )


@bp.route("/clarifications/<int:id>/clarify", methods=["GET", "POST"])
def clarify(id: int) -> ResponseReturnValue:
    found, form = _get(id, "clarify"), ClarifyForm()
    if form.sent():
        with acting(form, found) as act:
            operations.clarify(act, found, **form.terms())
            return done(say("Your answer is with the owner."), url_for(".clarification", id=id))
    return page("selection/clarify.html", form=form, clarification=found)


@bp.route("/clarifications/<int:id>/approve", methods=["GET", "POST"])
def approve(id: int) -> ResponseReturnValue:
    found, form = _get(id, "approve"), DrawReasonForm()
    if form.sent():
        with acting(form, found, found.request) as act:
            operations.approve(act, found, **form.terms())
            return done(say("The answer is accepted."), url_for(".clarification", id=id))
    return page("selection/approve.html", form=form, clarification=found)


@bp.route("/clarifications/<int:id>/reject", methods=["GET", "POST"])
def reject(id: int) -> ResponseReturnValue:
    found, form = _get(id, "reject"), DrawReasonForm()
    if form.sent():
        with acting(form, found, found.request) as act:
            operations.reject(act, found, **form.terms())
            return done(say("The answer is not accepted."), url_for(".result", id=found.request_id))
    return page("selection/reject.html", form=form, clarification=found)


@bp.route("/requests/<int:id>/decline", methods=["GET", "POST"])
def decline(id: int) -> ResponseReturnValue:
    asked, form = request_for(id), DrawReasonForm()
    award = queries.award_of(db.session(), asked)
    if award is None:
        raise NotFoundError
    demand(reader(), "selection.decline", award)
    if form.sent():
        with acting(form, asked) as act:
            operations.decline(act, award, **form.terms())
            return done(say("Your refusal is published."), url_for(".result", id=id))
    return page("selection/decline.html", form=form, asked=asked)


def _get(id: int, verb: str) -> Clarification:
    found = queries.clarification(db.session(), id)
    demand(reader(), f"selection.{verb}", found)
    return found


def _fits(verb: str, found: Clarification) -> bool:
    """Allowed to this reader, in this state, and not while the firm may still answer."""
    if verb == "reject" and found.state is ClarificationState.ASKED:
        return False
    late = verb == "clarify" and clock.now() >= found.answer_due_at
    return (
        CLARIFICATION.allows(verb, found.state)
        and not late
        and visitor_may(f"selection.{verb}", found)
    )


def _compared(found: Clarification) -> Comparison | None:
    if found.kind is not ClarificationKind.LOW_PRICE or found.offer.price is None:
        return None
    others = (found.others_n or 0, found.others_total or 0, found.others_lowest or 0)
    return Comparison(found.offer.price.minor, *others)
