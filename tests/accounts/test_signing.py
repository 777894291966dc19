"""Signing in and out, as a browser does it."""

import re

import pytest

from marketplace.accounts.models import Person, SignIn
from marketplace.accounts.rules import passwords, tokens
from marketplace.core import clock
from marketplace.core.act import Role

PASSWORD = "a long sentence of mine"  # noqa: S105 (of a test)


@pytest.fixture
def person(make):
    make.actor(Role.OWNER, email="me@example.org", password_hash=passwords.hash_of(PASSWORD))


def send(browser, password=PASSWORD, email="me@example.org"):
    return browser.post("/accounts/sign_in", data={"email": email, "password": password})


def plain(answer):
    """Without what differs at each answer: the word of the scripts, the token of the forms."""
    return re.sub(r'nonce="[^"]+"|name="csrf_token" value="[^"]+"', "", answer.text)


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


def test_a_sixth_wrong_password_waits_and_the_right_one_too(person, sign_in, at):
    browser = sign_in()
    for _ in range(5):
        send(browser, "wrong")
    assert "Too many attempts" in send(browser).text
    at("2026-03-02T12:01+08:00")
    assert send(browser).status_code == 303


def test_the_throttle_looks_the_same_for_unknown_addresses(sign_in):
    browser = sign_in()
    for _ in range(5):
        send(browser, "wrong", "no@example.org")
    assert "Too many attempts" in send(browser, "wrong", "no@example.org").text


def test_good_sign_ins_are_never_too_many(person, sign_in):
    assert [send(sign_in()).status_code for _ in range(22)] == [303] * 22


def test_an_unknown_address_costs_a_hash_too(sign_in, monkeypatch):
    kept = []
    monkeypatch.setattr(passwords, "fits", lambda hashed, _: kept.append(hashed))
    send(sign_in(), email="no@example.org")
    assert kept == [""]


def test_after_a_hundred_failures_only_a_new_password_helps(person, sign_in, session):
    session.query(Person).update({"failures": 100})
    session.commit()
    assert send(sign_in()).status_code == 422


@pytest.mark.parametrize("lacks", [{"confirmed_at": None}, {"disabled_at": clock.now()}])
def test_the_unconfirmed_and_the_disabled_stay_outside(lacks, person, sign_in, session):
    session.query(Person).update(lacks)
    session.commit()
    assert send(sign_in()).status_code == 422


def test_a_session_falls_idle_but_not_while_it_is_used(make, sign_in, at, session):
    browser = sign_in(make.actor(Role.OWNER))
    for minute in (20, 40, 59):
        at(f"2026-03-02T12:{minute}+08:00")
        assert browser.get("/accounts/").status_code == 200
    at("2026-03-02T13:29+08:00")
    assert browser.get("/accounts/").status_code == 303


def test_within_a_minute_a_page_writes_nothing(make, sign_in, at, session):
    browser = sign_in(make.actor(Role.OWNER))
    before = session.query(SignIn).one().seen_at
    at("2026-03-02T12:00:59+08:00")
    browser.get("/accounts/")
    session.expire_all()
    assert session.query(SignIn).one().seen_at == before


def test_the_token_is_kept_only_as_its_hash_and_changes(person, sign_in, session):
    browser, words = sign_in(), []
    for _ in range(2):
        send(browser)
        with browser.session_transaction() as cookie:
            words.append(cookie["_user_id"])
        assert session.query(SignIn).one().token_hash == tokens.digest(words[-1])
        browser.post("/accounts/sign_out")
    assert words[0] != words[1]


def test_sign_in_leads_only_to_this_site(person, sign_in):
    sent = {"email": "me@example.org", "password": PASSWORD}
    for target, location in (("//evil.example", "/"), ("/accounts/", "/accounts/")):
        answer = sign_in().post(f"/accounts/sign_in?next={target}", data=sent)
        assert answer.location == location


@pytest.mark.parametrize("path", ["sign_up", "ask_reset"])
def test_nobody_learns_whether_an_account_exists(path, person, sign_in):
    sent = {"name": "Wang", "password": "seventeen green bicycles"}
    answers = [
        sign_in().post(f"/accounts/{path}", data={**sent, "email": f"{who}@example.org"})
        for who in ("me", "he")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert plain(answers[0]).replace("me@", "he@") == plain(answers[1])


def test_the_language_follows_the_person(make, sign_in, session):
    actor = make.actor(Role.OWNER)
    sign_in(actor).post("/language", data={"locale": "zh", "next": "/accounts/"})
    assert session.get(Person, actor.person_id).locale == "zh"


def test_another_session_of_mine_can_be_ended_and_nobody_elses(make, sign_in, session):
    mine, other = make.actor(), make.actor()
    browser = sign_in(mine)
    sign_in(other)
    theirs = session.query(SignIn).filter_by(person_id=other.person_id).one()
    assert browser.post(f"/accounts/sign_ins/{theirs.id}/sign_out").status_code == 404


def test_the_demo_shows_its_accounts_and_only_the_demo(make, sign_in, app, monkeypatch):
    make.actor(Role.OWNER, email="owner@demo.example")
    assert "owner@demo.example" in sign_in().get("/accounts/sign_in").text
    monkeypatch.setitem(app.config, "HALL_DEMO", False)
    assert "owner@demo.example" not in sign_in().get("/accounts/sign_in").text
