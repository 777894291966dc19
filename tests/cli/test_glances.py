"""A glance at a duty tells the same as the duty's own question."""

from datetime import UTC, datetime, time, timedelta

import pytest

from marketplace.cli.demo.glances import Glances
from marketplace.core.duties import DUTIES

DAYS = (-400, -30, 0, 1, 45, 400)


@pytest.fixture
def glances(small):
    with small.session() as session:
        made = Glances(session)
        yield made
        made.close()


def test_a_glance_finds_what_the_duty_finds(glances, small):
    morning = datetime.combine(small.day, time(), UTC)
    for now in (morning + timedelta(days=days) for days in DAYS):
        for name, duty in DUTIES.items():
            assert list(glances.find(name, now)) == list(duty.find(glances.session, now)), name


def test_most_duties_are_only_glanced_at(glances, small):
    morning = datetime.combine(small.day, time(), UTC)
    for name in DUTIES:
        glances.find(name, morning)
    assert len(glances.known) > len(DUTIES) / 2
