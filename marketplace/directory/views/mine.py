"""The pages of a firm's own people: entry, qualifications, practitioners."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.directory import operations, queries
from marketplace.directory.forms import DescribeForm, EmptyForm, PaperForm, PractitionerForm
from marketplace.directory.models import Firm
from marketplace.directory.rules.entry import missing
from marketplace.web import acting, done, page, reader
from marketplace.web.layout import menu
from marketplace.web.texts import translate

bp = Blueprint("my_firm", __name__, url_prefix="/my-firm")


menu(60, say("My firm"), "my_firm.show", roles={Role.INTERMEDIARY})


def mine(verb: str) -> Firm:
    """The reader's own firm, if he may do this to it."""
    firm = queries.mine(db.session(), reader().organisation_id)
    demand(reader(), f"directory.{verb}", firm)
    return firm


@bp.get("")
def show() -> ResponseReturnValue:
    """Where the firm stands, and what it should do next."""
    session, moment = db.session(), clock.now()
    firm = queries.of_organisation(session, reader().organisation_id)
    if firm is None:
        return page("directory/mine/begin.html", form=EmptyForm())
    return page(
        "directory/mine/show.html",
        form=EmptyForm(),
        firm=firm,
        missing=missing(queries.application(session, firm)),
        scans=queries.scans(session, firm.qualifications),
        clock_of=lambda due_at: queries.clock_of(session, due_at, moment),
        today=queries.today(moment),
        last_day=queries.last_day,
    )


@bp.post("/begin")
def begin() -> ResponseReturnValue:
    with acting() as act:
        operations.begin(act, None)
    return done(say("Begun. Fill in what is asked for, then apply."), url_for(".show"))


@bp.route("/describe", methods=["GET", "POST"])
def describe() -> ResponseReturnValue:
    firm = mine("describe")
    form = DescribeForm.of(firm, queries.choices(db.session()))
    if form.sent():
        with acting(form, firm) as act:
            operations.describe(act, firm, profile=form.profile())
            return done(say("Saved."), url_for(".show"))
    return page(
        "form.html", form=form, title=translate(say("Profile and contacts")), back=url_for(".show")
    )


@bp.route("/apply", methods=["GET", "POST"])
def apply() -> ResponseReturnValue:
    firm, form = mine("apply"), EmptyForm()
    if form.sent():
        with acting(form, firm) as act:
            operations.apply(act, firm)
            return done(say("Your application is sent."), url_for(".show"))
    return page("directory/mine/apply.html", form=form, firm=firm)


@bp.route("/leave", methods=["GET", "POST"])
def leave() -> ResponseReturnValue:
    firm, form = mine("leave"), EmptyForm()
    if form.sent():
        with acting(form, firm) as act:
            operations.leave(act, firm)
            return done(say("The firm has left the directory."), url_for(".show"))
    return page("directory/mine/leave.html", form=form)


@bp.post("/reopen")
def reopen() -> ResponseReturnValue:
    firm = mine("reopen")
    with acting(None, firm) as act:
        operations.reopen(act, firm)
    return done(say("Reopened. Correct it, then apply again."), url_for(".show"))


@bp.route("/add-practitioner", methods=["GET", "POST"])
def add_practitioner() -> ResponseReturnValue:
    firm, form = mine("add_practitioner"), PractitionerForm()
    if not form.is_submitted():
        form.employer.data = firm.organisation.name_zh
    if form.sent():
        with acting(form, firm) as act:
            operations.add_practitioner(act, firm, licence=form.licence())
            return done(say("Added."), url_for(".show"))
    title = translate(say("Add a practitioner"))
    return page("form.html", form=form, title=title, back=url_for(".show"))


@bp.post("/practitioners/<int:id>/end")
def end_practitioner(id: int) -> ResponseReturnValue:
    person = queries.practitioner(db.session(), id)
    with acting(None, person) as act:
        operations.end_practitioner(act, person)
    return done(say("Marked as left."), url_for(".show"))


@bp.route("/papers/new", methods=["GET", "POST"])
def draft_paper() -> ResponseReturnValue:
    firm = mine("draft_paper")
    form = PaperForm.of(queries.choices(db.session()), queries.kinds(db.session()), None)
    if form.sent():
        with acting(form, firm) as act:
            operations.draft_paper(act, firm, terms=form.wanted())
            return done(say("Qualification saved."), url_for(".show"))
    title = translate(say("Add a qualification"))
    return page("form.html", form=form, title=title, back=url_for(".show"))
