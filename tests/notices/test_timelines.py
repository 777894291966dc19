"""Who is told of housekeepers."""

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK, Role
from marketplace.jobs import operations as jobs
from marketplace.notices import queries
from marketplace.notices.models import Notice
from marketplace.timelines import operations
from tests.contracts.story import Story
from tests.timelines.planning import planned, specialist


@pytest.fixture
def story(session, make):
    return Story(session, make)


def told(story, actor):
    story.session.commit()
    while jobs.read_facts(story.session):
        pass
    mine = select(Notice).filter_by(person_id=actor.person_id).order_by(Notice.id)
    return [queries.words(notice) for notice in story.session.scalars(mine)]


def test_both_are_told_who_looks_after_the_project(story, make):
    keeper = specialist(make)
    planned(story)
    operations.assign(story.act(CLOCKWORK), story.project)
    (words,) = told(story, keeper)
    assert "“Valve works”" in words
    assert "2026-03-03" in words
    (words,) = told(story, story.owner)
    assert "calls you by" in words


def test_a_late_contact_is_told_to_the_keeper_and_the_operator(story, make, at):
    keeper, operator = specialist(make), make.actor(Role.OPERATOR)
    planned(story)
    kept = operations.assign(story.act(CLOCKWORK), story.project)
    at("2026-03-04T09:00+08:00")
    operations.flag(story.act(CLOCKWORK), kept)
    assert "is over" in told(story, keeper)[-1]
    assert "did not call" in told(story, operator)[-1]


def test_the_owner_reads_what_was_agreed(story, make):
    keeper = specialist(make)
    planned(story)
    kept = operations.assign(story.act(CLOCKWORK), story.project)
    operations.contact(story.act(keeper), kept, note="Papers on Monday")
    assert "noted what you agreed" in told(story, story.owner)[-1]
