"""The hall under test: its address, its clock, its people, its jobs."""

import shutil
from contextlib import contextmanager
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.rules.passwords import hash_of
from marketplace.accounts.states import Kind
from marketplace.app import ROOT, create_app
from marketplace.core import clock, memo, words
from marketplace.core.act import CLOCKWORK, Actor, Role, writing
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.core.places import Area
from marketplace.directory import operations as directory
from marketplace.jobs.operations import send_letters, tick
from marketplace.matters import operations as matters
from marketplace.matters.models import ServiceItem
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import index_batch, reindex
from tests.browser.paper import Sent
from tests.browser.serving import clock_at, served
from tests.filled import apart, tell, told
from tests.support import code_for

PASSWORD = "a-long-word-for-the-tests"  # noqa: S105 (of invented people)
MORNING = "2026-03-02T09:00+08:00"  # a Monday
HASHED = hash_of(PASSWORD)
AREAS = ("510701", "涪北区", "Fubei District"), ("510702", "涪南区", "Funan District")
VALID = {"valid_from": date(2024, 1, 1), "valid_to": date(2027, 12, 31)}


class Hall:
    """`at` moves the clock of the whole process; `faults` holds what its pages do wrong."""

    def __init__(self, app, address):
        self.app, self.address = app, address
        self.index = WhooshBackend(app.config["HALL_DATA"] / "index")
        words.connect(self.index)
        self.looked_at, self.faults = set(), []

    def strikes(self, moment):
        """Move the clock; the jobs sleep."""
        clock.now = lambda: datetime.fromisoformat(moment)

    def at(self, moment):
        """Move the clock, and let the jobs do what that makes due."""
        self.strikes(moment)
        self.turn()

    def turn(self):
        """Rounds of the worker until there is nothing left to do."""
        with self.app.app_context():
            _turn(self.index)
            db.session.remove()

    def endpoint(self, url):
        """The name of the page at an address."""
        adapter = self.app.url_map.bind("")
        return adapter.match(urlsplit(url).path, method="GET")[0]

    def person(self, email, role, organisation_id):
        """Somebody who may sign in with PASSWORD."""
        with self.app.app_context(), writing(db.session(), CLOCKWORK) as act:
            moments = {"registered_at": act.now, "confirmed_at": act.now}
            row = Person(email=email, email_key=email, name=email.split("@")[0], **moments)
            row.password_hash = HASHED
            act.session.add(row)
            act.session.flush()
            member = {"role": role, "is_admin": True, "began_at": act.now}
            whose = {"person_id": row.id, "organisation_id": organisation_id}
            act.session.add(Membership(**member, **whose))
            return Actor(row.id, organisation_id, role, is_admin=True)

    def organisation(self, kind, no, name_zh, name_en):
        with self.app.app_context(), writing(db.session(), CLOCKWORK) as act:
            row = Organisation(
                kind=kind, code=code_for(no), name_zh=name_zh, name_en=name_en,
                registered_at=act.now, address=f"涪川市{no}号", phone=f"0816-55{no:05}",
            )  # fmt: skip
            act.session.add(row)
            act.session.flush()
            return row.id

    def department(self, code):
        """The organisation of a department of the catalogue."""
        with self.app.app_context():
            mine = select(Organisation.id).where(Organisation.department == code)
            return db.session.scalar(mine)

    def admitted(self, actor, checker, item):
        """The actor's firm applies for one service item and is admitted, without pages."""
        with self.app.app_context():
            with writing(db.session(), actor) as act:
                firm = directory.begin(act, None)
                areas = tuple(act.session.scalars(select(Area.id)))
                profile = _profile(actor, areas)
                directory.describe(act, firm, profile=profile)
                directory.draft_paper(act, firm, terms=_paper(act.session, actor, item))
                licence = directory.Licence("Surveyor", "Surveyor", f"L{actor.person_id}", "Firm")
                directory.add_practitioner(act, firm, licence=licence)
                directory.apply(act, firm)
            with writing(db.session(), checker, firm) as act:
                directory.admit(act, firm)


def _profile(actor, areas):
    """Firms that share a number or an address are linked, and may not meet."""
    no = actor.organisation_id
    return directory.Profile("", "Contact", f"0816-51{no:05}", f"a{no}@example.org", areas)


def _paper(session, actor, code):
    item = session.scalar(select(ServiceItem).where(ServiceItem.code == code))
    number = f"C{actor.organisation_id}"
    scans = (Sent("scan.pdf", number),)
    return directory.Terms(item.qualification, (item.id,), "", number, "", **VALID, files=scans)


_HOUSE = []  # the application, what it told the process, its data before anybody came


@contextmanager
def opened(data):
    """A hall with the catalogue, two areas and an operator.

    All stories of a process live in one application: what was compiled once serves them all.
    """
    with clock_at(MORNING), apart():
        app, ports, stocked = _house(data.with_name("house"))
        tell(ports)
        _restore(app, stocked)
        with served(app) as address:
            hall = Hall(app, address)
            centre = hall.organisation(Kind.OPERATOR, 1, "大厅运营中心", "Hall Operations Centre")
            hall.operator = hall.person("operator@example.org", Role.OPERATOR, centre)
            yield hall
            hall.index.close()


def _house(data):
    if not _HOUSE:
        data.mkdir()
        app = create_app(Config(data=data, secret="b" * 40, demo=True))
        _stock(app, data)
        _HOUSE[:] = app, told(), shutil.copytree(data, data.with_name("stocked"))
    return _HOUSE


def _stock(app, data):
    with app.app_context():
        db.create_all()
        with writing(db.session(), CLOCKWORK) as act:
            matters.take_in(act, None, folder=ROOT / "data" / "approvals")
            for code, zh, en in AREAS:
                act.session.add(Area(code=code, name_zh=zh, name_en=en))
        index = WhooshBackend(data / "index")
        reindex(db.session(), index)
        _turn(index)
        index.close()
        db.session.remove()
        db.engine.dispose()


def _turn(index):
    while tick(db.session()) + send_letters(db.session(), None):
        pass
    index_batch(db.session(), index)


def _restore(app, stocked):
    with app.app_context():
        db.engine.dispose()
    data = app.config["HALL_DATA"]
    shutil.rmtree(data)
    shutil.copytree(stocked, data)
    memo.forget()
