"""Is the hall ready? One address for whoever watches over it."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from marketplace.core import clock, words
from marketplace.core.database import db
from marketplace.jobs import queries
from marketplace.web import public

bp = Blueprint("jobs", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """200 when web, database, index and worker are ready, else 503; which one is not, in JSON."""
    parts = {"web": True, "database": _database(), "index": words.is_ready()}
    parts["worker"] = parts["database"] and queries.worker_is_alive(db.session(), clock.now())
    ready = all(parts.values())
    answer = jsonify(ready=ready, demo=bool(current_app.config["HALL_DEMO"]), **parts)
    return answer, 200 if ready else 503


def _database() -> bool:
    try:
        db.session.execute(text("SELECT 1 FROM rule_sets")).first()
    except SQLAlchemyError:
        return False
    return True
