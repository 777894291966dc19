"""Penalties, as the regulating department decides them outside a complaint."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import Text, say
from marketplace.directory import operations, queries
from marketplace.directory.forms import PenaltyForm
from marketplace.directory.states import PenaltyKind
from marketplace.directory.views.listing import bp
from marketplace.web import acting, done, page, reader
from marketplace.web.texts import translate


@bp.route("/<int:id>/warn", methods=["GET", "POST"])
def warn(id: int) -> ResponseReturnValue:
    return punish(id, PenaltyKind.WARNING, operations.warn, say("Warn the firm"))


@bp.route("/<int:id>/suspend", methods=["GET", "POST"])
def suspend(id: int) -> ResponseReturnValue:
    return punish(id, PenaltyKind.SUSPENSION, operations.suspend, say("Suspend the firm"))


@bp.route("/<int:id>/expel", methods=["GET", "POST"])
def expel(id: int) -> ResponseReturnValue:
    return punish(id, PenaltyKind.EXPULSION, operations.expel, say("Expel the firm"))


@bp.post("/penalties/<int:id>/end")
def end_penalty(id: int) -> ResponseReturnValue:
    penalty = queries.penalty(db.session(), id)
    with acting(None, penalty) as act:
        operations.end_penalty(act, penalty)
    return done(say("The penalty has ended."), url_for("directory.show", id=penalty.firm_id))


def punish(id: int, kind: PenaltyKind, do: Callable[..., Any], title: Text) -> ResponseReturnValue:
    firm, form = queries.shown(db.session(), id), PenaltyForm.of(kind)
    demand(reader(), f"directory.{do.__name__}", firm)
    home = url_for("directory.show", id=id)
    if form.sent():
        with acting(form, firm) as act:
            do(act, firm, **form.terms())
            return done(say("Decided. It is public now."), home)
    what_next = translate(say("The decision, its dates and its reason are published at once."))
    names = {"caption": firm.organisation.name_zh, "what_next": what_next}
    return page("form.html", form=form, title=translate(title), back=home, dangerous=True, **names)
