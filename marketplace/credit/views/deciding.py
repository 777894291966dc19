"""Contesting and deciding: one page for each verb."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock, rulesets
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import Text, say
from marketplace.credit import forms, operations, queries
from marketplace.credit.views.reading import TEXTS, bp
from marketplace.web import acting, done, page, reader
from marketplace.web.forms import Form
from marketplace.web.texts import name, named, translate


@bp.route("/entries/<int:id>/contest", methods=["GET", "POST"])
def contest(id: int) -> ResponseReturnValue:
    entry, form = queries.entry(db.session(), id), forms.ContestForm()
    demand(reader(), "credit.contest", entry)
    if form.sent():
        with acting(form, entry) as act:
            new = operations.contest(act, entry, **form.terms())
            return done(say("Your contest is filed."), url_for(".show", id=new.id))
    rules = rulesets.in_force(db.session(), clock.now()).rules
    names: dict[str, Any] = {"title": translate(say("Contest an entry")), "verb": "contest"}
    back = url_for(".organisation", id=entry.score.organisation_id)
    names |= {"caption": named(entry.kind), "back": back, "days": rules.credit_contest_days}
    return page("credit/decide.html", form=form, **names)


def decide(verb: str, id: int, form: Form, message: Text) -> ResponseReturnValue:
    """One page for each verb on a contest."""
    thing = queries.contest(db.session(), reader(), id)
    demand(reader(), f"credit.{verb}", thing)
    back = url_for(".show", id=id)
    if form.sent():
        with acting(form, thing) as act:
            getattr(operations, verb)(act, thing, **form.terms())
            return done(message, back)
    names = {"title": translate(TEXTS[verb]), "caption": name(thing.organisation), "back": back}
    return page("credit/decide.html", form=form, verb=verb, contested=thing, **names)


@bp.route("/contests/<int:id>/uphold", methods=["GET", "POST"])
def uphold(id: int) -> ResponseReturnValue:
    return decide("uphold", id, forms.DecideForm(), say("The entry is struck."))


@bp.route("/contests/<int:id>/dismiss", methods=["GET", "POST"])
def dismiss(id: int) -> ResponseReturnValue:
    return decide("dismiss", id, forms.DecideForm(), say("The entry stays."))


@bp.route("/contests/<int:id>/withdraw", methods=["GET", "POST"])
def withdraw(id: int) -> ResponseReturnValue:
    return decide("withdraw", id, forms.ConfirmForm(), say("The contest is withdrawn."))


STEPS = {"carry_out": say("Carry out the measure"), "drop": say("Take no measure")}


def settle(verb: str, id: int, message: Text) -> ResponseReturnValue:
    """One page for each verb on a proposal."""
    thing, form = queries.proposal(db.session(), id), forms.DecideForm()
    demand(reader(), f"credit.{verb}", thing)
    if form.sent():
        with acting(form, thing) as act:
            getattr(operations, verb)(act, thing, **form.terms())
            return done(message, url_for(".proposals"))
    lead = say("%(measure)s: %(name)s", measure=named(thing.measure), name=name(thing.firm))
    names = {
        "title": translate(STEPS[verb]),
        "lead": translate(lead),
        "back": url_for(".proposals"),
    }
    return page("credit/decide.html", form=form, verb=verb, **names)


@bp.route("/proposals/<int:id>/carry_out", methods=["GET", "POST"])
def carry_out(id: int) -> ResponseReturnValue:
    return settle("carry_out", id, say("The measure is carried out."))


@bp.route("/proposals/<int:id>/drop", methods=["GET", "POST"])
def drop(id: int) -> ResponseReturnValue:
    return settle("drop", id, say("No measure is taken."))
