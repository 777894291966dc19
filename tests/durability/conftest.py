"""A hall of some thousand firms, made once for each kind of trouble."""

from types import SimpleNamespace

import pytest

from marketplace.app import create_app
from marketplace.core.database import db
from marketplace.search.backend.whoosh_backend import WhooshBackend
from tests.bench import hall, seed
from tests.filled import apart, config_of

FIRMS = 2_000


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The data folder, and an offer of each firm that may answer one and the same request."""
    folder = tmp_path_factory.mktemp("durable")
    with apart():
        app = create_app(config_of(folder), TESTING=True)
        with app.app_context():
            db.create_all()
            seed.fill(db.session(), FIRMS)
            offers = hall._offers(app)
            WhooshBackend(folder / "index").rebuild([])  # an empty one: nobody searches here
            secret = config_of(folder).secret
            environ = {"HALL_DEMO": "1", "HALL_DATA": str(folder), "HALL_SECRET": secret}
            yield SimpleNamespace(folder=folder, offers=offers, environ=environ, app=app)
            db.session.remove()
