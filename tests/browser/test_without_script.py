"""The core of the story on a phone, with JavaScript turned off."""

from functools import partial

import pytest

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from tests.browser.story import asking, offering, working
from tests.browser.story.people import OWNER, gather

CHAPTERS = (
    asking.enters_a_project,
    asking.drafts_a_request,
    asking.is_published,
    offering.are_offered,
    offering.are_opened_by_hand,
    working.is_contracted,
    working.is_delivered_twice,
)


@pytest.fixture
def town(hall, visit):
    phone = partial(visit, javascript=False, width=375)
    town = gather(hall, phone, "zh", newcomers=0)
    company = hall.organisation(Kind.COMPANY, 77, *OWNER)
    hall.person(asking.EMAIL, Role.OWNER, company)
    return town


def test_no_page_needs_a_script(town):
    town.owner.signs_in(asking.EMAIL)
    for chapter in CHAPTERS:
        chapter(town)
    assert town.hall.faults == []
