"""Flask's side of the floor: the door, the transaction, the page, the refusal."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import structlog
from flask import Flask, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin, LoginManager, current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from marketplace.core import clock, panels, rulesets
from marketplace.core.act import STRANGER, Act, Actor, Role, writing
from marketplace.core.database import db
from marketplace.core.errors import BadInputError, DomainError, WrongStateError
from marketplace.core.policy import may
from marketplace.core.texts import Text, say
from marketplace.web import layout, lists, security, texts
from marketplace.web.forms import Form
from marketplace.web.templates import Environment, render
from marketplace.web.trail import ways

View = TypeVar("View", bound=Callable[..., Any])
login = LoginManager()
RETRY_AFTER_SECONDS = "10"
log = structlog.get_logger()


class Stranger(AnonymousUserMixin):
    """Somebody who has not signed in; an actor like any other, allowed little."""

    id = 0
    role = Role.STRANGER
    actor = STRANGER
    name = organisation_name = locale = ""
    unread = 0


login.anonymous_user = Stranger


def public(view: View) -> View:
    """Marks a page that strangers may see. Every other page asks them to sign in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(endpoint: str | None) -> bool:
    view = current_app.view_functions.get(endpoint or "")
    return view is None or endpoint == "static" or getattr(view, "is_public", False)


def keep_strangers_out() -> ResponseReturnValue | None:
    if is_public(request.endpoint) or current_user.is_authenticated:
        return None
    if request.method != "GET":
        return redirect(url_for("accounts.sign_in"), 303)
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)


def reader() -> Actor:
    """Who is looking at this page."""
    return current_user.actor  # type: ignore[no-any-return]


@contextmanager
def acting(form: Form | None = None, *things: object) -> Iterator[Act]:
    """The only place that commits. A refusal about a field of `form` is shown on that field."""
    try:
        with writing(db.session(), reader(), *things) as act:
            yield act
    except BadInputError as error:
        if form is None or not form.refuse(error):
            raise


def page(template: str, form: Form | None = None, **names: Any) -> tuple[str, int]:
    """Render a template; a form that was refused answers 422."""
    status = BadInputError.status if form is not None and form.errors else 200
    return render(template, form=form, **names), status


def in_force() -> rulesets.Rules:
    """The hall's figures as they are today: for pages about what has not begun yet."""
    return rulesets.in_force(db.session(), clock.now()).rules


def done(message: Text, url: str) -> Response:
    """Say that it is done, and show the next page."""
    flash(texts.translate(message))
    return redirect(url, 303)


def refuse(error: DomainError) -> tuple[str, int]:
    template = "errors/not_found.html" if error.status == 404 else "errors/refused.html"
    return render(template, error=error), error.status


def refuse_http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # no address of ours can be written under this host name
        return Response("This hall does not answer to this host name.\n", error.code)
    template = "errors/not_found.html" if error.code == 404 else "errors/refused.html"
    text = say("This request cannot be answered (%(code)s).", code=error.code)
    return render(template, error=DomainError(text)), error.code or 500


def refuse_forged(_: CSRFError) -> tuple[str, int]:
    text = say("This form was open too long or in another window. Go back, reload, send again.")
    return render("errors/refused.html", error=DomainError(text)), 400


def refuse_unfit(error: Exception) -> tuple[str, int]:
    """A number or a text that no column can hold: nobody wrote it in good faith, nothing broke."""
    log.warning("unfit", error=type(error).__name__)
    db.session.rollback()
    text = say("This request holds a number or a text that the hall cannot keep.")
    return render("errors/refused.html", error=DomainError(text)), 400


def refuse_twin(error: Exception) -> tuple[str, int]:
    """The table said no: somebody entered the same in the same second."""
    log.warning("twin", error=type(error).__name__)
    db.session.rollback()
    text = say("Somebody has entered the same in the meantime. Go back, reload, look again.")
    return render("errors/refused.html", error=DomainError(text)), WrongStateError.status


def alone(template: str) -> str:
    """A page without what stands around pages: that may need the very thing that broke."""
    return current_app.jinja_env.get_template(template).render()


def refuse_busy(error: Exception) -> tuple[str, int, dict[str, str]]:
    """The database is locked, full or away: nothing was changed, and it may go later."""
    log.error("database", error=type(error).__name__, exc_info=error)
    with suppress(OperationalError):
        db.session.rollback()
    return alone("errors/busy.html"), 503, {"Retry-After": RETRY_AFTER_SECONDS}


def break_down(error: Exception) -> tuple[str, int]:
    """The last resort: nothing of the fault is shown, everything is logged."""
    log.error("unhandled", exc_info=error)
    db.session.rollback()
    return alone("errors/broken.html"), 500


def visitor_may(permission: str, thing: object = None) -> bool:
    return may(reader(), permission, thing)


def panels_of(place: str, thing: object) -> list[panels.Panel]:
    return panels.panels(db.session(), place, reader(), thing)


def begin() -> None:
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=secrets.token_hex(8))


def init_app(app: Flask, proxies: int = 0) -> None:
    app.jinja_environment = Environment
    app.before_request(begin)
    security.init_app(app, proxies)
    texts.init_app(app)
    layout.init_app(app)
    login.init_app(app)
    login.session_protection = None
    app.before_request(keep_strangers_out)
    app.register_error_handler(DomainError, refuse)
    app.register_error_handler(CSRFError, refuse_forged)
    app.register_error_handler(HTTPException, refuse_http)
    for unfit in (OverflowError, DataError):  # SQLite's way of saying it, and PostgreSQL's
        app.register_error_handler(unfit, refuse_unfit)
    app.register_error_handler(IntegrityError, refuse_twin)
    app.register_error_handler(OperationalError, refuse_busy)
    app.register_error_handler(Exception, break_down)
    app.jinja_env.filters["options"] = lists.options
    app.jinja_env.globals |= {"may": visitor_may, "panels": panels_of, "clock": clock}
    app.jinja_env.globals |= {"in_force": in_force, "ways": ways}
