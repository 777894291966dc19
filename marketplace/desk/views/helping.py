"""Help, privacy, accessibility: pages that say what is true."""

from flask import current_app
from flask.typing import ResponseReturnValue

from marketplace.core import clock, places, rulesets
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.desk.views.door import bp
from marketplace.web import page, public

TOPICS = ("owners", "firms", "sealed-price", "complaints", "accounts")


@bp.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 (the page's own name)
    return page("help/index.html", settings=places.shown(db.session()))


@bp.get("/help/<topic>")
@public
def topic(topic: str) -> ResponseReturnValue:
    if topic not in TOPICS:
        raise NotFoundError
    figures = rulesets.in_force(db.session(), clock.now()).rules
    return page(f"help/{topic.replace('-', '_')}.html", rules=figures)


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    cookie = current_app.config["SESSION_COOKIE_NAME"]
    return page("help/privacy.html", settings=places.shown(db.session()), cookie=cookie)


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return page("help/accessibility.html", settings=places.shown(db.session()))
