"""A whole hall in this process, a real browser beside it, and a clock that the story moves."""

import shutil
import threading
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.rules.passwords import hash_of
from marketplace.accounts.states import Kind
from marketplace.app import ROOT, create_app
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, Role, writing
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.core.places import Area
from marketplace.jobs.operations import send_letters, tick
from marketplace.matters import operations as matters
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import index_batch, reindex
from tests.support import code_for

CHROMIUM = shutil.which("chromium")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PASSWORD = "a-long-word-for-the-tests"  # noqa: S105 (of invented people)
MORNING = "2026-03-02T09:00+08:00"  # a Monday


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not on this machine"))


class Hall:
    """The hall under test: its address, its clock, its people, its jobs."""

    def __init__(self, app, address):
        self.app, self.address = app, address
        self.hashed = hash_of(PASSWORD)

    def at(self, moment):
        """Move the clock, and let the jobs do what that makes due."""
        clock.now = lambda: datetime.fromisoformat(moment)
        self.turn()

    def turn(self):
        """Rounds of the worker until there is nothing left to do."""
        with self.app.app_context():
            backend = WhooshBackend(self.app.config["HALL_DATA"] / "index")
            while tick(db.session()) + send_letters(db.session(), None):
                pass
            index_batch(db.session(), backend)
            db.session.remove()

    def person(self, email, role, organisation_id):
        """Somebody who may sign in with PASSWORD."""
        with self.app.app_context(), writing(db.session(), CLOCKWORK) as act:
            moments = {"registered_at": act.now, "confirmed_at": act.now}
            row = Person(email=email, email_key=email, name=email.split("@")[0], **moments)
            row.password_hash = self.hashed
            act.session.add(row)
            act.session.flush()
            member = {"role": role, "is_admin": True, "began_at": act.now}
            whose = {"person_id": row.id, "organisation_id": organisation_id}
            act.session.add(Membership(**member, **whose))

    def organisation(self, kind, no, name_zh, name_en):
        with self.app.app_context(), writing(db.session(), CLOCKWORK) as act:
            row = Organisation(
                kind=kind, code=code_for(no), name_zh=name_zh, name_en=name_en,
                registered_at=act.now, address="涪川市", phone="0816-5550000",
            )  # fmt: skip
            act.session.add(row)
            act.session.flush()
            return row.id

    def department(self, code):
        """The organisation of a department of the catalogue."""
        with self.app.app_context():
            mine = select(Organisation.id).where(Organisation.department == code)
            return db.session.scalar(mine)


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """One hall for each story: the catalogue is loaded, two areas, an operator."""
    ticking, clock.now = clock.now, lambda: datetime.fromisoformat(MORNING)
    data = tmp_path_factory.mktemp("hall")
    app = create_app(Config(data=data, secret="b" * 40, demo=True))
    with app.app_context():
        db.create_all()
        with writing(db.session(), CLOCKWORK) as act:
            matters.take_in(act, None, folder=ROOT / "data" / "approvals")
            act.session.add(Area(code="510701", name_zh="涪北区", name_en="Fubei District"))
            act.session.add(Area(code="510702", name_zh="涪南区", name_en="Funan District"))
        reindex(db.session(), WhooshBackend(data / "index"))
        db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hall = Hall(app, f"http://127.0.0.1:{server.port}")
    operator = hall.organisation(Kind.OPERATOR, 1, "大厅运营中心", "Hall Operations Centre")
    hall.person("operator@example.org", Role.OPERATOR, operator)
    yield hall
    server.shutdown()
    clock.now = ticking


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, hall):
    """A new visitor: visit(locale="zh", javascript=True, width=1280) gives his page."""
    contexts = []

    def come(locale="zh", javascript=True, width=1280):
        language = "zh-CN" if locale == "zh" else "en-GB"
        context = chromium.new_context(
            base_url=hall.address,
            locale=language,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield come
    for context in contexts:
        context.close()


def faults_of(page):
    """What axe finds wrong with the page, as "rule: element"."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {node['html']}" for v in found["violations"] for node in v["nodes"]]
