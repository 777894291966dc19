"""My cases, one case, one application, the utilities."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.cases import policy, queries
from marketplace.cases.forms import ConfirmForm
from marketplace.cases.views.door import RULE, bp, cursor, due_of, seen, wait_of, waits
from marketplace.cases.views.verbs import verbs
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError
from marketplace.web import page, reader

LISTS = ("open", "over")


@bp.get("/mine")
def mine() -> ResponseReturnValue:
    what = request.args.get("what", "open")
    what = what if what in LISTS else "open"
    found = queries.mine(db.session(), reader(), what, cursor())
    more = url_for(".mine", what=what, before=found.next) if found.next else ""
    names: dict[str, Any] = {"found": found, "what": what, "more": more}
    return page("cases/mine.html", waits=waits(list(found.rows)), **names)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    case, session = seen(id), db.session()
    whole = policy.READERS(reader(), case)
    names: dict[str, Any] = {
        "clocks": queries.clocks(session, case, clock.now()),
        "wait": wait_of(due_of(case)),
        "papers": [one for one in case.attachments if policy.sees_paper(reader(), one)],
        "lacking": {paper.id: paper for paper in queries.papers(case)},
        "files": queries.files_of_work(session, case),
        "whole": whole,
        "confirm": ConfirmForm(),
    }
    return page("cases/show.html", case=case, verbs=verbs(case), **names)


@bp.get("/applications/<int:id>")
def application(id: int) -> ResponseReturnValue:
    found = queries.application(db.session(), id)
    if not policy.sees_application(reader(), found):
        raise NotAllowedError(rule=RULE)
    states = {case.id: {p.id: p for p in queries.papers(case)} for case in found.cases}
    had = {case.id: queries.papers_hall_has(db.session(), case) for case in found.cases}
    names: dict[str, Any] = {"papers": states, "had": had, "living": queries.living}
    return page("cases/application.html", application=found, confirm=ConfirmForm(), **names)


@bp.get("/<int:id>/letter")
def letter(id: int) -> ResponseReturnValue:
    """The commitment on a page to print."""
    return page("cases/letter.html", case=seen(id))


@bp.get("/utilities")
def utilities() -> ResponseReturnValue:
    """Those an owner is to be called by, or those a utility is to call."""
    session, actor = db.session(), reader()
    if actor.role is Role.OWNER:
        found = queries.contacts_of_owner(session, actor.organisation_id)
    elif actor.role is Role.REGULATOR:
        found = queries.contacts_of_utility(session, actor.organisation_id)
    else:
        raise NotAllowedError
    due = {one.id: wait_of(one.due_at) for one in found}
    return page("cases/utilities.html", contacts=found, waits=due)
