import pytest

from tests.contracts.story import Story


@pytest.fixture
def story(session, make):
    return Story(session, make)
