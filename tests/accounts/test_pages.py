"""Each page of accounts, as each role."""

import pytest

from marketplace.core.act import STRANGER, Role

MINE = (
    "/accounts/",
    "/accounts/revise_person",
    "/accounts/change_password",
    "/accounts/choose_mails",
    "/accounts/sign_ins",
    "/accounts/set_up_factor",
    "/accounts/renew_codes",
    "/accounts/turn_off_factor",
)
OPEN = ("/accounts/sign_in", "/accounts/sign_up", "/accounts/ask_reset")


@pytest.mark.parametrize("path", MINE)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_my_pages_open_for_every_role(path, locale, make, sign_in):
    for role, actor in make.every_role().items():
        status = sign_in(actor, locale).get(path).status_code
        assert status == (303 if role is Role.STRANGER else 200), role


@pytest.mark.parametrize("path", OPEN)
def test_strangers_open_the_doors(path, sign_in):
    assert sign_in().get(path).status_code == 200


def test_the_list_of_organisations_is_for_operator_and_auditor(make, sign_in):
    for role, actor in make.every_role().items():
        expected = {Role.OPERATOR: 200, Role.AUDITOR: 200, Role.STRANGER: 303}.get(role, 403)
        assert sign_in(actor).get("/accounts/organisations").status_code == expected, role


def test_an_organisation_is_seen_by_its_own_the_operator_and_the_auditor(make, sign_in):
    owner = make.actor(Role.OWNER)
    path = f"/accounts/organisations/{owner.organisation_id}"
    assert sign_in(owner).get(path).status_code == 200
    for role, actor in make.every_role().items():
        expected = {Role.OPERATOR: 200, Role.AUDITOR: 200, Role.STRANGER: 303}.get(role, 404)
        assert sign_in(actor).get(path).status_code == expected, role


@pytest.mark.parametrize("verb", ["invite", "revise"])
def test_only_administrators_manage_their_organisation(verb, make, sign_in):
    chief = make.actor(Role.INTERMEDIARY)
    path = f"/accounts/organisations/{chief.organisation_id}/{verb}"
    organisation = make.session.get(type(make.organisation()), chief.organisation_id)
    agent = make.actor(Role.INTERMEDIARY, organisation, is_admin=False)
    assert sign_in(chief).get(path).status_code == 200
    assert sign_in(agent).get(path).status_code == 403


def test_newcomers_register_and_the_operator_registers_bodies(make, sign_in):
    owner, operator = make.actor(Role.OWNER), make.actor(Role.OPERATOR)
    browser = sign_in(owner)
    assert browser.get("/accounts/register_organisation").status_code == 200
    assert browser.get("/accounts/register_body").status_code == 403
    assert sign_in(operator).get("/accounts/register_body").status_code == 200


def test_a_page_asks_a_stranger_to_sign_in(sign_in):
    answer = sign_in(STRANGER).get("/accounts/")
    assert answer.location == "/accounts/sign_in?next=/accounts/"
