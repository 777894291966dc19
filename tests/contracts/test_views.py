"""Each page as each role."""

from io import BytesIO

import pytest

from marketplace.contracts import operations
from marketplace.contracts.states import State
from marketplace.core.act import Role
from tests.contracts.story import PROOF, Sent


@pytest.fixture
def contract(story, session):
    contract = story.contract()
    session.commit()
    return contract


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_its_readers_read_it_and_nobody_else(story, session, sign_in, locale):
    contract = story.accepted()
    address = f"/contracts/{contract.id}"
    everybody = story.make.every_role()
    for actor in (story.owner, story.firm, story.regulator, everybody.pop(Role.AUDITOR)):
        assert sign_in(actor, locale).get(address).status_code == 200
    everybody.pop(Role.STRANGER)
    for actor in everybody.values():
        assert sign_in(actor, locale).get(address).status_code == 403


def test_the_page_says_who_must_act_and_what_money_does(story, contract, sign_in):
    text = sign_in(story.owner).get(f"/contracts/{contract.id}").text
    assert "Both sides have to sign." in text
    assert "milestone by milestone" in text
    assert f"/contracts/{contract.id}/confirm" in text


def test_the_text_stands_in_both_languages(story, contract, sign_in):
    text = sign_in(story.owner, "zh").get(f"/contracts/{contract.id}").text
    assert "All fees are included" in text
    assert "一切费用" in text


def test_both_sides_sign_through_the_pages(story, contract, sign_in, session):
    story.password(story.owner, story.firm)
    client, address = sign_in(story.owner), f"/contracts/{contract.id}"
    first = client.post(f"{address}/confirm", data=PROOF, follow_redirects=True)
    assert "What happens next" in first.text
    assert f"{contract.id}/conclude" not in client.get(address).text
    sign_in(story.firm).post(f"{address}/conclude", data=PROOF)
    session.refresh(contract)
    assert contract.state == State.IN_SERVICE


def test_delivering_asks_for_a_file(story, session, sign_in):
    contract = story.in_service()
    session.commit()
    reply = sign_in(story.firm).post(f"/contracts/{contract.id}/deliver", data={"note": "x"})
    assert (reply.status_code, "at least one file" in reply.text) == (422, True)


def test_a_delivery_is_offered_for_download(story, session, sign_in):
    contract = story.in_service()
    session.commit()
    file = (BytesIO(Sent().read()), "report.png")
    client = sign_in(story.firm)
    client.post(f"/contracts/{contract.id}/deliver", data={"note": "v1", "files": file})
    assert "report.png" in sign_in(story.owner).get(f"/contracts/{contract.id}").text


def test_returning_asks_for_reasons(story, session, sign_in):
    contract = story.delivered()
    session.commit()
    client = sign_in(story.owner)
    assert client.post(f"/contracts/{contract.id}/give_back").status_code == 422
    client.post(f"/contracts/{contract.id}/give_back", data={"reasons": "The map is missing."})
    assert "The map is missing." in sign_in(story.firm).get(f"/contracts/{contract.id}").text


@pytest.mark.parametrize("verb", ["deliver", "accept", "give_back", "end", "rule_accepted"])
def test_a_verb_is_refused_to_the_wrong_side(story, session, sign_in, verb):
    contract = story.delivered()
    session.commit()
    wrong = story.owner if verb == "deliver" else story.firm
    assert sign_in(wrong).get(f"/contracts/{contract.id}/{verb}").status_code == 403


@pytest.mark.parametrize(
    "verb", ["confirm", "accept", "give_back", "propose_end", "agree_end", "refuse_end"]
)
def test_every_page_of_the_owner_opens(story, contract, sign_in, verb):
    client = sign_in(story.owner, "zh")
    for address in (verb, f"{verb}/done"):
        assert client.get(f"/contracts/{contract.id}/{address}").status_code == 200


@pytest.mark.parametrize(
    ("moment", "flag"),
    [
        ("2026-03-17T10:00+08:00", "Late; working days late: 1"),
        ("2026-03-30T10:00+08:00", "Late, and counted as a fault; working days late: 10"),
    ],
)
def test_late_work_is_flagged_and_then_a_fault(story, session, sign_in, at, moment, flag):
    contract = story.in_service()
    session.commit()
    at(moment)
    assert flag in sign_in(story.owner).get(f"/contracts/{contract.id}").text


def test_a_proposed_end_is_shown_with_both_answers(story, session, sign_in):
    contract = story.in_service()
    operations.propose_end(story.act(story.firm), contract, reason="The site is sold.")
    session.commit()
    text = sign_in(story.owner).get(f"/contracts/{contract.id}").text
    assert "The site is sold." in text
    assert "agree_end" in text
    assert "agree_end" not in sign_in(story.firm).get(f"/contracts/{contract.id}").text


def test_the_list_is_mine_and_turns_pages(story, session, sign_in):
    for _ in range(22):
        story.contract()
    session.commit()
    client = sign_in(story.firm)
    first = client.get("/contracts/?state=running").text
    assert first.count("HT-XQ") == 20
    assert "before=" in first
    assert "no contracts here yet" in sign_in(story.make.actor(Role.OWNER)).get("/contracts/").text


def test_a_contract_that_is_not_there(story, sign_in):
    client = sign_in(story.owner)
    assert client.get("/contracts/99999").status_code == 404
    assert client.get("/contracts/99999/nothing/done").status_code == 404


def test_after_the_days_the_page_says_so_and_offers_no_return(story, session, sign_in, at):
    contract = story.delivered()
    session.commit()
    at("2026-03-10T00:00+08:00")
    text = sign_in(story.owner).get(f"/contracts/{contract.id}").text
    assert "counts as accepted by rule" in text
    assert "give_back" not in text


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_everybody_sees_a_firms_finished_work_but_not_its_terms(story, sign_in, locale):
    story.accepted()
    text = sign_in(None, locale).get(f"/directory/{story.directory_firm.id}").text
    assert "Report for the valve works" in text
    assert "The whole site." not in text


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_request_shows_its_contract_to_everybody(story, sign_in, locale):
    contract = story.accepted()
    address = f"/requests/{contract.request_id}"
    assert contract.number not in sign_in(None, locale).get(address).text
    assert contract.number in sign_in(story.owner, locale).get(address).text
