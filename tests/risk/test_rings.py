"""Two who praise each other again and again are a lead for the regulator, once."""

import pytest
from sqlalchemy import select

from marketplace.ratings import operations as ratings
from marketplace.risk import rules
from marketplace.risk.models import Lead
from tests.contracts.story import Story
from tests.credit.conftest import CreditStory
from tests.ratings.test_ratings import FAIR, GOOD


@pytest.fixture
def story(session, make) -> Story:
    return CreditStory(session, make)


def both_rate(story, of_the_firm=GOOD):
    contract = story.accepted()
    ratings.rate(story.act(story.owner), contract, terms=of_the_firm)
    ratings.rate(story.act(story.firm), contract, terms=GOOD)
    story.settle()


@pytest.mark.parametrize(
    ("given", "returned", "ring"),
    [
        ([4.5] * 4, [5.0] * 4, True),
        ([4.5] * 4, [5.0] * 3, False),
        ([4.4] * 4, [5.0] * 4, False),
        ([], [], False),
    ],
)
def test_a_ring_is_much_praise_from_both_sides(given, returned, ring):
    assert rules.is_ring(given, returned, 4, 4.5) is ring


def test_the_fourth_contract_opens_one_lead(story, session):
    for _ in range(3):
        both_rate(story)
    assert session.scalars(select(Lead)).all() == []
    for _ in range(2):
        both_rate(story)
    (lead,) = session.scalars(select(Lead)).all()
    assert (lead.firm_id, lead.regulator_id) == (
        story.firm.organisation_id, story.regulator.organisation_id,
    )  # fmt: skip


def test_fair_marks_open_none(story, session):
    for _ in range(5):
        both_rate(story, of_the_firm=FAIR)
    assert session.scalars(select(Lead)).all() == []
