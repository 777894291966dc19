"""Whole ways through the pages: from a mail to a membership."""

import re

from marketplace.accounts import queries
from marketplace.accounts.models import Membership, Person
from marketplace.core.act import Role
from marketplace.core.outbox import Letter
from tests.support import code_for

PASSWORD = "seventeen green bicycles"  # noqa: S105 (of a test)


def link_in_last_mail(session):
    body = session.query(Letter).order_by(Letter.id.desc()).first().body
    return re.search(r"http://[^/]+(/\S+)", body)[1]


def enter(browser, email):
    sent = {"email": email, "password": PASSWORD}
    return browser.post("/accounts/sign_in", data=sent)


def test_from_sign_up_to_an_own_organisation(sign_in, session):
    browser = sign_in()
    newcomer = {"email": "wang@example.org", "name": "Wang", "password": PASSWORD}
    browser.post("/accounts/sign_up", data=newcomer)
    path = link_in_last_mail(session)
    assert browser.get(path).status_code == 200
    assert enter(browser, "wang@example.org").status_code == 422
    browser.post(path)
    assert enter(browser, "wang@example.org").status_code == 303
    firm = {"kind": "company", "code": code_for(777), "name_zh": "新公司"}
    answer = browser.post("/accounts/register_organisation", data=firm)
    assert "You are its administrator" in browser.get(answer.location).text
    assert session.query(Membership).one().is_admin


def test_from_an_invitation_to_a_membership(make, sign_in, session):
    operator, regulator = make.actor(Role.OPERATOR), make.actor(Role.REGULATOR)
    path = f"/accounts/organisations/{regulator.organisation_id}"
    asked = {"email": "li@example.org", "role": "regulator"}
    answer = sign_in(operator).post(f"{path}/invite", data=asked)
    assert answer.status_code == 303
    browser, link = sign_in(), link_in_last_mail(session)
    assert "Regulator" in browser.get(link).text
    browser.post(f"{link}/join", data={"name": "Li", "password": PASSWORD})
    assert enter(browser, "li@example.org").status_code == 303
    assert "Li" in {p.name for p in queries.people_of(session, regulator.organisation_id)}


def test_an_invitation_without_a_role_is_refused_on_the_form(make, sign_in):
    operator, regulator = make.actor(Role.OPERATOR), make.actor(Role.REGULATOR)
    path = f"/accounts/organisations/{regulator.organisation_id}/invite"
    answer = sign_in(operator).post(path, data={"email": "li@example.org"})
    assert answer.status_code == 422


def test_a_known_person_accepts_and_acts_for_it(make, sign_in, session):
    chief, other = make.actor(Role.OWNER), make.actor(Role.OWNER, email="b@example.org")
    asked = {"email": "b@example.org", "role": "owner"}
    sign_in(chief).post(f"/accounts/organisations/{chief.organisation_id}/invite", data=asked)
    browser, link = sign_in(other), link_in_last_mail(session)
    assert browser.post(f"{link}/accept").status_code == 303
    page = f"/accounts/organisations/{chief.organisation_id}"
    assert browser.get(page).status_code == 200


def test_from_a_forgotten_password_to_a_new_one(make, sign_in, session):
    make.actor(email="me@example.org")
    browser = sign_in()
    browser.post("/accounts/ask_reset", data={"email": "me@example.org"})
    path = link_in_last_mail(session)
    assert browser.post(path, data={"password": "short"}).status_code == 422
    assert browser.post(path, data={"password": PASSWORD}).status_code == 303
    assert enter(browser, "me@example.org").status_code == 303


def test_mails_and_details_are_kept(make, sign_in, session):
    actor = make.actor()
    browser = sign_in(actor)
    browser.post("/accounts/choose_mails", data={"kinds": ["offers"]})
    details = {"name": "New", "phone": "1", "locale": "en"}
    browser.post("/accounts/revise_person", data=details)
    person = session.get(Person, actor.person_id)
    assert (person.name, person.mails["offers"], person.mails["accounts"]) == ("New", True, False)


def test_details_of_an_organisation_are_kept(make, sign_in, session):
    actor = make.actor()
    path = f"/accounts/organisations/{actor.organisation_id}"
    details = {"address": "Road 1", "bank_account": "6222 0000 1234 5678"}
    assert sign_in(actor).post(f"{path}/revise", data=details).status_code == 303
    kept = queries.organisation(session, actor.organisation_id)
    assert (kept.address, kept.bank_account_tail) == ("Road 1", "5678")


def test_the_operator_lifts_a_lost_factor_of_others_only(make, sign_in, session):
    operator, other = make.actor(Role.OPERATOR), make.actor(totp_secret="x")
    browser = sign_in(operator)
    for who, status in ((other, 303), (operator, 403)):
        path = f"/accounts/people/{who.person_id}/lift_factor"
        assert browser.post(path).status_code == status
    session.expire_all()
    assert session.get(Person, other.person_id).totp_secret == ""
