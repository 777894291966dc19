"""What was acknowledged is there after a kill -9 in the middle of it."""

import os
import re
import signal
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

import pytest
from sqlalchemy import select

from marketplace.app import create_app
from marketplace.core.database import db
from marketplace.core.invariants import INVARIANTS
from marketplace.selection.models import Offer
from tests.bench import hall, seed
from tests.bench.server import serving
from tests.filled import apart, config_of

pytestmark = pytest.mark.slow
FIRMS, POSTERS = 2_000, 4
ACKNOWLEDGED = re.compile(r"/offers/(\d+)")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A hall of two thousand firms, and an offer of each that may answer one request."""
    folder = tmp_path_factory.mktemp("durable")
    with apart():
        app = create_app(config_of(folder), TESTING=True)
        with app.app_context():
            db.create_all()
            seed.fill(db.session(), FIRMS)
            offers = hall._offers(app)
            yield folder, offers
            db.session.remove()


def acknowledged(port, ask):
    """The id of the offer that the hall says it keeps, or nothing."""
    method, path, headers, body = ask
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
    return [int(found) for found in ACKNOWLEDGED.findall(answer.headers.get("Location", ""))]


def post_until_killed(server, asks, enough, count):
    """Offer after offer, and the ids the hall acknowledged; sets `enough` after `count` of them."""
    told = []

    def post(mine):
        for ask in mine:
            with suppress(OSError, HTTPException):
                told.extend(acknowledged(server.port, ask))
            if len(told) >= count:
                enough.set()

    threads = [Thread(target=post, args=(asks[at::POSTERS],)) for at in range(POSTERS)]
    for thread in threads:
        thread.start()
    return told, threads


def kill_in_the_middle(server, asks, count):
    enough = Event()
    told, threads = post_until_killed(server, asks, enough, count)
    assert enough.wait(60), "the hall acknowledged too few offers"
    for process in server.tree():
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    for thread in threads:
        thread.join()
    return told


def test_every_acknowledged_offer_survives(place):
    folder, offers = place
    environ = {"HALL_DEMO": "1", "HALL_DATA": str(folder), "HALL_SECRET": config_of(folder).secret}
    told = []
    for at, count in ((0, 15), (len(offers) // 2, 10)):
        with serving("wsgi:app", environ, folder / "hall.log") as server:
            told += kill_in_the_middle(server, offers[at : at + len(offers) // 2], count)
    session = db.session()
    session.rollback()
    kept = set(session.scalars(select(Offer.id)))
    assert len(told) == len(set(told)) >= 25
    assert set(told) <= kept
    of_offers = [look for name, look in INVARIANTS.items() if "offer" in name]
    assert [fault for look in of_offers for fault in look(session, folder)] == []
