"""Halls of their own, on a disk, filled with a small demo world; the command `hall` on them."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from marketplace.app import ROOT, create_app
from marketplace.cli import hall
from marketplace.cli.demo.play import play
from marketplace.core import keys
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.files import backend
from tests.filled import SECRET, apart, copy_of, digests, filled

TODAY = date(2026, 11, 22)


class Filled:
    """A filled hall: its application, its data folder, and what was refused on the way."""

    def __init__(self, data, scale):
        config = Config(data=data, secret="d" * 40, demo=True)
        self.data, self.app = data, create_app(config, TESTING=True, WTF_CSRF_ENABLED=False)
        with self.app.app_context():
            db.create_all()
            self.refused = play(db.session(), TODAY, scale).refused

    def session(self):
        with self.app.app_context():
            return Session(db.engine)

    def close(self):
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="session")
def fill(app, tmp_path_factory):
    """fill(scale): a hall filled at that scale, in a new folder; the other tests keep theirs."""
    halls = []

    def begin(scale):
        halls.append(Filled(tmp_path_factory.mktemp("demo"), scale))
        keys.set_folder(app.config["HALL_DATA"])
        backend.connect(app.config["HALL_DATA"])
        return halls[-1]

    yield begin
    for filled_one in halls:
        filled_one.close()


@pytest.fixture(scope="session")
def small(fill):
    return fill(0.1)


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
def full(tmp_path_factory, tmp_path):
    """The data folder with the small demo hall in it."""
    return copy_of(filled(tmp_path_factory), tmp_path / "hall")


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
