"""The second factor: asked at the door, set up, renewed, turned off."""

from typing import Any

import segno
from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts import operations
from marketplace.accounts.forms import (
    FactorForm,
    PasswordForm,
    SetUpFactorForm,
    TurnOffFactorForm,
)
from marketplace.accounts.models import Person
from marketplace.accounts.operations.factors import WRONG_CODE
from marketplace.accounts.rules import factors
from marketplace.accounts.views.account import myself, proves_himself
from marketplace.accounts.views.door import bp, vault
from marketplace.accounts.views.letters import letter, link
from marketplace.accounts.views.signing import begin, half_of
from marketplace.core import clock
from marketplace.core.errors import BadInputError
from marketplace.core.texts import say
from marketplace.web import acting, done, page, public
from marketplace.web.forms import Form
from marketplace.web.layout import hall


@bp.route("/use_factor", methods=["GET", "POST"])
@public
def use_factor() -> ResponseReturnValue:
    """The second half of signing in; the first half lives five minutes in the cookie."""
    person = half_of(session.get("half"))
    if person is None:
        return redirect(url_for(".sign_in", next=request.args.get("next")), 303)
    form = FactorForm()
    if form.sent() and proves_factor(form, person):
        return begin(person, with_factor=True)
    return page("accounts/use_factor.html", form=form)


def proves_factor(form: Form, person: Person) -> bool:
    """A code of now, or a spare one, each good once; tries are counted."""
    with acting(form) as act:
        who = vault().mark("factor", str(person.id))
        operations.attempt(act, None, what="factor", who=who, field="code")
    if form.errors:
        return False
    _use(form, person, form.terms()["code"])
    if form.errors:
        with acting() as act:
            operations.fail_to_sign_in(act, person)
    return not form.errors


def _use(form: Form, person: Person, code: str) -> None:
    spare = "" if len(code) == factors.DIGITS else spare_mark(person, code)
    secret = vault().open(person.totp_secret, _about(person))
    with acting(form, person) as act:
        if spare:
            operations.use_recovery_code(act, person, code_hash=spare)
            return
        step = factors.step_of(secret, code, act.now, person.totp_last_step)
        operations.use_factor(act, person, step=step or 0)


def spare_mark(person: Person, code: str) -> str:
    return vault().mark(f"recovery {person.id}", factors.tidy_spare_code(code))


def _about(person: Person) -> str:
    return f"totp {person.id}"


@bp.route("/set_up_factor", methods=["GET", "POST"])
def set_up_factor() -> ResponseReturnValue:
    """The secret waits, sealed, in the form until a first code shows that the phone has it."""
    person, form = myself(), SetUpFactorForm()
    secret = _offered_secret(form, person)
    if form.sent():
        step = factors.step_of(secret, form.terms()["code"], clock.now(), person.totp_last_step)
        if step is not None:
            return _turn_on(person, form.terms()["sealed"], step)
        form.refuse(BadInputError("code", WRONG_CODE))
    square = segno.make(factors.address(secret, person.email, hall().name_en))
    image = square.svg_data_uri(scale=5, border=2, light="#fff")
    return page("accounts/set_up_factor.html", form=form, image=image, secret=secret)


def _offered_secret(form: SetUpFactorForm, person: Person) -> str:
    if request.method == "POST":
        return vault().open(form.sealed.data or "", _about(person))
    secret = factors.new_secret()
    form.sealed.data = vault().seal(secret, _about(person))
    return secret


def _turn_on(person: Person, sealed: str, step: int) -> ResponseReturnValue:
    codes = factors.new_spare_codes()
    marks = [spare_mark(person, code) for code in codes]
    with acting(None, person) as act:
        operations.set_up_factor(act, person, sealed=sealed, step=step, code_hashes=marks)
    return page("accounts/spare_codes.html", codes=codes)


@bp.route("/renew_codes", methods=["GET", "POST"])
def renew_codes() -> ResponseReturnValue:
    person, form = myself(), PasswordForm()
    if form.sent() and proves_himself(form, person):
        codes = factors.new_spare_codes()
        marks = [spare_mark(person, code) for code in codes]
        with acting(form, person) as act:
            operations.renew_codes(act, person, code_hashes=marks)
        return page("accounts/spare_codes.html", codes=codes)
    return page("accounts/renew_codes.html", form=form)


@bp.route("/turn_off_factor", methods=["GET", "POST"])
def turn_off_factor() -> ResponseReturnValue:
    person, form = myself(), TurnOffFactorForm()
    if form.sent() and _proves_both(form, person):
        told = letter("factor_off", link=link(".ask_reset"))
        with acting(form, person) as act:
            operations.turn_off_factor(act, person, letter=told)
            return done(say("The second factor is off."), url_for(".account"))
    return page("accounts/turn_off_factor.html", form=form)


def _proves_both(form: Any, person: Person) -> bool:
    return proves_himself(form, person) and proves_factor(form, person)
