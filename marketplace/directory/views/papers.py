"""One qualification, for the firm it belongs to."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import Text, say
from marketplace.directory import operations, queries
from marketplace.directory.forms import PaperForm
from marketplace.directory.models import Qualification
from marketplace.directory.views.mine import bp
from marketplace.web import acting, done, page, reader
from marketplace.web.texts import translate

HOME = "my_firm.show"


def form_for(paper: Qualification) -> PaperForm:
    demand(reader(), "directory.edit_paper", paper)
    session = db.session()
    return PaperForm.of(queries.choices(session), queries.kinds(session), paper)


@bp.route("/papers/<int:id>/edit", methods=["GET", "POST"])
def edit_paper(id: int) -> ResponseReturnValue:
    paper = queries.paper(db.session(), id)
    form = form_for(paper)
    if form.sent():
        with acting(form, paper) as act:
            operations.edit_paper(act, paper, terms=form.wanted())
            return done(say("Qualification saved."), url_for(HOME))
    return entry(paper, form, say("Edit the qualification"))


@bp.route("/papers/<int:id>/change", methods=["GET", "POST"])
def change_paper(id: int) -> ResponseReturnValue:
    """A new row; the old one stays in force until the new one is."""
    paper = queries.paper(db.session(), id)
    form = form_for(paper)
    if form.sent():
        with acting(form, paper.firm, paper) as act:
            operations.draft_paper(act, paper.firm, terms=form.wanted(), replaces=paper)
            return done(say("The change is saved. Send it to be checked."), url_for(HOME))
    return entry(paper, form, say("Change the qualification"))


@bp.post("/papers/<int:id>/submit")
def submit_paper(id: int) -> ResponseReturnValue:
    return pressed(id, operations.submit_paper, say("The qualification is sent to be checked."))


@bp.post("/papers/<int:id>/withdraw")
def withdraw_paper(id: int) -> ResponseReturnValue:
    return pressed(id, operations.withdraw_paper, say("The qualification is withdrawn."))


@bp.post("/papers/<int:id>/reopen")
def reopen_paper(id: int) -> ResponseReturnValue:
    return pressed(id, operations.reopen_paper, say("Reopened. Correct it, then send it again."))


def pressed(id: int, do: Callable[..., Any], message: Text) -> ResponseReturnValue:
    paper = queries.paper(db.session(), id)
    with acting(None, paper) as act:
        do(act, paper)
    return done(message, url_for(HOME))


def entry(paper: Qualification, form: PaperForm, title: Text) -> ResponseReturnValue:
    scans = queries.scans(db.session(), [paper]).get(paper.id, [])
    names = {"title": translate(title), "paper": paper, "scans": scans, "back": url_for(HOME)}
    return page("directory/mine/paper.html", form=form, **names)
