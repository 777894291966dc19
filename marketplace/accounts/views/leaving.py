"""A new address, and the ways out of the hall."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from marketplace.accounts import operations, queries
from marketplace.accounts.forms import AskEmailForm, PasswordForm
from marketplace.accounts.rules import tokens
from marketplace.accounts.rules.terms import EMAIL, Mailed
from marketplace.accounts.views.account import myself, proves_himself
from marketplace.accounts.views.door import bp
from marketplace.accounts.views.joining import count_mail
from marketplace.accounts.views.letters import letter, link
from marketplace.accounts.views.organisations import seen_organisation
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.web import acting, done, page, public, reader
from marketplace.web.forms import Form


@bp.route("/ask_email", methods=["GET", "POST"])
def ask_email() -> ResponseReturnValue:
    person, form, word = myself(), AskEmailForm(), tokens.new()
    if form.sent() and proves_himself(form, person):
        email = form.terms()["email"]
        letters = {
            "email": letter("email", link=link(".change_email", word=word)),
            "known": letter("known", link=link(".ask_reset")),
        }
        with acting(form, person) as act:
            count_mail(act, email)
            mailed = Mailed(tokens.digest(word), letters)
            operations.ask_email(act, person, email=email, mailed=mailed)
            return page("accounts/mail_sent.html", email=email)
    return page("accounts/ask_email.html", form=form)


@bp.route("/change_email/<word>", methods=["GET", "POST"])
@public
def change_email(word: str) -> ResponseReturnValue:
    token, form = queries.token(db.session(), EMAIL, word), Form()
    if form.sent():
        told = letter("email_changed", link=link(".ask_reset"))
        with acting(form, token) as act:
            operations.change_email(act, token, letter=told)
            return done(say("Your new address is confirmed. Sign in with it."), url_for(".account"))
    return page("accounts/change_email.html", form=form, email=token.email)


@bp.route("/organisations/<int:id>/close", methods=["GET", "POST"])
def close_organisation(id: int) -> ResponseReturnValue:
    found, form, me = seen_organisation(id), PasswordForm(), myself()
    demand(reader(), "accounts.close_organisation", found)
    if form.sent() and proves_himself(form, me):
        with acting(form, found) as act:
            operations.close_organisation(act, found)
            return done(say("The organisation is closed."), url_for(".sign_in"))
    return page("accounts/close_organisation.html", form=form, organisation=found)


@bp.post("/organisations/<int:id>/reopen")
def reopen_organisation(id: int) -> ResponseReturnValue:
    found = seen_organisation(id)
    with acting(None, found) as act:
        operations.reopen_organisation(act, found)
    return done(say("The organisation is open again."), url_for(".organisation", id=id))


@bp.route("/close_account", methods=["GET", "POST"])
def close_account() -> ResponseReturnValue:
    person, form = myself(), PasswordForm()
    if form.sent() and proves_himself(form, person):
        with acting(form, person) as act:
            operations.close_account(act, person)
        logout_user()
        return done(say("Your account is closed."), "/")
    return page("accounts/close_account.html", form=form)
