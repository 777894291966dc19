"""One hall in memory for all tests; each test's changes are undone."""

from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from types import SimpleNamespace

import pytest
from flask_login import FlaskLoginClient
from hypothesis import settings
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.accounts.models import Membership, Organisation, Person, SignIn
from marketplace.accounts.states import Kind
from marketplace.app import create_app
from marketplace.core import calendars, clock, rulesets
from marketplace.core.act import CLOCKWORK, STRANGER, Act, Actor, Role
from marketplace.core.config import Config
from marketplace.core.database import db
from marketplace.core.places import Area
from tests.filled import tell, told
from tests.market import Market
from tests.support import CALENDAR_DATA, code_for

settings.register_profile("hall", deadline=None, derandomize=True)
settings.load_profile("hall")

pytest_plugins = ["tests.pace"]
SAVEPOINTS = {"join_transaction_mode": "create_savepoint"}
MANY_STATEMENTS = {"query_cache_size": 5_000}  # more than any hall has, for all tests use it
NOON = "2026-03-02T12:00+08:00"  # a Monday
KIND_OF = {
    Role.OWNER: Kind.COMPANY,
    Role.INTERMEDIARY: Kind.INTERMEDIARY,
    Role.REGULATOR: Kind.DEPARTMENT,
    Role.OPERATOR: Kind.OPERATOR,
    Role.CLERK: Kind.WINDOW,
    Role.SPECIALIST: Kind.WINDOW,
    Role.AUDITOR: Kind.AUDIT,
}


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    data = tmp_path_factory.mktemp("hall")
    config = Config(data=data, secret="t" * 40, database="sqlite://", demo=True)
    settings = {"TESTING": True, "WTF_CSRF_ENABLED": False}
    app = create_app(config, SQLALCHEMY_ENGINE_OPTIONS=MANY_STATEMENTS, **settings)
    app.test_client_class = FlaskLoginClient
    with app.app_context():
        db.create_all()
        db.session.configure(**SAVEPOINTS)
        db.session.add(rulesets.first(datetime(2020, 1, 1, tzinfo=UTC)))
        calendars.load(db.session(), CALENDAR_DATA)
        db.session.add(Area(code="510701", name_zh="涪北区", name_en="Fubei District"))
        db.session.add(Area(code="510702", name_zh="涪南区", name_en="Funan District"))
        db.session.commit()
    app.extensions["told"] = told()
    return app


@pytest.fixture(autouse=True)
def ports(request):
    """The process knows the application that the test asks, whichever was made since."""
    if "app" in request.fixturenames:
        tell(request.getfixturevalue("app").extensions["told"])


@pytest.fixture
def session(app, at):
    """A session on a transaction that is undone after the test; the app under test shares it.

    No app context stays open, or every request of the test would share one `g`, and one user.
    """
    with app.app_context():
        engine, engines = db.engine, db.engines
    connection = engines[None] = engine.connect()
    outer = connection.begin()
    with Session(connection, **SAVEPOINTS) as session:
        yield session
    outer.rollback()
    connection.close()
    engines[None] = engine


@pytest.fixture
def at(monkeypatch):
    """Set the hall's clock: at("2026-03-05T10:00+08:00")."""

    def move(moment):
        monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(moment))

    move(NOON)
    return move


@pytest.fixture
def act(session):
    """An act of an actor, now or at a moment, its operations not yet committed."""

    def begin(actor=CLOCKWORK, at=None):
        return Act(session, actor, datetime.fromisoformat(at) if at else clock.now())

    return begin


class Makers(SimpleNamespace):
    """One maker a table, each with lawful defaults; a room's own makers add to it."""

    def __init__(self, session):
        super().__init__(session=session, number=count(1))

    def save(self, row):
        self.session.add(row)
        self.session.flush()
        return row

    def area(self):
        return self.session.scalars(select(Area).order_by(Area.id)).first()

    def person(self, **names):
        no = next(self.number)
        email = names.pop("email", f"person{no}@example.org")
        given = {"name": f"Person {no}", "password_hash": "!", "confirmed_at": clock.now()}
        row = Person(email=email, email_key=email, registered_at=clock.now(), **(given | names))
        return self.save(row)

    def organisation(self, kind=Kind.COMPANY, **names):
        no = next(self.number)
        given = {"name_zh": f"单位{no}", "name_en": f"Organisation {no}", "code": code_for(no)}
        if kind is Kind.DEPARTMENT:
            given |= {"department": f"D{no}", "code": None}
        return self.save(Organisation(kind=kind, registered_at=clock.now(), **(given | names)))

    def actor(self, role=Role.OWNER, organisation=None, is_admin=True, **person):
        organisation = organisation or self.organisation(KIND_OF[role])
        person = self.person(**person)
        member = {"role": role, "is_admin": is_admin, "began_at": clock.now()}
        self.save(Membership(person_id=person.id, organisation_id=organisation.id, **member))
        return Actor(person.id, organisation.id, role, is_admin)

    def every_role(self):
        """One actor of each role, and a stranger."""
        return {role: self.actor(role) for role in KIND_OF} | {Role.STRANGER: STRANGER}


@pytest.fixture
def make(session):
    return Makers(session)


@pytest.fixture
def sign_in(app, session):
    """A test client signed in as an actor; signed out without one."""

    def client(actor=None, locale="en"):
        browser = app.test_client()
        browser.set_cookie("locale", locale)
        if actor is None or actor == STRANGER:
            return browser
        token = _session_of(session, actor)
        with browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return browser

    return client


def _session_of(session, actor):
    membership = session.scalars(
        select(Membership).filter_by(
            person_id=actor.person_id, organisation_id=actor.organisation_id, role=actor.role
        )
    ).one()
    token = f"token-{actor.person_id}-{membership.id}"
    moments = {"began_at": clock.now(), "seen_at": clock.now(), "second_factor_at": clock.now()}
    hashed = sha256(token.encode()).hexdigest()
    row = SignIn(
        token_hash=hashed, person_id=actor.person_id, membership_id=membership.id, **moments
    )
    session.add(row)
    session.commit()
    return token


@pytest.fixture
def put_state(session):
    """Put a row into a state, past its machine, as only a test may."""

    def put(row, state):
        session.execute(update(type(row)).where(type(row).id == row.id).values(state=state))
        session.refresh(row)

    return put


@pytest.fixture
def each(session):
    """Try many things, each from one and the same beginning; all that fail are told together."""

    def run(many, try_one):
        failed = []
        for one in many:
            with session.begin_nested() as beginning:
                try:
                    try_one(one)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"with {one}")
                    failed.append(error)
                beginning.rollback()
        if failed:
            raise BaseExceptionGroup(f"{len(failed)} of {len(many)}", failed)

    return run


@pytest.fixture
def browser(sign_in):
    """The browser of an actor, signed in once."""
    browsers = {}

    def of(actor=None, locale="en"):
        if (actor, locale) not in browsers:
            known = next((b for (one, _), b in browsers.items() if one == actor), None)
            browsers[actor, locale] = known or sign_in(actor, locale)
        browsers[actor, locale].set_cookie("locale", locale)
        return browsers[actor, locale]

    return of


@pytest.fixture
def look(browser):
    """The text of a page for an actor."""

    def page(path, actor=None, status=200, locale="en"):
        reply = browser(actor, locale).get(path)
        assert reply.status_code == status, (path, reply.status_code)
        return reply.get_data(as_text=True)

    return page


@pytest.fixture
def send(browser):
    """The answer to a form sent by an actor."""

    def post(path, actor, status=303, **fields):
        reply = browser(actor).post(path, data=fields)
        assert reply.status_code == status, (path, reply.status_code)
        return reply

    return post


@pytest.fixture
def market(session):
    return Market(session)
