"""The second page of a draft: what its method goes by, and who evaluates."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.queries import people_of
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.requests import operations
from marketplace.requests.forms import DetailForm, PeopleForm
from marketplace.requests.models import Request
from marketplace.requests.rules.details import LISTED, SHORTENED, WEIGHED, Details
from marketplace.requests.states import Aspect, Method
from marketplace.requests.views.blueprint import bp, get
from marketplace.web import acting, done, page


@bp.route("/<int:id>/detail", methods=["GET", "POST"])
def detail(id: int) -> ResponseReturnValue:
    asked = get(id, "detail")
    form = _form_for(asked)
    if form.sent():
        with acting(form, asked) as act:
            operations.detail(act, asked, terms=_details(form))
            text = say("The terms of the method are kept; they are published with the request.")
            return done(text, url_for(".show", id=id))
    return page("requests/detail.html", form=form, asked=asked)


@bp.route("/<int:id>/appoint", methods=["GET", "POST"])
def appoint(id: int) -> ResponseReturnValue:
    asked = get(id, "appoint")
    form = PeopleForm(data={"people": [one.person_id for one in asked.evaluators]})
    known = people_of(db.session(), asked.owner_id, Role.OWNER)
    form.people.choices = [(person.id, person.name) for person in known]
    if form.sent():
        with acting(form, asked) as act:
            operations.appoint(act, asked, **form.terms())
            return done(say("The evaluators are named."), url_for(".show", id=id))
    return page("requests/appoint.html", form=form, asked=asked)


def _form_for(asked: Request) -> DetailForm:
    """Only the fields that this method goes by, filled with what was said before."""
    form = DetailForm(data=_kept(asked) if request.method == "GET" else None)
    method = asked.method
    unwanted = [] if method in WEIGHED else [*form.of_criteria()]
    unwanted += [] if method is Method.MERIT else ["hiding", "price_weight"]
    unwanted += [] if method in LISTED else ["long_list"]
    unwanted += [] if method in SHORTENED else ["short_list"]
    for name in unwanted:
        if name in form:
            del form[name]
    return form


def _kept(asked: Request) -> dict[str, object]:
    kept: dict[str, object] = {
        "hiding": asked.hiding, "long_list": asked.long_list, "short_list": asked.short_list,
    }  # fmt: skip
    for one in asked.criteria or []:
        kept |= {f"{one['aspect']}_weight": one["weight"], f"{one['aspect']}_text": one["text"]}
    return kept


def _details(form: DetailForm) -> Details:
    said = form.terms()
    criteria = [
        {"aspect": aspect.value, "weight": weight, "text": said.get(f"{aspect}_text") or ""}
        for aspect in Aspect
        if (weight := said.get(f"{aspect}_weight"))
    ]
    return Details(criteria, said.get("hiding"), said.get("long_list"), said.get("short_list"))
