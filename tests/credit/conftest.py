import pytest

from marketplace.jobs import operations as jobs
from tests.contracts.story import Story


class CreditStory(Story):
    """A story whose facts are read, so that scores are counted."""

    def settle(self):
        self.session.commit()
        while jobs.read_facts(self.session):
            pass
        self.session.expire_all()


@pytest.fixture
def story(session, make):
    return CreditStory(session, make)
