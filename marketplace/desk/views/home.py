"""What a citizen sees first, and one box to find everything."""

from datetime import datetime

from flask import request
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.database import db
from marketplace.desk import queries
from marketplace.desk.views.door import bp
from marketplace.web import page, public, reader

LONGEST_WORDS = 100


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    counts = queries.counts(session)
    return page(
        "desk/home.html",
        counts=counts,
        counted_at=datetime.fromisoformat(counts.at) if counts.at else None,
        newest=queries.newest_requests(session, now),
    )


@bp.get("/find")
@public
def find() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:LONGEST_WORDS]
    found = {one.kind: one for one in queries.find(db.session(), text, reader()) if one.rows}
    return page("desk/find.html", text=text, kinds=found)
