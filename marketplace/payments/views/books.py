"""The books: the ledger, the nights' comparisons, what is parked; the regulator's answers."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.packing import unpack
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.payments import operations, queries
from marketplace.payments.forms import AsideForm
from marketplace.payments.models import Command
from marketplace.payments.policy import BOOKKEEPERS
from marketplace.payments.views.door import bp
from marketplace.web import acting, done, page, reader

bp.add_app_template_filter(unpack, "unpacked")


def demand_bookkeeper() -> None:
    if not BOOKKEEPERS(reader()):
        raise NotAllowedError(rule=say("The books are read by the operator and the auditors."))


def before() -> int:
    return request.args.get("before", 0, type=int)


@bp.get("/ledger")
def ledger() -> ResponseReturnValue:
    demand_bookkeeper()
    lines, after = queries.lines(db.session(), before=before())
    more = url_for(".ledger", before=after) if after else ""
    totals = sorted(queries.totals(db.session()).items())
    return page("payments/ledger.html", lines=lines, totals=totals, more=more)


@bp.get("/reconciliations")
def reconciliations() -> ResponseReturnValue:
    demand_bookkeeper()
    found, after = queries.reconciliations(db.session(), before())
    more = url_for(".reconciliations", before=after) if after else ""
    return page("payments/reconciliations.html", nights=found, more=more)


@bp.get("/stuck")
def stuck() -> ResponseReturnValue:
    demand_bookkeeper()
    commands, events = queries.stuck(db.session())
    return page("payments/stuck.html", commands=commands, events=events)


@bp.post("/commands/<int:id>/retry")
def retry(id: int) -> ResponseReturnValue:
    command = db.session.get(Command, id)
    if command is None:
        raise NotFoundError
    with acting(None, command) as act:
        operations.retry(act, command)
        return done(say("It will be tried again within a minute."), url_for(".stuck"))


@bp.post("/words/<int:id>/hear_again")
def hear_again(id: int) -> ResponseReturnValue:
    event = queries.get_event(db.session(), id)
    with acting(None, event) as act:
        operations.hear_again(act, event)
        return done(say("The service is asked once more within a minute."), url_for(".stuck"))


@bp.route("/words/<int:id>/set_aside", methods=["GET", "POST"])
def set_aside(id: int) -> ResponseReturnValue:
    event, form = queries.get_event(db.session(), id), AsideForm()
    demand(reader(), "payments.set_aside", event)
    if form.sent():
        with acting(form, event) as act:
            operations.set_aside(act, event, **form.terms())
            return done(say("The word is set aside."), url_for(".stuck"))
    return page("payments/set_aside.html", form, event=event, back=url_for(".stuck"))


@bp.get("/answers")
def answers() -> ResponseReturnValue:
    if reader().role is not Role.REGULATOR:
        rule = say("These answers are read by the regulator of the work, and by nobody else.")
        raise NotAllowedError(rule=rule)
    found, after = queries.answers_for(db.session(), reader(), before())
    more = url_for(".answers", before=after) if after else ""
    return page("payments/answers.html", answers=found, more=more)
