"""The log for auditors, and the history of one thing."""

from operator import itemgetter
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from marketplace.audit import queries
from marketplace.audit.queries import Filters
from marketplace.audit.rules import DETAILS, PATHS, STEPS, THINGS, path_of, said, steps_like
from marketplace.audit.views.blueprint import bp
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.web import layout, page, reader
from marketplace.web.texts import translate

layout.menu(80, say("Log of facts"), "audit.index", {Role.AUDITOR})
LONGEST = 100
WORDS: dict[str, Any] = {"steps": STEPS, "things": THINGS, "details": DETAILS, "said": said}


@bp.get("/audit")
def index() -> ResponseReturnValue:
    asked = {key: request.args.get(key, "").strip()[:LONGEST] for key in ("name", "kind", "person")}
    before = request.args.get("before", 0, type=int)
    steps = tuple(steps_like(asked["name"], translate)) if asked["name"] else ()
    found = queries.page(db.session(), reader(), Filters(**asked, steps=steps), before)
    kinds = sorted(((kind, translate(THINGS[kind])) for kind in PATHS), key=itemgetter(1))
    return page("audit/index.html", found=found, asked=asked, kinds=kinds, **WORDS)


@bp.get("/audit/<kind>/<int:id>")
def history(kind: str, id: int) -> ResponseReturnValue:
    found = queries.history(db.session(), reader(), kind, id)
    path = path_of(kind, id)
    return page("audit/history.html", found=found, kind=kind, id=id, path=path, **WORDS)
