"""Signing in and out."""

from typing import Any

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from marketplace.accounts import operations, queries
from marketplace.accounts.forms import SignInForm
from marketplace.accounts.models import Person
from marketplace.accounts.rules import names, passwords, sessions, throttle, tokens
from marketplace.accounts.views.door import bp, vault, visitor_of
from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.errors import BadInputError
from marketplace.core.texts import say
from marketplace.web import acting, page, public, reader
from marketplace.web.forms import Form
from marketplace.web.layout import own_path

WRONG = say(
    "The e-mail address or the password is wrong. After very many failures only a new password"
    " helps: use “Forgotten password”."
)


@bp.route("/sign_in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect("/", 303)
    form = SignInForm()
    email, password = form.email.data or "", form.password.data or ""
    if form.sent() and is_free(form, email):
        person = welcome(email, password)
        if person is not None:
            return begin(person) if not person.totp_secret else ask_factor(person)
        form.refuse(BadInputError("password", WRONG))
    accounts = queries.demo_accounts(db.session()) if current_app.config["HALL_DEMO"] else []
    return page(
        "accounts/sign_in.html", form=form, accounts=accounts, demo_password=names.DEMO_PASSWORD
    )


def is_free(form: Form, email: str) -> bool:
    """Count the try before the password is looked at; refused on the form when too many."""
    with acting(form) as act:
        for what, who in marks(email).items():
            operations.attempt(act, None, what=what, who=who)
    return not form.errors


def marks(email: str) -> dict[str, str]:
    """Under which marks a try at this account from here is counted."""
    address = request.remote_addr or ""
    account = vault().mark("account", f"{names.email_key(email)}\0{address}")
    return {"address": vault().mark("address", address), "account": account}


def welcome(email: str, password: str) -> Person | None:
    """The person, when the password is right; it takes the same time when nobody is there."""
    person = queries.person_by_email(db.session(), email)
    fits = passwords.fits(person.password_hash if person else "", password)
    if person and fits and _may_enter(person):
        return _with_fresh_hash(person, password)
    with acting() as act:
        operations.fail_to_sign_in(act, person)
    return None


def _with_fresh_hash(person: Person, password: str) -> Person:
    """When the parameters of hashing have changed, this is the moment that has the password."""
    if passwords.is_stale(person.password_hash):
        fresh = passwords.hash_of(password)
        with acting(None, person) as act:
            operations.rehash(act, person, fresh)
    return person


def _may_enter(person: Person) -> bool:
    lives = person.confirmed_at is not None and person.disabled_at is None
    return lives and person.failures < throttle.FAILURES_UNTIL_RESET


def ask_factor(person: Person) -> ResponseReturnValue:
    """Remember the first half in a new cookie; it dies with the password and after minutes."""
    session.clear()
    session["half"] = [person.id, clock.now().timestamp(), _half_mark(person)]
    return redirect(url_for(".use_factor", next=request.args.get("next")), 303)


def _half_mark(person: Person) -> str:
    return vault().mark("half", person.password_hash)


def half_of(half: Any) -> Person | None:
    """Whose right password this browser gave minutes ago."""
    if not half or clock.now().timestamp() - half[1] > sessions.HALF_LIVES.total_seconds():
        return None
    person = queries.person(db.session(), half[0])
    return person if _half_mark(person) == half[2] and _may_enter(person) else None


def begin(person: Person, *, with_factor: bool = False) -> ResponseReturnValue:
    """A new token in a new cookie: what was in the old one is gone."""
    token = tokens.new()
    with acting(None, person) as act:
        operations.sign_in(
            act,
            person,
            token_hash=tokens.digest(token),
            with_factor=with_factor,
            device_hash=device(),
        )
        operations.forgive(act, **marks(person.email))
    session.clear()
    login_user(visitor_of(token))
    return redirect(own_path(request.args.get("next", "/")), 303)


def device() -> str:
    """The same mark for the same browser at the same address; nothing can be read from it."""
    seen = (request.remote_addr, request.user_agent.string, request.accept_languages.to_header())
    return vault().mark("device", "\0".join(map(str, seen)))


@bp.post("/sign_out")
@public
def sign_out() -> ResponseReturnValue:
    """End the session for good: its row goes, the cookie is emptied."""
    if current_user.is_authenticated:
        sign_in = queries.my_sign_in(db.session(), current_user.seen.sign_in_id, reader())
        with acting(None, sign_in) as act:
            operations.sign_out(act, sign_in)
    logout_user()
    session.clear()
    answer = redirect("/", 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
