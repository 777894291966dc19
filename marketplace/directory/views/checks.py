"""The checker's desk: applications and qualifications by the end of their clock."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError
from marketplace.core.policy import demand
from marketplace.core.texts import Text, say
from marketplace.directory import operations, queries
from marketplace.directory.forms import EmptyForm, GiveBackForm, RefuseForm
from marketplace.web import acting, done, page, reader, texts
from marketplace.web.forms import Form
from marketplace.web.layout import menu
from marketplace.web.texts import translate

bp = Blueprint("entry_checks", __name__, url_prefix="/entry-checks")
menu(61, say("Entry checks"), "entry_checks.index", roles={Role.OPERATOR})
READERS = {Role.OPERATOR, Role.AUDITOR}
Do = Callable[..., Any]


@bp.before_request
def for_checkers() -> None:
    if reader().role is not Role.STRANGER and reader().role not in READERS:
        raise NotAllowedError


@bp.get("")
def index() -> ResponseReturnValue:
    return page("directory/checks/index.html", waiting=queries.waiting(db.session(), clock.now()))


@bp.get("/firms/<int:id>")
def show(id: int) -> ResponseReturnValue:
    """All that an application says, on one page."""
    session = db.session()
    firm = queries.get(session, id)
    return page(
        "directory/checks/firm.html",
        form=EmptyForm(),
        firm=firm,
        scans=queries.scans(session, firm.qualifications),
        elsewhere=queries.people_elsewhere(session, firm),
        clock=queries.clock_of(session, firm.check_due_at, clock.now()),
    )


@bp.get("/papers/<int:id>")
def show_paper(id: int) -> ResponseReturnValue:
    session = db.session()
    paper = queries.paper(session, id)
    return page(
        "directory/checks/paper.html",
        form=EmptyForm(),
        paper=paper,
        firm=paper.firm,
        old=queries.paper(session, paper.replaces_id) if paper.replaces_id else None,
        scans=queries.scans(session, [paper]),
        clock=queries.clock_of(session, paper.check_due_at, clock.now()),
    )


@bp.post("/firms/<int:id>/admit")
def admit(id: int) -> ResponseReturnValue:
    firm = queries.get(db.session(), id)
    return decide(firm, EmptyForm(), operations.admit, say("Admitted. This is public now."))


@bp.route("/firms/<int:id>/give-back", methods=["GET", "POST"])
def give_back(id: int) -> ResponseReturnValue:
    firm = queries.get(db.session(), id)
    return decide(firm, GiveBackForm(), operations.give_back, say("Returned with all its faults."))


@bp.route("/firms/<int:id>/refuse", methods=["GET", "POST"])
def refuse(id: int) -> ResponseReturnValue:
    firm = queries.get(db.session(), id)
    return decide(firm, RefuseForm(), operations.refuse, say("Refused."))


@bp.post("/papers/<int:id>/accept")
def accept_paper(id: int) -> ResponseReturnValue:
    paper = queries.paper(db.session(), id)
    message = say("The qualification is accepted.")
    return decide(paper, EmptyForm(), operations.accept_paper, message)


@bp.route("/papers/<int:id>/give-back", methods=["GET", "POST"])
def give_back_paper(id: int) -> ResponseReturnValue:
    paper = queries.paper(db.session(), id)
    message = say("Returned with all its faults.")
    return decide(paper, GiveBackForm(), operations.give_back_paper, message)


@bp.route("/papers/<int:id>/refuse", methods=["GET", "POST"])
def refuse_paper(id: int) -> ResponseReturnValue:
    paper = queries.paper(db.session(), id)
    return decide(paper, RefuseForm(), operations.refuse_paper, say("Refused."))


def decide(thing: Any, form: Form, do: Do, message: Text) -> ResponseReturnValue:
    """Do what was decided, or ask for the words of it."""
    demand(reader(), f"directory.{do.__name__}", thing)
    if form.sent():
        with acting(form, thing) as act:
            do(act, thing, **form.terms())
            return done(message, url_for(".index"))
    return page("form.html", form=form, **around(thing, form))


def around(thing: Any, form: Form) -> dict[str, Any]:
    """What stands around the words of a decision: whom it is about, what follows, the way back."""
    title, firm = translate(TITLES[type(form)]), getattr(thing, "firm", thing)
    name = texts.name(firm.organisation)
    back = url_for(".show_paper" if thing is not firm else ".show", id=thing.id)
    above = (translate(say("Entry checks")), url_for(".index"))
    return {
        "title": title,
        "submit": title,
        "caption": name,
        "back": back,
        "crumbs": [above, (name, back), (title, "")],
        "what_next": translate(FOLLOWS[type(form)]),
        "dangerous": isinstance(form, RefuseForm),
    }


FOLLOWS: dict[type[Form], Text] = {
    EmptyForm: say("It is in force at once, and public."),
    GiveBackForm: say("The firm reads what you write, corrects it and hands it in once more."),
    RefuseForm: say("The firm reads your reason. It may begin a new application."),
}
TITLES: dict[type[Form], Text] = {
    EmptyForm: say("Accept"),
    GiveBackForm: say("Return for correction"),
    RefuseForm: say("Refuse"),
}
