"""From an approval matter to a rated contract and a decided complaint, as people walk it."""

import pytest

from tests.browser.hall import opened
from tests.browser.story import asking, complaining, entering, offering, working
from tests.browser.story.people import gather


@pytest.fixture
def hall(tmp_path):
    """A new hall for each language."""
    with opened(tmp_path) as hall:
        yield hall


def test_the_main_story(hall, visit, locale):
    town = gather(hall, visit, locale)
    for chapter in CHAPTERS:
        chapter(town)
    assert not hall.faults


CHAPTERS = (
    asking.finds_what_is_needed,
    asking.signs_up,
    asking.registers,
    asking.enters_a_project,
    asking.drafts_a_request,
    entering.applies,
    entering.is_admitted,
    asking.is_published,
    offering.are_offered,
    offering.are_opened,
    offering.are_objected_to,
    working.is_contracted,
    working.is_delivered_twice,
    working.is_rated,
    working.stands_on_the_timeline,
    complaining.is_filed,
    complaining.is_heard,
    complaining.is_decided,
    complaining.is_on_the_docket,
    complaining.is_watched,
)
