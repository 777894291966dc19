"""What the pages of selection share."""

from flask import Blueprint

from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.requests import queries as requests
from marketplace.requests.models import Request
from marketplace.web import layout, reader

bp = Blueprint("selection", __name__)
layout.menu(50, say("My offers"), "selection.index", {Role.INTERMEDIARY})


def request_for(id: int, verb: str = "", *, plain: bool = False) -> Request:
    """The request, for a reader who may see it and, if `verb` is named, do that to it.

    `plain` leaves out what only its page shows.
    """
    found = (requests.plain if plain else requests.get)(db.session(), id, reader())
    if verb:
        demand(reader(), f"selection.{verb}", found)
    return found
