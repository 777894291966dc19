"""Signing up, proving the address, setting a new password; none says whether an account exists."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts import operations, queries
from marketplace.accounts.forms import AskResetForm, NewPassword, SignUpForm
from marketplace.accounts.rules import names, passwords, tokens
from marketplace.accounts.rules.terms import CONFIRM, RESET, Mailed, Newcomer
from marketplace.accounts.views.door import bp, vault
from marketplace.accounts.views.letters import letter, link
from marketplace.core.act import Act
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.web import acting, done, page, public
from marketplace.web.forms import Form
from marketplace.web.texts import locale


@bp.route("/sign_up", methods=["GET", "POST"])
@public
def sign_up() -> ResponseReturnValue:
    form = SignUpForm()
    if form.sent():
        newcomer, mailed = _newcomer(form), _confirmation()
        with acting(form) as act:
            count_mail(act, newcomer.email)
            operations.sign_up(act, None, newcomer=newcomer, mailed=mailed)
            return page("accounts/mail_sent.html", email=newcomer.email)
    return page("accounts/sign_up.html", form=form)


def _newcomer(form: Form) -> Newcomer:
    asked = form.terms()
    hashed = passwords.hash_of(asked["password"])
    return Newcomer(asked["email"], asked["name"], hashed, locale())


def _confirmation() -> Mailed:
    word = tokens.new()
    letters = {
        "confirm": letter("confirm", link=link(".confirm", word=word)),
        "known": letter("known", link=link(".ask_reset")),
    }
    return Mailed(tokens.digest(word), letters)


def count_mail(act: Act, email: str) -> None:
    """Few mails to one address, and from one address, so that nobody is flooded."""
    for what, who in (("mail", names.email_key(email)), ("address", request.remote_addr or "")):
        operations.attempt(act, None, what=what, who=vault().mark(what, who), field="email")


@bp.route("/confirm/<word>", methods=["GET", "POST"])
@public
def confirm(word: str) -> ResponseReturnValue:
    token, form = queries.token(db.session(), CONFIRM, word), Form()
    if form.sent():
        with acting(form, token) as act:
            operations.confirm(act, token)
            return done(say("Your address is confirmed. Sign in."), url_for(".sign_in"))
    return page("accounts/confirm.html", form=form)


@bp.route("/ask_reset", methods=["GET", "POST"])
@public
def ask_reset() -> ResponseReturnValue:
    form, word = AskResetForm(), tokens.new()
    if form.sent():
        email = form.terms()["email"]
        letters = {"reset": letter("reset", link=link(".reset_password", word=word))}
        with acting(form) as act:
            count_mail(act, email)
            mailed = Mailed(tokens.digest(word), letters)
            operations.ask_reset(act, None, email=email, mailed=mailed)
            return page("accounts/mail_sent.html", email=email)
    return page("accounts/ask_reset.html", form=form)


@bp.route("/reset_password/<word>", methods=["GET", "POST"])
@public
def reset_password(word: str) -> ResponseReturnValue:
    token, form = queries.token(db.session(), RESET, word), NewPassword()
    person = queries.person(db.session(), token.person_id)
    form.own = (person.email, person.name)
    if form.sent():
        hashed = passwords.hash_of(form.terms()["password"])
        told = letter("password", link=link(".ask_reset"))
        with acting(form, token) as act:
            operations.reset_password(act, token, password_hash=hashed, letter=told)
            return done(say("Your new password is set. Sign in."), url_for(".sign_in"))
    return page("accounts/reset_password.html", form=form)
