"""The public page of an owner."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.desk import queries
from marketplace.desk.views.door import bp
from marketplace.web import page, public


@bp.get("/owners/<int:id>")
@public
def owner(id: int) -> ResponseReturnValue:
    found = queries.owner(db.session(), id, request.args.get("before", 0, type=int))
    more = url_for(".owner", id=id, before=found.after) if found.after else ""
    return page("desk/owner.html", found=found, more=more)
