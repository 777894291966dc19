"""Thirty at once: one effect, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import count as numbers
from shutil import copy
from threading import Barrier

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from marketplace.audit.queries import proofs
from marketplace.core import clock, keys
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.errors import DomainError
from marketplace.core.facts import Fact
from marketplace.core.transparency.models import LogLeaf
from marketplace.matters.models import ServiceItem
from marketplace.projects.models import Project
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import Award, Offer, SealKey
from marketplace.selection.states import OfferState
from tests.market import CLOSING, MONDAY, OBJECTIONS_END, REASON, TERMS, Market, offer_of

pytestmark = pytest.mark.deep

MANY, RACES = 30, numbers(1)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request, tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "_FOLDER", [tmp_path / "keys"])
    if request.param == "sqlite":
        url = f"sqlite:///{copy(request.getfixturevalue('empty'), tmp_path / 'hall.db')}"
    else:
        server = request.getfixturevalue("empty_server")
        url = server.database(f"race_{next(RACES)}", like="empty")
    engine = create_engine(url, pool_size=MANY, max_overflow=25)
    yield engine
    engine.dispose()


@pytest.fixture
def hall(engine, monkeypatch):
    """A market in its own database, the clock, and a way to do a thing thirty times at once."""
    session = Session(engine, expire_on_commit=False)
    market = Market(session)

    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(moment))

    def at_once(deeds, kind, id):
        """How many of the deeds, each (actor, do), succeeded."""
        session.commit()
        gate = Barrier(len(deeds))

        def run(deed):
            with Session(engine) as mine:
                thing = mine.get(kind, id)
                gate.wait()
                return did(mine, thing, *deed)

        with ThreadPoolExecutor(len(deeds)) as pool:
            done = sum(pool.map(run, deeds))
        session.expire_all()
        return done

    at(MONDAY)
    market.at, market.at_once = at, at_once
    yield market
    session.close()


def did(session, thing, actor, do):
    try:
        with writing(session, actor, thing) as act:
            do(act, thing)
    except DomainError:
        return 0
    return 1


def count(market, kind, **filters):
    return market.session.scalar(select(func.count()).select_from(kind).filter_by(**filters))


def test_the_offers_close_once(hall):
    request, _ = hall.offered(1, 2, 3)
    hall.at(CLOSING)
    assert hall.at_once([(CLOCKWORK, requests.close)] * MANY, Request, request.id) == 1
    assert count(hall, Fact, name="requests.close") == 1


def test_the_offers_open_once(hall):
    request, _ = hall.offered(1, 2, 3)
    hall.at(CLOSING)
    assert hall.at_once([(hall.owner, selection.open)] * MANY, Request, request.id) == 1
    assert (count(hall, Award), count(hall, Offer, state=OfferState.WON)) == (1, 1)


def test_a_failed_request_is_noticed_again_once(hall):
    request, _ = hall.offered(1, 2)
    hall.at(CLOSING)
    assert hall.at_once([(CLOCKWORK, selection.open)] * MANY, Request, request.id) == 1
    assert count(hall, Request) == 2


def test_the_work_is_awarded_once(hall):
    request, _ = hall.selected()
    hall.at(OBJECTIONS_END)
    assert hall.at_once([(CLOCKWORK, selection.award)] * MANY, Request, request.id) == 1
    assert count(hall, Request, state=State.AWARDED) == 1


def test_a_request_is_withdrawn_once_and_never_both_withdrawn_and_closed(hall):
    request = hall.open()
    deeds = [(hall.owner, lambda act, row: requests.withdraw(act, row, reason=REASON))] * MANY
    assert hall.at_once(deeds, Request, request.id) == 1


def test_an_offer_is_withdrawn_once(hall):
    request, (firm,) = hall.offered(90_000)
    mine = queries.living(hall.session, request, firm.organisation_id)
    assert hall.at_once([(firm, selection.withdraw)] * MANY, Offer, mine.id) == 1


def test_a_firm_has_one_sealed_offer_and_a_request_one_key(hall):
    request, firm = hall.open(), hall.firm()
    deeds = [(firm, lambda act, row: selection.offer(act, row, terms=offer_of()))] * MANY
    assert hall.at_once(deeds, Request, request.id) == 1
    assert (count(hall, Offer), count(hall, SealKey)) == (1, 1)


def test_thirty_firms_offer_at_once_and_all_are_received(hall):
    request = hall.open()
    firms = [hall.firm() for _ in range(MANY)]
    deeds = [(firm, lambda act, row: selection.offer(act, row, terms=offer_of())) for firm in firms]
    assert hall.at_once(deeds, Request, request.id) == MANY
    assert (count(hall, Offer), count(hall, SealKey)) == (MANY, 1)
    assert count(hall, LogLeaf) == MANY + 2  # the notice, and the key that was made once
    assert list(proofs.faults(hall.session)) == []


def test_numbers_are_given_once(hall):
    project = hall.project()

    def draft(act, row):
        item, matter = act.session.get(ServiceItem, hall.item.id), row.needs[0].matter
        requests.draft(act, row, need=requests.Need(item, matter), terms=TERMS)

    assert hall.at_once([(hall.owner, draft)] * MANY, Project, project.id) == MANY
    numbers = hall.session.scalars(select(Request.number)).all()
    assert len(set(numbers)) == MANY
    assert max(numbers) == "XQ-2026-000030"


def test_the_table_itself_refuses_a_second_sealed_offer(hall):
    request, (firm,) = hall.offered(90_000)
    mine = queries.living(hall.session, request, firm.organisation_id)
    hall.session.commit()
    twin = Offer(request_id=request.id, firm_id=firm.organisation_id, version=99)
    twin.request_version, twin.received_at = 1, mine.received_at
    hall.session.add(twin)
    with pytest.raises(Exception, match=r"(?i)unique"):
        hall.session.flush()
    hall.session.rollback()
