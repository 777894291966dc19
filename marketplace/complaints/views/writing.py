"""Filing, answering, deciding: one page for each verb."""

from typing import Any, TypeVar

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.complaints import forms, operations, queries, rules
from marketplace.complaints.states import Measure
from marketplace.complaints.views.reading import TEXTS, bp
from marketplace.contracts.models import Contract
from marketplace.core import clock
from marketplace.core.database import Row, db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import Text, name_of, say
from marketplace.requests.models import Request
from marketplace.web import acting, done, page, reader
from marketplace.web.forms import Form
from marketplace.web.texts import name, translate

R = TypeVar("R", bound=Row)


@bp.route("/file", methods=["GET", "POST"])
def file() -> ResponseReturnValue:
    demand(reader(), "complaints.file")
    session, form = db.session(), forms.FileForm()
    about, contract = asked(Request, "request"), asked(Contract, "contract")
    where = (about, contract)
    subjects = queries.subjects(session, reader().organisation_id, clock.now(), *where)
    form.subject.choices = [(key(one), title(one)) for one in subjects]
    if form.sent():
        with acting(form) as act:
            filing = operations.Filing(**form.terms(), request=about, contract=contract)
            new = operations.file(act, None, filing=filing)
            return done(say("Your complaint is filed."), url_for(".show", id=new.id))
    number = getattr(contract or about, "number", "")
    return page("complaints/file.html", form=form, subjects=subjects, number=number)


def asked(table: type[R], key: str) -> R | None:
    """The request or the contract that the address names."""
    if key not in request.args:
        return None
    found = db.session.get(table, request.args.get(key, 0, type=int))
    if found is None:
        raise NotFoundError
    return found


def key(subject: queries.Subject) -> str:
    return f"{subject.about}:{subject.against.id}"


def title(subject: queries.Subject) -> Text:
    about = name_of(subject.about)
    return say("%(about)s: %(name)s", about=about, name=name(subject.against))


def decide(verb: str, id: int, form: Form, message: Text, **names: Any) -> ResponseReturnValue:
    """One page for each verb: what it means, what is written, what happens next."""
    complaint = queries.get(db.session(), id)
    demand(reader(), f"complaints.{verb}", complaint)
    if form.sent():
        with acting(form, complaint) as act:
            getattr(operations, verb)(act, complaint, **form.terms())
            return done(message, url_for(".show", id=id))
    names |= {"complaint": complaint, "verb": verb, "title": translate(TEXTS[verb])}
    return page("complaints/decide.html", form=form, **names)


@bp.route("/<int:id>/accept", methods=["GET", "POST"])
def accept(id: int) -> ResponseReturnValue:
    return decide("accept", id, forms.ConfirmForm(), say("The complaint is accepted."))


@bp.route("/<int:id>/refuse", methods=["GET", "POST"])
def refuse(id: int) -> ResponseReturnValue:
    return decide("refuse", id, forms.DecideForm(), say("The complaint is not accepted."))


@bp.route("/<int:id>/answer", methods=["GET", "POST"])
def answer(id: int) -> ResponseReturnValue:
    return decide("answer", id, forms.AnswerForm(), say("Your answer is with the regulator."))


@bp.route("/<int:id>/extend", methods=["GET", "POST"])
def extend(id: int) -> ResponseReturnValue:
    return decide("extend", id, forms.ReasonForm(), say("The time to decide is extended."))


@bp.route("/<int:id>/uphold", methods=["GET", "POST"])
def uphold(id: int) -> ResponseReturnValue:
    form = forms.UpholdForm()
    measures = rules.MEASURES[queries.get(db.session(), id).about]
    form.measure.choices = [(one.value, name_of(one)) for one in measures]
    if Measure.SUSPENSION not in measures:
        del form.months
    return decide("uphold", id, form, say("The complaint is upheld."))


@bp.route("/<int:id>/dismiss", methods=["GET", "POST"])
def dismiss(id: int) -> ResponseReturnValue:
    return decide("dismiss", id, forms.DecideForm(), say("The complaint is dismissed."))


@bp.route("/<int:id>/withdraw", methods=["GET", "POST"])
def withdraw(id: int) -> ResponseReturnValue:
    return decide("withdraw", id, forms.ConfirmForm(), say("The complaint is withdrawn."))
