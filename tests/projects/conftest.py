import pytest

from tests.market import Market


@pytest.fixture
def market(session):
    return Market(session)
