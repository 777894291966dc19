"""Informed commitments, and the calls of the utilities."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.cases import forms, operations, queries
from marketplace.cases.rules.commitments import Told, conditions
from marketplace.cases.states import Source
from marketplace.cases.views.door import bp, seen
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.web import acting, done, page, reader
from marketplace.web.texts import locale


@bp.route("/<int:id>/commit", methods=["GET", "POST"])
def commit(id: int) -> ResponseReturnValue:
    """What is demanded is told first; then one signs."""
    case, form = seen(id), forms.ConfirmForm()
    demand(reader(), "cases.commit", case)
    if form.sent():
        with acting(form, case) as act:
            operations.commit(act, case)
            back = url_for(".application", id=case.application_id)
            return done(say("Your commitment is signed."), back)
    late = [
        (paper.material.name_zh, paper.material.name_en)
        for paper in queries.living(case)
        if paper.source is Source.DEFERRED and paper.material
    ]
    told = Told(case.matter.name_zh, case.matter.name_en, case.matter.legal_basis)
    said = conditions(told, late, case.rule_set.rules.deferred_days)
    return page("cases/commit.html", form=form, case=case, said=said)


@bp.route("/<int:id>/check", methods=["GET", "POST"])
def check(id: int) -> ResponseReturnValue:
    case, form = seen(id), forms.CheckForm()
    letter = case.commitment
    if letter is None:
        raise NotFoundError
    demand(reader(), "cases.check", letter)
    texts = [
        (one.id, one.text_zh if locale() == "zh" else one.text_en) for one in letter.conditions
    ]
    form.broken.choices = texts
    if form.sent():
        with acting(form, letter) as act:
            operations.check(act, letter, **form.terms())
            return done(say("The check is written down."), url_for(".show", id=id))
    return page("cases/check.html", form=form, case=case, letter=letter)


@bp.route("/utilities/<int:id>/contact", methods=["GET", "POST"])
def contact(id: int) -> ResponseReturnValue:
    found, form = queries.contact(db.session(), id), forms.ContactForm()
    demand(reader(), "cases.contact", found)
    if form.sent():
        with acting(form, found) as act:
            operations.contact(act, found, **form.terms())
            return done(say("Your first contact is noted."), url_for(".utilities"))
    return page("cases/contact.html", form=form, contact=found)


@bp.post("/utilities/<int:id>/agree")
def agree(id: int) -> ResponseReturnValue:
    return _press(operations.agree, id, say("What is to be connected is agreed."))


@bp.post("/utilities/<int:id>/decline_utility")
def decline_utility(id: int) -> ResponseReturnValue:
    return _press(operations.decline_utility, id, say("This connection is not needed."))


def _press(do: Any, id: int, message: Any) -> ResponseReturnValue:
    found = queries.contact(db.session(), id)
    if forms.ConfirmForm().sent():
        with acting(None, found) as act:
            do(act, found)
    return done(message, url_for(".utilities"))
