"""Another address, and the ways out; what is old is forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.accounts import operations, queries
from marketplace.accounts.models import Attempts, Membership, Person, SignIn, Token
from marketplace.accounts.rules import passwords
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.outbox import Letter
from tests.accounts.test_journeys import PASSWORD, enter, link_in_last_mail


@pytest.fixture
def owner(make):
    """An owner whose password is known."""
    actor = make.actor(Role.OWNER, email="old@example.org")
    person = make.session.get(Person, actor.person_id)
    person.password_hash = passwords.hash_of(PASSWORD)
    make.session.commit()
    return actor


def ask(browser, email):
    return browser.post("/accounts/ask_email", data={"email": email, "current": PASSWORD})


def test_a_new_address_is_proved_and_the_old_one_told(owner, sign_in, session):
    browser = sign_in(owner)
    assert "Look into your mail" in ask(browser, "new@example.org").text
    path = link_in_last_mail(session)
    assert session.query(Letter).order_by(Letter.id.desc()).first().recipient == "new@example.org"
    assert browser.post(path).status_code == 303
    assert session.query(Letter).order_by(Letter.id.desc()).first().recipient == "old@example.org"
    fresh = sign_in()
    assert enter(fresh, "old@example.org").status_code == 422
    assert enter(fresh, "new@example.org").status_code == 303
    assert browser.post(path).status_code == 409


def test_an_address_that_is_known_learns_it_by_mail_only(owner, make, sign_in, session):
    make.person(email="taken@example.org")
    assert "Look into your mail" in ask(sign_in(owner), "taken@example.org").text
    assert session.query(Token).count() == 0
    assert session.query(Letter).one().subject == "You have an account already"


def test_the_password_is_asked_for_a_new_address(owner, sign_in, session):
    asked = {"email": "new@example.org", "current": "wrong"}
    assert sign_in(owner).post("/accounts/ask_email", data=asked).status_code == 422
    assert session.query(Token).count() == 0


def test_an_organisation_closes_and_the_operator_opens_it_again(owner, make, sign_in, session):
    browser, path = sign_in(owner), f"/accounts/organisations/{owner.organisation_id}"
    assert browser.post(f"{path}/close", data={"current": PASSWORD}).status_code == 303
    assert session.scalar(select(func.count(SignIn.id))) == 0
    assert queries.memberships_of(session, owner.person_id) == []
    operator = sign_in(make.actor(Role.OPERATOR))
    assert "Open it again" in operator.get(path).text
    assert operator.post(f"{path}/reopen").status_code == 303
    assert session.query(Membership).filter_by(person_id=owner.person_id).one().ended_at is None


def test_what_runs_keeps_both_sides_open(market, session):
    """The owner by his request, the firm by its offer; later both by the contract."""
    _request, firms = market.offered(90_000)
    for actor, text in ((market.owner, "request"), (firms[0], "offer")):
        own = queries.organisation(session, actor.organisation_id)
        with pytest.raises(WrongStateError, match=text):
            operations.close_organisation(market.act(actor), own)
    with pytest.raises(NotAllowedError):
        operations.close_organisation(market.act(market.operator), own)


def test_an_account_closes_and_forgets_the_person(owner, make, sign_in, session, act):
    browser = sign_in(owner)
    assert browser.post("/accounts/close_account", data={"current": PASSWORD}).status_code == 409
    body = queries.organisation(session, owner.organisation_id)
    operations.close_organisation(act(owner), body)
    session.commit()
    again = sign_in()
    enter(again, "old@example.org")
    assert again.post("/accounts/close_account", data={"current": PASSWORD}).status_code == 303
    person = session.get(Person, owner.person_id)
    session.refresh(person)
    assert "old" not in person.email + person.name + person.phone
    assert enter(sign_in(), "old@example.org").status_code == 422


def test_old_words_tries_and_sessions_are_forgotten_once_a_day(make, session, act):
    person, now = make.person(), clock.now()
    for age in (0, 30):
        then = now - timedelta(days=age)
        make.save(Token(purpose="reset", token_hash=f"{age}", person_id=person.id, ends_at=then))
        make.save(Attempts(what="mail", who=f"{age}", window_began_at=then, count=1))
        make.save(SignIn(token_hash=f"{age}", person_id=person.id, began_at=then, seen_at=then))
    (anchor,) = queries.to_tidy(session, now)
    operations.tidy(act(CLOCKWORK), anchor)
    session.commit()
    assert [session.query(table).count() for table in (Token, Attempts, SignIn)] == [1, 1, 1]
    assert queries.to_tidy(session, now) == []
