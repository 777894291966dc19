"""The owner cuts the work into parts before anybody signs; the firm may say no, once."""

import pytest

from marketplace.contracts import operations
from marketplace.contracts.rules import Part
from marketplace.core.errors import BadInputError, WrongStateError

PARTS = [Part(1, "Survey", 4, 38_000_00), Part(2, "Report", 6, 60_000_00)]


def plan(story, contract, parts=PARTS):
    operations.plan_parts(story.act(story.owner), contract, parts=parts)


def test_the_plan_is_in_the_text_and_on_a_new_paper(story):
    contract = story.contract()
    before = contract.paper().sha256
    plan(story, contract)
    assert [(one.title, one.days) for one in contract.milestones] == [("Survey", 4), ("Report", 6)]
    (clause,) = [one for one in contract.terms if one["title_zh"] == "分期"]
    assert "38,000.00" in clause["text_zh"]
    assert contract.paper().sha256 != before
    assert len(contract.papers) == 1


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([Part(1, "", 4, 38_000_00), Part(2, "", 6, 59_999_99)], "last cent"),
        ([Part(1, "", 4, 38_000_00), Part(2, "", 7, 60_000_00)], "agreed 10"),
        ([Part(1, "", 10, 98_000_00), Part(2, "", 0, 0)], "above zero"),
        ([], "last cent"),
    ],
)
def test_parts_must_be_the_whole(story, parts, why):
    with pytest.raises(BadInputError, match=why):
        plan(story, story.contract(), parts)


def test_nothing_is_planned_after_the_first_signature(story):
    contract = story.contract()
    operations.confirm(story.act(story.firm), contract)
    with pytest.raises(WrongStateError, match="cannot be planned"):
        plan(story, contract)


def test_the_firm_may_ask_for_one_part_and_then_it_stays(story):
    contract = story.contract()
    plan(story, contract)
    operations.drop_plan(story.act(story.firm), contract)
    (part,) = contract.milestones
    assert (part.days, part.price, part.title) == (10, contract.price, "")
    with pytest.raises(WrongStateError, match="one part"):
        plan(story, contract)


def test_one_part_cannot_be_dropped(story):
    with pytest.raises(WrongStateError, match="already"):
        operations.drop_plan(story.act(story.firm), story.contract())


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_owner_plans_by_the_form(story, session, sign_in, locale):
    contract = story.contract()
    session.commit()
    client, address = sign_in(story.owner, locale), f"/contracts/{contract.id}/plan_parts"
    assert client.get(address).status_code == 200
    rows = {"title_1": "甲", "days_1": "4", "price_1": "3.8万", "title_3": "乙", "days_3": "6"}
    assert client.post(address, data=rows).status_code == 422
    client.post(address, data=rows | {"price_3": "60,000"})
    session.refresh(contract)
    assert [(part.no, part.title) for part in contract.milestones] == [(1, "甲"), (2, "乙")]
