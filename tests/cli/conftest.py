"""A hall of its own, on a disk, filled with a small demo world."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from marketplace.app import create_app
from marketplace.cli.demo.play import play
from marketplace.core import keys
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.files import backend

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
    for hall in halls:
        hall.close()


@pytest.fixture(scope="session")
def small(fill):
    return fill(0.1)
