"""Draws, auctions and a PostgreSQL of our own for the tests of selection."""

import pytest

from tests import elephant
from tests.auctioned import Rooms
from tests.drawn import Lots, witnessed


@pytest.fixture
def lots(market, tmp_path):
    with witnessed(tmp_path / "witness"):
        yield Lots(market)


@pytest.fixture
def rooms(market):
    return Rooms(market)


@pytest.fixture(scope="session")
def postgres():
    with elephant.postgres() as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
