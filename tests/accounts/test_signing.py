"""Signing in and out, as a browser does it."""

import re

import pytest

from marketplace.accounts.models import SignIn
from marketplace.accounts.rules import passwords
from marketplace.core.act import Role

PASSWORD = "a long sentence of mine"  # noqa: S105 (of a test)


@pytest.fixture
def person(make):
    make.actor(Role.OWNER, email="me@example.org", password_hash=passwords.hash_of(PASSWORD))


def send(browser, password=PASSWORD, email="me@example.org"):
    return browser.post("/accounts/sign_in", data={"email": email, "password": password})


def plain(answer):
    """Without what differs at each answer: the word of the scripts."""
    return re.sub(r'nonce="[^"]+"', "", answer.text)


def test_the_right_password_opens(person, sign_in, session):
    browser = sign_in()
    assert send(browser).status_code == 303
    assert session.query(SignIn).count() == 1
    assert b"Sign out" in browser.get("/accounts/sign_in", follow_redirects=True).data


def test_signing_out_ends_the_session(person, sign_in, session):
    browser = sign_in()
    send(browser)
    assert browser.post("/accounts/sign_out").status_code == 303
    assert session.query(SignIn).count() == 0


def test_unknown_and_wrong_look_the_same(person, sign_in):
    browser = sign_in()
    wrong, unknown = send(browser, "wrong"), send(browser, email="he@example.org")
    assert wrong.status_code == unknown.status_code == 422
    assert plain(wrong).replace("me@", "he@") == plain(unknown)
