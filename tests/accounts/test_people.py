"""Signing up, links by mail, passwords, shutting out: the operations."""

import pytest

from marketplace.accounts import operations, queries
from marketplace.accounts.models import Person, SignIn
from marketplace.accounts.rules.terms import Newcomer
from marketplace.core.act import STRANGER, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.outbox import Letter
from tests.accounts.conftest import LETTER

WANG = Newcomer("wang@example.org", "Wang", "hash")


def sign_up(act, mailed, word="w1", newcomer=WANG):
    operations.sign_up(act(STRANGER), None, newcomer=newcomer, mailed=mailed(word))
    return queries.person_by_email(act().session, newcomer.email)


def test_signing_up_and_confirming(act, mailed, session):
    person = sign_up(act, mailed)
    assert person.confirmed_at is None
    operations.confirm(act(STRANGER), queries.token(session, "confirm", "w1"))
    assert person.confirmed_at is not None


def test_a_link_is_good_once(act, mailed, session):
    sign_up(act, mailed)
    token = queries.token(session, "confirm", "w1")
    operations.confirm(act(STRANGER), token)
    with pytest.raises(WrongStateError, match="used already"):
        operations.confirm(act(STRANGER), token)


def test_a_link_ends(act, mailed, session):
    sign_up(act, mailed)
    token = queries.token(session, "confirm", "w1")
    with pytest.raises(WrongStateError):
        operations.confirm(act(STRANGER, at="2026-03-04T12:00+08:00"), token)


def test_nobody_can_keep_an_address_he_has_not_proved(act, mailed, session):
    sign_up(act, mailed, "thief", Newcomer("wang@example.org", "Thief", "thief's"))
    person = sign_up(act, mailed, "owner")
    assert (person.name, person.password_hash) == ("Wang", "hash")
    with pytest.raises(Exception, match="no such"):
        queries.token(session, "confirm", "thief")


def test_a_known_address_learns_it_by_mail_and_keeps_its_password(act, make, mailed, session):
    known = make.person(email="wang@example.org", password_hash="old")
    sign_up(act, mailed)
    assert known.password_hash == "old"  # noqa: S105 (of a test)
    assert session.query(Letter).one().effect_key.startswith("accounts.known")


def test_a_reset_ends_all_sessions_and_keeps_the_second_factor(act, make, mailed, session, sign_in):
    actor = make.actor(Role.OWNER, email="wang@example.org", totp_secret="sealed")
    sign_in(actor)
    operations.ask_reset(act(STRANGER), None, email="WANG@example.org", mailed=mailed("r"))
    token = queries.token(session, "reset", "r")
    operations.reset_password(act(STRANGER), token, password_hash="new", letter=LETTER)
    person = session.get(Person, actor.person_id)
    assert (person.password_hash, person.totp_secret) == ("new", "sealed")
    assert session.query(SignIn).count() == 0


def test_a_reset_link_lives_half_an_hour(act, make, mailed, session):
    make.person(email="wang@example.org")
    operations.ask_reset(act(STRANGER), None, email="wang@example.org", mailed=mailed("r"))
    token = queries.token(session, "reset", "r")
    late = act(STRANGER, at="2026-03-02T12:30+08:00")
    with pytest.raises(WrongStateError):
        operations.reset_password(late, token, password_hash="new", letter=LETTER)


def test_nothing_is_mailed_to_an_unknown_address(act, mailed, session):
    operations.ask_reset(act(STRANGER), None, email="no@example.org", mailed=mailed("r"))
    assert session.query(Letter).count() == 0


def test_only_oneself_changes_a_password(act, make, session):
    actor, other = make.actor(), make.actor(Role.OPERATOR)
    person = session.get(Person, actor.person_id)
    with pytest.raises(NotAllowedError):
        operations.change_password(act(other), person, password_hash="new", letter=LETTER)
    operations.change_password(act(actor), person, password_hash="new", letter=LETTER)
    assert person.password_hash == "new"  # noqa: S105 (of a test)


def test_disabling_ends_the_sessions_at_once(act, make, session, sign_in):
    operator, owner = make.actor(Role.OPERATOR), make.actor(Role.OWNER)
    browser, person = sign_in(owner), session.get(Person, owner.person_id)
    operations.disable(act(operator), person)
    session.commit()
    assert browser.get("/accounts/").status_code == 303
    assert session.query(SignIn).count() == 0


def test_the_operator_cannot_disable_himself_and_others_nobody(act, make, session):
    operator, owner = make.actor(Role.OPERATOR), make.actor(Role.OWNER)
    himself = session.get(Person, operator.person_id)
    for actor in (operator, owner):
        with pytest.raises(NotAllowedError):
            operations.disable(act(actor), himself)


def test_six_tries_in_a_minute_are_too_many(act):
    for _ in range(5):
        operations.attempt(act(STRANGER), None, what="account", who="x")
    with pytest.raises(BadInputError, match="1 minutes"):
        operations.attempt(act(STRANGER), None, what="account", who="x")
    operations.attempt(act(STRANGER), None, what="account", who="y")
    operations.attempt(act(STRANGER, at="2026-03-02T12:01+08:00"), None, what="account", who="x")
