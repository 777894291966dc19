"""What the owner may still do after publishing, and after a failure."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.texts import say
from marketplace.files import operations as files
from marketplace.requests import operations
from marketplace.requests.forms import ConfirmForm, DirectForm, ReasonForm, RevisionForm
from marketplace.requests.operations import Direct, Revision
from marketplace.requests.views.blueprint import bp, get, without_files
from marketplace.web import acting, done, page


@bp.route("/<int:id>/revise", methods=["GET", "POST"])
def revise(id: int) -> ResponseReturnValue:
    asked = get(id, "revise")
    form = RevisionForm(obj=asked, data={"reason": ""})
    if form.sent():
        with acting(form, asked) as act:
            operations.revise(act, asked, terms=Revision(**without_files(form)))
            files.keep_all(act, asked, files=form.files.data, purpose="request", is_public=True)
            return done(say("The new version is published."), url_for(".show", id=id))
    return page("requests/revise.html", form=form, asked=asked)


@bp.route("/<int:id>/withdraw", methods=["GET", "POST"])
def withdraw(id: int) -> ResponseReturnValue:
    asked, form = get(id, "withdraw"), ReasonForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.withdraw(act, asked, **form.terms())
            return done(say("The request is withdrawn."), url_for(".show", id=id))
    return page("requests/withdraw.html", form=form, asked=asked)


@bp.route("/<int:id>/renotice", methods=["GET", "POST"])
def renotice(id: int) -> ResponseReturnValue:
    asked, form = get(id, "renotice"), ConfirmForm()
    if form.sent():
        with acting(form, asked) as act:
            again = operations.renotice(act, asked)
            return done(say("The request is noticed again."), url_for(".show", id=again.id))
    return page("requests/renotice.html", form=form, asked=asked)


@bp.route("/<int:id>/leave", methods=["GET", "POST"])
def leave(id: int) -> ResponseReturnValue:
    asked, form = get(id, "leave"), ConfirmForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.leave(act, asked)
            return done(say("The request has left your desk."), url_for("desk.mine"))
    return page("requests/leave.html", form=form, asked=asked)


@bp.route("/<int:id>/go_direct", methods=["GET", "POST"])
def go_direct(id: int) -> ResponseReturnValue:
    asked, form = get(id, "go_direct"), DirectForm()
    if form.sent():
        with acting(form, asked) as act:
            direct = operations.go_direct(act, asked, terms=Direct(**form.terms()))
            text = say("The direct selection is drafted. Hand it in for check when it is ready.")
            return done(text, url_for(".show", id=direct.id))
    return page("requests/go_direct.html", form=form, asked=asked)
