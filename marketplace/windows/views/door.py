"""The counters for everybody, and the house for those who work there."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from marketplace.accounts import queries as accounts
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.web import layout, page, public, reader
from marketplace.windows import queries
from marketplace.windows.forms import ConfirmForm

bp = Blueprint("windows", __name__, url_prefix="/windows")
layout.menu(75, say("Posts and attendance"), "windows.house", {Role.CLERK})
layout.footer(5, say("Counters"), "windows.index")


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    session = db.session()
    presence = queries.presence(session, clock.now())
    return page("windows/index.html", counters=queries.counters(session), presence=presence)


@bp.get("/house")
def house() -> ResponseReturnValue:
    """My own day, the posts of my house, and who is in."""
    demand(reader(), "windows.arrive")
    session, now, actor = db.session(), clock.now(), reader()
    body = accounts.organisation(session, actor.organisation_id)
    sheets = queries.sheets(session, body.id, now)
    names: dict[str, Any] = {
        "body": body,
        "posts": queries.posts_of(session, body.id),
        "counters": queries.counters_of(session, body.id),
        "staff": queries.staff(session, body),
        "sheets": sheets,
        "outings": queries.outings(session, body.id),
        "sheet": sheets.get(actor.person_id),
    }
    return page("windows/house.html", confirm=ConfirmForm(), me=actor.person_id, **names)
