"""Who is at the door: the visitor behind a session, and what is asked of him first."""

from dataclasses import dataclass
from functools import cached_property

import structlog
from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user
from sqlalchemy.exc import SQLAlchemyError

from marketplace.accounts import operations, queries
from marketplace.accounts.models import Membership
from marketplace.accounts.queries import Seen
from marketplace.accounts.rules import names, sessions
from marketplace.accounts.rules.vault import Vault
from marketplace.core import clock
from marketplace.core.act import Actor, Role, writing
from marketplace.core.database import db
from marketplace.web import login, texts

bp = Blueprint("accounts", __name__, url_prefix="/accounts")
log = structlog.get_logger()
OPEN_DOORS = {"static", "web.language", "accounts.sign_out", "accounts.set_up_factor"}


@dataclass
class Visitor(UserMixin):
    """A signed-in person, as plain values: rolling back a session does not empty them."""

    token: str
    seen: Seen

    def __post_init__(self) -> None:
        self.id, self.name, self.locale = self.actor.person_id, self.seen.name, self.seen.locale

    def get_id(self) -> str:
        return self.token

    @property
    def actor(self) -> Actor:
        return self.seen.actor

    @property
    def role(self) -> Role:
        return self.actor.role

    @property
    def organisation_id(self) -> int:
        return self.actor.organisation_id

    @property
    def organisation_name(self) -> str:
        zh, en = self.seen.organisation_name_zh, self.seen.organisation_name_en
        return (zh or en) if texts.locale() == "zh" else (en or zh)

    @property
    def unread(self) -> int:
        """How many notices he has not read."""
        return self.seen.unread

    @property
    def device(self) -> str:
        """A mark of the browser he signed in with, kept with what he offers."""
        return self.seen.device_hash

    @cached_property
    def memberships(self) -> list[Membership]:
        return queries.memberships_of(db.session(), self.id)

    @property
    def lacks_second_factor(self) -> bool:
        return self.role in names.NEEDS_SECOND_FACTOR and not self.seen.has_second_factor


@login.user_loader
def visitor_of(token: str) -> Visitor | None:
    seen = queries.seen(db.session(), token, clock.now())
    return Visitor(token, seen) if seen else None


def vault() -> Vault:
    """The seal made from the hall's secret, once for each process."""
    if "vault" not in current_app.extensions:
        current_app.extensions["vault"] = Vault(str(current_app.config["SECRET_KEY"]))
    kept: Vault = current_app.extensions["vault"]
    return kept


@bp.before_app_request
def mark_seen() -> None:
    """At most once a minute, before the page begins to read; a failure costs nobody a page."""
    if request.endpoint == "static" or not current_user.is_authenticated:
        return
    if clock.now() - current_user.seen.seen_at < sessions.MARK_EVERY:
        return
    try:
        with writing(db.session(), current_user.actor) as act:
            operations.mark_seen(act, current_user.seen.sign_in_id)
    except SQLAlchemyError as error:
        log.warning("seen_not_marked", exc_info=error)


@bp.before_app_request
def ask_for_second_factor() -> ResponseReturnValue | None:
    """Regulators and the operator set one up before anything else, save in the demo."""
    if current_app.config["HALL_DEMO"] or request.endpoint in OPEN_DOORS:
        return None
    if not (current_user.is_authenticated and current_user.lacks_second_factor):
        return None
    return redirect(url_for("accounts.set_up_factor"), 303)
