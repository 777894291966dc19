"""What was acknowledged is there after a kill -9 in the middle of it."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import delete, func, select, update

from marketplace.core import clock
from marketplace.core.config import ROOT
from marketplace.core.database import db
from marketplace.core.invariants import INVARIANTS
from marketplace.jobs.models import Lease
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection.models import Award, Offer, SealKey, ShareKeeper
from marketplace.witness.rounds import Witness
from tests.bench.server import serving
from tests.drawn import LATER
from tests.durability.posting import kill, kill_in_the_middle, post_until_killed

pytestmark = pytest.mark.slow
PRICE = Offer.__table__.c.price_minor
RUSH, RUSH_SECONDS, PATIENCE_SECONDS = 500, 3, 60


def faults(folder):
    of_offers = [look for name, look in INVARIANTS.items() if "offer" in name]
    return [fault for look in of_offers for fault in look(db.session(), folder)]


@contextmanager
def helper(place, *words):
    """The worker, or the witnesses, as processes of their own."""
    command = [sys.executable, "-m", *words]
    with (place.folder / "helpers.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 (our own words)
            command, cwd=ROOT, env=os.environ | place.environ, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        kill([process])
        process.wait()


def wait_for(true):
    until = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.2)


def read(query):
    """As it stands now, seen by a transaction of its own."""
    db.session.rollback()
    return db.session.scalar(query)


@contextmanager
def working(place):
    """A worker; it takes over at once, as if the minute of a killed one's lease were over."""
    db.session.rollback()
    db.session.execute(delete(Lease))
    db.session.commit()
    with helper(place, "tests.durability.worker") as process:
        yield process


@contextmanager
def witnesses(folder):
    """Both in one thread; by their clocks the time has come, so that the test may set a closing."""
    stop = Event()
    both = [Witness(folder / "witness" / name, lambda: LATER) for name in ("regulator", "auditor")]

    def work():
        while not stop.wait(0.1):
            for witness in both:
                witness.work()

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def rush(place, request):
    """Posted until the closing and beyond it; web and worker are killed on the way, and again."""
    log, asks = place.folder / "hall.log", place.offers[:RUSH]
    with serving("wsgi:app", place.environ, log) as server, working(place) as worker:
        wait_for(lambda: read(select(func.count(ShareKeeper.id))) == 2)
        told = kill_in_the_middle(server, asks[:200], 60, [worker])
    with serving("wsgi:app", place.environ, log) as server, working(place) as worker:
        closing = close_in(request, RUSH_SECONDS)
        more, threads = post_until_killed(server, asks[200:], Event(), RUSH)
        wait_for(lambda: clock.now() > closing)
        kill([*server.tree(), worker])
        for thread in threads:
            thread.join()
    return told + more


def close_in(request, seconds):
    db.session.rollback()
    closing = clock.now() + timedelta(seconds=seconds)
    db.session.execute(update(Request).where(Request.id == request).values(closes_at=closing))
    db.session.commit()
    return closing


def test_a_rush_before_the_closing_loses_nothing_and_opens_once(place):
    request = int(place.offers[0][1].split("/")[2])
    state = select(Request.state).where(Request.id == request)
    with witnesses(place.folder):
        told = rush(place, request)
        with working(place):
            wait_for(lambda: read(state) not in {State.OPEN, State.CLOSED})
    mine = select(func.count(Offer.id)).where(Offer.request_id == request)
    kept = set(db.session.scalars(select(Offer.id).where(Offer.request_id == request)))
    assert len(told) == len(set(told)) >= 60
    assert set(told) <= kept
    assert read(mine.where(PRICE > 0)) == read(mine) == len(firms(request))
    assert read(state) is State.SELECTED
    assert read(select(func.count(Award.id)).where(Award.request_id == request)) == 1
    assert read(select(SealKey.wrapped).where(SealKey.request_id == request)) is None
    assert faults(place.folder) == []


def firms(request):
    return set(db.session.scalars(select(Offer.firm_id).where(Offer.request_id == request)))
