"""Draws, auctions, and for races empty halls on SQLite and on a PostgreSQL of our own."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from marketplace.core import calendars, rulesets
from marketplace.core.database import Row
from marketplace.core.places import Area
from tests import elephant
from tests.auctioned import Rooms
from tests.drawn import Lots, witnessed
from tests.support import CALENDAR_DATA


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
        yield server


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """A hall with its tables, rules and calendar and nobody in it; each race takes its own copy."""
    file = tmp_path_factory.mktemp("empty") / "hall.db"
    prepare(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def empty_server(postgres):
    prepare(postgres.database("empty"))
    return postgres


def prepare(url):
    engine = create_engine(url)
    Row.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(rulesets.first(datetime(2020, 1, 1, tzinfo=UTC)))
        session.add(Area(code="510701", name_zh="涪北区", name_en="Fubei District"))
        calendars.load(session, CALENDAR_DATA)
        session.commit()
    engine.dispose()
