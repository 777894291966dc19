"""What pages show of ratings, and to whom."""

import pytest

from marketplace.core.panels import panels
from marketplace.ratings import operations
from tests.ratings.test_ratings import FAIR, GOOD

MARKS = {"quality": "5", "time": "4", "attitude": "5", "fee": "5", "conduct": "5"}


@pytest.fixture
def contract(story):
    return story.accepted()


def test_nothing_is_chosen_beforehand_and_every_mark_is_asked(story, contract, sign_in):
    client, address = sign_in(story.owner), f"/ratings/contracts/{contract.id}/rate"
    assert "checked" not in client.get(address).text
    reply = client.post(address, data={**MARKS, "fee": ""})
    assert (reply.status_code, "Choose a mark" in reply.text) == (422, True)
    assert client.post(address, data={**MARKS, "fee": "6"}).status_code == 422


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_closed_rating_is_on_nobodys_page_but_the_writers(story, contract, sign_in, locale):
    client, address = sign_in(story.owner, locale), f"/ratings/contracts/{contract.id}/rate"
    assert client.post(address, data={**MARKS, "text": "CANARY"}).status_code == 303
    page = f"/contracts/{contract.id}"
    assert "CANARY" in client.get(page).text
    every = story.make.every_role()
    for actor in (story.firm, story.regulator, every["auditor"], every["operator"]):
        assert "CANARY" not in sign_in(actor, locale).get(page).text


def test_an_open_rating_is_on_the_page_with_the_raters_name(story, session, contract, sign_in):
    operations.rate(story.act(story.owner), contract, terms=GOOD)
    operations.rate(story.act(story.firm), contract, terms=FAIR)
    session.commit()
    text = sign_in(story.regulator).get(f"/contracts/{contract.id}").text
    assert "Careful work." in text
    assert contract.owner.name_en in text


def test_a_firms_panel_shows_means_and_the_last_texts(story, session, contract):
    operations.rate(story.act(story.owner), contract, terms=GOOD)
    operations.rate(story.act(story.firm), contract, terms=FAIR)
    story.directory_firm.rating_n, story.directory_firm.rating_mean = 1, 3.6
    shown = panels(session, "directory.firm", story.owner, story.directory_firm)
    (panel,) = [p for p in shown if p.template == "ratings/of_firm.html"]
    assert panel.names["figures"].aspects["time"] == 4.0
    assert [rating.text for rating in panel.names["last"]] == ["Careful work."]


def test_the_wrong_side_may_not_open_the_page(story, contract, sign_in):
    address = f"/ratings/contracts/{contract.id}/rate"
    assert sign_in(story.regulator).get(address).status_code == 403


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_profile_shows_open_ratings_to_everybody(story, session, contract, sign_in, locale):
    operations.rate(story.act(story.owner), contract, terms=GOOD)
    address = f"/directory/{story.directory_firm.id}"
    browser = sign_in(None, locale)
    assert "Careful work." not in browser.get(address).text
    operations.rate(story.act(story.firm), contract, terms=FAIR)
    story.directory_firm.rating_n, story.directory_firm.rating_mean = 1, 3.6
    session.commit()
    assert "Careful work." in browser.get(address).text
