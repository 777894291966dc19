"""Draws and auctions for the tests of selection."""

import pytest

from tests.auctioned import Rooms
from tests.drawn import Lots, witnessed


@pytest.fixture
def lots(market, tmp_path):
    with witnessed(tmp_path / "witness"):
        yield Lots(market)


@pytest.fixture
def rooms(market):
    return Rooms(market)
