"""My account: what I said of myself, my password, my sessions, my mails, my organisations."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from marketplace.accounts import operations, queries
from marketplace.accounts.forms import ChangePasswordForm, MailsForm, PersonForm
from marketplace.accounts.models import Person
from marketplace.accounts.rules import names, passwords
from marketplace.accounts.views.door import bp, vault
from marketplace.accounts.views.letters import letter, link
from marketplace.core.database import db
from marketplace.core.errors import BadInputError
from marketplace.core.texts import say
from marketplace.web import acting, done, page, reader
from marketplace.web.forms import Form
from marketplace.web.layout import on_language


def myself() -> Person:
    return queries.person(db.session(), reader().person_id)


@bp.route("/")
def account() -> ResponseReturnValue:
    person = myself()
    left = queries.recovery_codes_left(db.session(), person.id)
    return page("accounts/account.html", person=person, codes_left=left, kinds=names.MAIL_KINDS)


@bp.route("/revise_person", methods=["GET", "POST"])
def revise_person() -> ResponseReturnValue:
    person = myself()
    form = PersonForm(obj=person)
    if form.sent():
        with acting(form, person) as act:
            operations.revise_person(act, person, **form.terms())
            return done(say("Your details are saved."), url_for(".account"))
    return page("accounts/revise_person.html", form=form)


@bp.route("/change_password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    person, form = myself(), ChangePasswordForm()
    form.own = (person.email, person.name)
    if form.sent() and proves_himself(form, person):
        hashed = passwords.hash_of(form.terms()["password"])
        told = letter("password", link=link(".ask_reset"))
        kept = current_user.seen.sign_in_id
        with acting(form, person) as act:
            operations.change_password(
                act, person, password_hash=hashed, letter=told, sign_in_id=kept
            )
            return done(
                say("Your password is changed. Your other sessions have ended."),
                url_for(".account"),
            )
    return page("accounts/change_password.html", form=form)


def proves_himself(form: Form, person: Person) -> bool:
    """The present password, once more; tries are counted."""
    with acting(form) as act:
        who = vault().mark("again", str(person.id))
        operations.attempt(act, None, what="account", who=who, field="current")
    if not form.errors and not passwords.fits(person.password_hash, form.terms()["current"]):
        form.refuse(BadInputError("current", say("The password is wrong.")))
    return not form.errors


@bp.route("/choose_mails", methods=["GET", "POST"])
def choose_mails() -> ResponseReturnValue:
    person = myself()
    form = MailsForm(
        kinds=[kind for kind in names.MAIL_KINDS if names.wants_mail(person.mails, kind)]
    )
    if form.sent():
        wanted = dict.fromkeys(form.terms()["kinds"] or (), True)
        with acting(form, person) as act:
            operations.choose_mails(act, person, mails=wanted)
            return done(say("Your choice is saved."), url_for(".account"))
    return page("accounts/choose_mails.html", form=form)


@bp.route("/sign_ins")
def sign_ins() -> ResponseReturnValue:
    mine = queries.sign_ins_of(db.session(), reader().person_id)
    return page("accounts/sign_ins.html", sign_ins=mine, form=Form())


@bp.post("/sign_ins/<int:id>/sign_out")
def end_sign_in(id: int) -> ResponseReturnValue:
    other = queries.my_sign_in(db.session(), id, reader())
    with acting(None, other) as act:
        operations.sign_out(act, other)
    return done(say("That session has ended."), url_for(".sign_ins"))


@bp.post("/wear/<int:id>")
def wear(id: int) -> ResponseReturnValue:
    """Act from now on for another organisation."""
    membership = queries.membership(db.session(), id)
    mine = queries.my_sign_in(db.session(), current_user.seen.sign_in_id, reader())
    with acting(None, mine) as act:
        operations.wear(act, mine, membership=membership)
    return done(say("You now act for the organisation you chose."), "/")


@on_language
def keep_language(locale: str) -> None:
    """The choice follows the person to other machines."""
    if current_user.is_authenticated:
        person = myself()
        with acting(None, person) as act:
            operations.choose_language(act, person, locale=locale)
