"""Change orders through the pages."""

import pytest

from marketplace.contracts.states import Change
from tests.contracts.story import PROOF


@pytest.fixture
def running(story, session):
    contract = story.in_service()
    story.password(story.owner, story.firm)
    return contract


def proposed(client, contract, **given):
    data = {"cause": "firm", "reason": "Rain.", "days_1": "13", "price_1": "98,000"}
    address = f"/contracts/{contract.id}/propose_change"
    return client.post(address, data=data | PROOF | given)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_change_is_asked_signed_and_shown(story, session, running, sign_in, locale):
    client = sign_in(story.firm, locale)
    assert client.get(f"/contracts/{running.id}/propose_change").status_code == 200
    assert proposed(client, running).status_code == 303
    page = f"/contracts/{running.id}"
    assert "withdraw_change" in client.get(page).text
    other = sign_in(story.owner, locale)
    assert "Rain." in other.get(page).text
    assert "Rain." in other.get(f"{page}/agree_change").text
    assert other.get(f"{page}/papers/1.pdf").status_code == 200
    assert other.post(f"{page}/agree_change", data=PROOF).status_code == 303
    session.refresh(running)
    assert (running.days, running.changes[0].state) == (13, Change.AGREED)


def test_a_change_is_refused_with_a_reason(story, session, running, sign_in):
    firm = sign_in(story.firm, "zh")
    proposed(firm, running)
    client, address = sign_in(story.owner), f"/contracts/{running.id}/refuse_change"
    assert client.post(address).status_code == 422
    assert client.post(address, data={"reason": "You had time."}).status_code == 303
    assert "You had time." in firm.get(f"/contracts/{running.id}").text


@pytest.mark.parametrize(
    "given",
    [{"current": "wrong"}, {"reason": ""}, {"cause": "x"}, {"days_1": "0"}, {"days_1": "10"}],
)
def test_a_wrong_change_stays_on_the_form(story, running, sign_in, given):
    assert proposed(sign_in(story.firm), running, **given).status_code == 422
    assert running.changes == []


def test_a_new_part_is_asked_by_the_form(story, session, running, sign_in):
    new = {"days_1": "10", "new_title": "Tests", "new_days": "4", "new_price": "2,000"}
    assert proposed(sign_in(story.firm), running, **new).status_code == 303
    session.refresh(running)
    assert [part["title"] for part in running.changes[0].parts] == ["", "Tests"]


def test_who_signs_is_asked_last(story, running, sign_in):
    text = sign_in(story.firm).get(f"/contracts/{running.id}/propose_change").text
    names = ("cause", "reason", "days_1", "price_1", "scope", "new_title", "new_price", "current")
    places = [text.index(f'name="{name}"') for name in names]
    assert places == sorted(places)


def test_nobody_else_proposes(story, running, sign_in):
    address = f"/contracts/{running.id}/propose_change"
    assert sign_in(story.regulator).get(address).status_code == 403
