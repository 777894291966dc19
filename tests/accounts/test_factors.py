"""The second factor, as a browser sets it up and uses it."""

import re

import pyotp
import pytest

from marketplace.accounts import operations, queries
from marketplace.accounts.models import Person, RecoveryCode, SignIn
from marketplace.accounts.rules import passwords
from marketplace.accounts.rules.vault import Vault
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from tests.accounts.conftest import LETTER

PASSWORD = "a long sentence of mine"  # noqa: S105 (of a test)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 (of a test)


def code_now(secret=SECRET):
    return pyotp.TOTP(secret).at(clock.now())


def password_first(browser, email="me@example.org"):
    return browser.post("/accounts/sign_in", data={"email": email, "password": PASSWORD})


@pytest.fixture
def guarded(make):
    """A regulator with a second factor; his spare code is "aaaaa-bbbbb"."""
    vault, kept = Vault("t" * 40), passwords.hash_of(PASSWORD)
    actor = make.actor(Role.REGULATOR, email="me@example.org", password_hash=kept)
    person = make.session.get(Person, actor.person_id)
    person.totp_secret = vault.seal(SECRET, f"totp {person.id}")
    spare = vault.mark(f"recovery {person.id}", "aaaaa-bbbbb")
    make.save(RecoveryCode(person_id=person.id, code_hash=spare))
    return actor


def test_the_password_alone_opens_nothing(guarded, sign_in, session):
    browser = sign_in()
    assert password_first(browser).location.startswith("/accounts/use_factor")
    assert browser.get("/accounts/").status_code == 303
    assert session.query(SignIn).count() == 0


def test_a_code_opens_once(guarded, sign_in, session):
    for status in (303, 422):
        browser = sign_in()
        password_first(browser)
        sent = {"code": code_now()}
        assert browser.post("/accounts/use_factor", data=sent).status_code == status
    assert session.query(SignIn).one().second_factor_at is not None


def test_a_spare_code_opens_once(guarded, sign_in):
    for status in (303, 422):
        browser = sign_in()
        password_first(browser)
        sent = {"code": "AAAAA BBBBB"}
        assert browser.post("/accounts/use_factor", data=sent).status_code == status


def test_the_first_half_lives_five_minutes(guarded, sign_in, at):
    browser = sign_in()
    password_first(browser)
    at("2026-03-02T12:06+08:00")
    answer = browser.post("/accounts/use_factor", data={"code": code_now()})
    assert answer.location.startswith("/accounts/sign_in")


def test_five_wrong_codes_are_enough(guarded, sign_in):
    browser = sign_in()
    password_first(browser)
    for _ in range(5):
        browser.post("/accounts/use_factor", data={"code": "000000"})
    answer = browser.post("/accounts/use_factor", data={"code": code_now()})
    assert "Too many attempts" in answer.text


def test_setting_up_and_turning_off(make, sign_in, session):
    actor = make.actor(Role.OWNER, password_hash=passwords.hash_of(PASSWORD))
    browser, path = sign_in(actor), "/accounts/set_up_factor"
    shown = browser.get(path).text
    secret = re.search(r"<code>(\w+)</code>", shown)[1]
    sealed = re.search(r'name="sealed"[^>]* value="([^"]+)"', shown)[1]
    assert "data:image/svg+xml" in shown
    sent = {"sealed": sealed, "code": code_now(secret)}
    assert len(re.findall(r"<code>", browser.post(path, data=sent).text)) == 10
    kept = session.get(Person, actor.person_id).totp_secret
    assert kept
    assert secret not in kept


def test_turning_off_needs_password_and_code(guarded, sign_in, session):
    browser, path = sign_in(guarded), "/accounts/turn_off_factor"
    for sent in (
        {"current": PASSWORD, "code": "000000"},
        {"current": "wrong", "code": code_now()},
    ):
        assert browser.post(path, data=sent).status_code == 422
    good = {"current": PASSWORD, "code": code_now()}
    assert browser.post(path, data=good).status_code == 303
    session.expire_all()
    assert session.get(Person, guarded.person_id).totp_secret == ""
    assert queries.recovery_codes_left(session, guarded.person_id) == 0


@pytest.mark.parametrize("role", [Role.REGULATOR, Role.OPERATOR])
def test_outside_the_demo_they_set_it_up_first(role, make, sign_in, app, monkeypatch):
    monkeypatch.setitem(app.config, "HALL_DEMO", False)
    browser = sign_in(make.actor(role))
    assert browser.get("/accounts/").location == "/accounts/set_up_factor"
    assert browser.get("/accounts/set_up_factor").status_code == 200
    assert sign_in(make.actor(Role.OWNER)).get("/accounts/").status_code == 200


def test_a_step_is_used_once_and_by_nobody_else(act, make, session):
    actor = make.actor()
    person = session.get(Person, actor.person_id)
    operations.use_factor(act(actor), person, step=7)
    for step in (7, 6):
        with pytest.raises(BadInputError):
            operations.use_factor(act(actor), person, step=step)


def test_only_oneself_turns_it_on_or_off_and_on_once(act, make, session):
    actor, other = make.actor(), make.actor(Role.OPERATOR)
    person = session.get(Person, actor.person_id)
    terms = {"sealed": "x", "step": 1, "code_hashes": ["a"]}
    with pytest.raises(NotAllowedError):
        operations.set_up_factor(act(other), person, **terms)
    operations.set_up_factor(act(actor), person, **terms)
    with pytest.raises(WrongStateError):
        operations.set_up_factor(act(actor), person, **terms)
    with pytest.raises(NotAllowedError):
        operations.turn_off_factor(act(other), person, letter=LETTER)
