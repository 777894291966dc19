"""The operator's check."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.policy import demand_reading
from marketplace.core.texts import say
from marketplace.requests import operations, queries
from marketplace.requests.forms import ConfirmForm, ReasonForm
from marketplace.requests.views.blueprint import bp, get
from marketplace.web import acting, done, page, reader


@bp.get("/check")
def check() -> ResponseReturnValue:
    demand_reading(reader(), "requests.publish")
    return page("requests/check.html", waiting=queries.to_check(db.session()))


@bp.route("/<int:id>/publish", methods=["GET", "POST"])
def publish(id: int) -> ResponseReturnValue:
    asked, form = get(id, "publish"), ConfirmForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.publish(act, asked)
            return done(say("The request is published."), url_for(".show", id=id))
    return page("requests/publish.html", form=form, asked=asked)


@bp.route("/<int:id>/give_back", methods=["GET", "POST"])
def give_back(id: int) -> ResponseReturnValue:
    asked, form = get(id, "give_back"), ReasonForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.give_back(act, asked, **form.terms())
            return done(say("The request is with its owner again."), url_for(".check"))
    return page("requests/give_back.html", form=form, asked=asked)
