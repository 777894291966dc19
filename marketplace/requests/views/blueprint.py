"""What the pages of requests share."""

from typing import Any

from flask import Blueprint

from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.requests import queries
from marketplace.requests.models import Request
from marketplace.requests.operations import Terms
from marketplace.web import layout, reader
from marketplace.web.forms import Form

bp = Blueprint("requests", __name__, url_prefix="/requests")
layout.menu(30, say("Requests"), "requests.index")
layout.menu(60, say("Requests to check"), "requests.check", {Role.OPERATOR})


def get(id: int, verb: str = "") -> Request:
    """The request, for a reader who may see it and, if `verb` is named, do that to it."""
    found = queries.get(db.session(), id, reader())
    if verb:
        demand(reader(), f"requests.{verb}", found)
    return found


def terms_of(form: Form) -> Terms:
    """What a DraftForm says, without its files."""
    return Terms(**without_files(form))


def without_files(form: Form) -> dict[str, Any]:
    return {name: value for name, value in form.terms().items() if name != "files"}
