"""Halls of their own, on a disk, filled with a small demo world; the command `hall` on them."""

import json
from contextlib import closing

import pytest
from click.testing import CliRunner
from flask_migrate import upgrade
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from marketplace.app import ROOT, create_app
from marketplace.cli import hall
from marketplace.cli.demo.lots import witnessed
from marketplace.cli.demo.payments import stand_in
from marketplace.cli.demo.play import play
from marketplace.core.database import db
from tests.filled import (
    SCALE,
    SECRET,
    apart,
    application,
    config_of,
    copy_of,
    day_of,
    digests,
    filled,
    tell,
    told,
)


class Filled:
    """A filled hall: its application, its data folder, the day it was filled for."""

    def __init__(self, data, day):
        self.data, self.day = data, day
        with apart():
            self.app = application(data)
            self.ports = told()

    def play(self):
        """Fill it anew, as `filled` did; what was refused on the way."""
        with apart(), self.app.app_context():
            tell(self.ports)
            upgrade(directory=str(ROOT / "migrations"))
            with witnessed(self.data), stand_in(config_of(self.data)) as book:
                return play(db.session(), self.day, SCALE, book).refused

    def session(self):
        with self.app.app_context():
            return Session(db.engine)

    def close(self):
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A copy of the hall that all tests share."""
    there = filled()
    data = copy_of(there, tmp_path_factory.mktemp("demo") / "hall")
    with closing(Filled(data, day_of(there))) as held:
        yield held


@pytest.fixture(scope="session")
def anew(small, tmp_path_factory):
    """A hall filled once more for the same day."""
    with closing(Filled(tmp_path_factory.mktemp("anew"), small.day)) as held:
        held.refused = held.play()
        yield held


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on the data folder `tmp_path / "hall"`, or another one."""

    def command(*words, data=tmp_path / "hall", status=0, **environ):
        given = {"HALL_DEMO": "1", "HALL_DATA": str(data), "HALL_SECRET": SECRET} | environ
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        with apart():
            result = CliRunner().invoke(hall, [str(word) for word in words], obj=create_app)
        assert result.exit_code == status, (result.output, result.exception)
        return result

    return command


@pytest.fixture
def full(tmp_path):
    """The data folder with the small demo hall in it."""
    return copy_of(filled(), tmp_path / "hall")


@pytest.fixture
def rows():
    def of(data):
        engine = create_engine(f"sqlite:///{data / 'hall.db'}")
        with engine.connect() as connection:
            found = digests(connection)
        engine.dispose()
        return found

    return of


@pytest.fixture
def catalogue(tmp_path):
    """A copy of the real catalogue, to be spoiled: change(file, edit of its JSON)."""
    folder = copy_of(ROOT / "data" / "approvals", tmp_path / "catalogue")

    def change(name, edit):
        file = folder / name
        found = json.loads(file.read_text(encoding="utf-8"))
        edit(found)
        file.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")

    return folder, change
