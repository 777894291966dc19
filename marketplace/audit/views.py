"""The log for auditors, and the history of one thing."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from marketplace.audit import queries
from marketplace.audit.queries import Filters
from marketplace.audit.rules import PATHS, path_of
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.web import layout, page, reader

bp = Blueprint("audit", __name__, url_prefix="/audit")
layout.menu(80, say("Log of facts"), "audit.index", {Role.AUDITOR})
LONGEST = 100


@bp.get("")
def index() -> ResponseReturnValue:
    asked = {key: request.args.get(key, "").strip()[:LONGEST] for key in ("name", "kind", "person")}
    before = request.args.get("before", 0, type=int)
    found = queries.page(db.session(), reader(), Filters(**asked), before)
    kinds = [(kind, kind) for kind in sorted(PATHS)]
    return page("audit/index.html", found=found, asked=asked, kinds=kinds)


@bp.get("/<kind>/<int:id>")
def history(kind: str, id: int) -> ResponseReturnValue:
    found = queries.history(db.session(), reader(), kind, id)
    return page("audit/history.html", found=found, kind=kind, id=id, path=path_of(kind, id))
