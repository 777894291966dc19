"""A request from its notice to its end, and all who may do anything to it."""

from contextlib import contextmanager
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.contracts import operations as contracts
from marketplace.contracts.models import Contract
from marketplace.contracts.states import OVER
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import db
from marketplace.core.errors import DomainError
from marketplace.core.facts import Pending
from marketplace.core.invariants import INVARIANTS
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm
from marketplace.directory.operations.matching import rematch
from marketplace.jobs.operations import tick
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import Award, Objection, Offer
from marketplace.selection.states import FREEZING, AwardState
from tests.conftest import SAVEPOINTS
from tests.contracts.story import Sent
from tests.market import MONDAY, REASON, Market, offer_of

FIRMS = st.integers(0, 3)
AMOUNTS = st.integers(50_000, 99_000)
WAITS = st.sampled_from([1, 8, 26, 100, 300])  # hours
ON_DISK = {"the database is sound", "uploads on the disk are those of the table"}
UNOPENED = {State.OPEN, State.CLOSED}
RUNNING = UNOPENED | {State.OPENED, State.SELECTED}
LONG_DAYS, PATIENCE = 25, 6


class Course(RuleBasedStateMachine):
    """Everybody tries anything at any time; a refusal leaves all as it was."""

    app, days, is_signed = None, 0, False  # how far the hall is when the course begins

    @initialize(amounts=st.lists(AMOUNTS, min_size=3, max_size=4))
    def publish(self, amounts):
        self.ends = _opened(self.app)
        self.session = self.ends.__enter__()
        self.now, self.ticking = datetime.fromisoformat(MONDAY), clock.now
        clock.now = lambda: self.now
        self.market = Market(self.session)
        self.first = self.market.open().id
        self.firms = [self.market.firm() for _ in range(4)]
        for firm in self.session.scalars(select(Firm)):
            rematch(self.market.act(CLOCKWORK), firm)
        self.session.commit()
        for no, amount in enumerate(amounts if self.days else ()):
            self.offer(no, amount)
        for _ in range(self.days // 3):
            self.now += timedelta(days=3)
            self.work()
        self.ready()
        for owner in (True, False) if self.is_signed else ():
            self.sign("confirm" if owner else "conclude", owner)

    def ready(self):
        """Nothing more is needed."""

    def teardown(self):
        if not hasattr(self, "ends"):
            return
        try:
            self.leave_alone()
        finally:
            self.end()

    def end(self):
        clock.now = self.ticking
        self.ends.__exit__(None, None, None)

    def leave_alone(self):
        """Nobody does anything any more: only what waits for a person may still be open."""
        for _ in range(PATIENCE):
            self.now += timedelta(days=LONG_DAYS)
            self.work()
        waits = self.session.scalar(select(func.count()).where(Objection.state.in_(FREEZING)))
        assert waits or self.request().state not in RUNNING

    def request(self):
        """The one that runs: the first, or what followed it."""
        return self.session.scalars(select(Request).order_by(Request.id.desc()).limit(1)).one()

    def newest(self, table):
        return self.session.scalars(select(table).order_by(table.id.desc()).limit(1)).first()

    def tries(self, actor, verb, thing, **values):
        if thing is None:
            return
        try:
            with writing(self.session, actor, thing) as act:
                verb(act, thing, **values)
        except DomainError:
            self.session.rollback()

    @rule(no=FIRMS, amount=AMOUNTS)
    def offer(self, no, amount):
        self.tries(self.firms[no], selection.offer, self.request(), terms=offer_of(amount))

    @rule(no=FIRMS, amount=AMOUNTS, verb=st.sampled_from(["replace", "withdraw"]))
    def change_an_offer(self, no, amount, verb):
        mine = queries.living(self.session, self.request(), self.firms[no].organisation_id)
        terms = {"terms": offer_of(amount)} if verb == "replace" else {}
        self.tries(self.firms[no], getattr(selection, verb), mine, **terms)

    @rule(hours=WAITS)
    def wait(self, hours):
        self.now += timedelta(hours=hours)

    @rule()
    def work(self):
        """The clock does what is due; no reader and no duty may fail."""
        for _ in range(20):
            if not tick(self.session):
                break
        failed = select(func.count()).where(Pending.tries > 0)
        assert self.session.scalar(failed) == 0

    @rule()
    def open_by_hand(self):
        self.tries(self.market.operator, selection.open, self.request())

    @rule()
    def withdraw_the_request(self):
        self.tries(self.market.owner, requests.withdraw, self.request(), reason=REASON)

    @rule(no=FIRMS)
    def contest(self, no):
        self.tries(self.firms[no], selection.contest, self.request(), grounds=REASON)

    @rule(verb=st.sampled_from(["answer", "settle", "escalate", "uphold", "dismiss"]))
    def object(self, verb):
        objection = self.newest(Objection)
        firm = next((one for one in self.firms if objection and raised(one, objection)), None)
        actor = {"answer": self.market.owner, "uphold": self.market.regulator,
                 "dismiss": self.market.regulator}.get(verb, firm)  # fmt: skip
        said = {"answer": {"answer": REASON}, "uphold": {"decision": REASON},
                "dismiss": {"decision": REASON}}.get(verb, {})  # fmt: skip
        self.tries(actor, getattr(selection, verb), objection, **said)

    @rule(no=FIRMS)
    def suspend(self, no):
        mine = select(Firm).where(Firm.organisation_id == self.firms[no].organisation_id)
        until = (self.now + timedelta(days=20)).date()
        self.tries(self.market.regulator, directory.suspend, self.session.scalar(mine),
                   reason=REASON, until=until)  # fmt: skip

    @precondition(lambda self: self.newest(Contract))
    @rule(verb=st.sampled_from(["confirm", "conclude"]), owner=st.booleans())
    def sign(self, verb, owner):
        contract = self.newest(Contract)
        actor = self.market.owner if owner else self.firm_of(contract)
        self.tries(actor, getattr(contracts, verb), contract)

    @precondition(lambda self: self.newest(Contract))
    @rule()
    def deliver(self):
        contract = self.newest(Contract)
        files = [Sent(len(contract.deliverables))]
        self.tries(self.firm_of(contract), contracts.deliver, contract, note="", files=files)

    @precondition(lambda self: self.newest(Contract))
    @rule(good=st.booleans())
    def check(self, good):
        verb, said = (contracts.accept, {}) if good else (contracts.give_back, {"reasons": REASON})
        self.tries(self.market.owner, verb, self.newest(Contract), **said)

    def firm_of(self, contract):
        return next(f for f in self.firms if f.organisation_id == contract.firm_id)

    @invariant()
    def nothing_is_wrong(self):
        if hasattr(self, "session"):
            looks = {name: look for name, look in INVARIANTS.items() if name not in ON_DISK}
            found = {name: list(look(self.session, None)) for name, look in looks.items()}
            assert {name: faults for name, faults in found.items() if faults} == {}

    @invariant()
    def one_is_chosen(self):
        if hasattr(self, "session"):
            standing = Award.state == AwardState.STANDING
            per_request = select(func.count()).where(standing).group_by(Award.request_id)
            assert set(self.session.scalars(per_request)) <= {1}
            living = select(func.count()).where(Contract.state.not_in(OVER))
            assert self.session.scalar(living) <= 1

    @invariant()
    def nothing_opens_early(self):
        if hasattr(self, "session") and self.request().closes_at:
            early = select(func.count()).where(
                Offer.price_minor.is_not(None), Offer.request_id == self.request().id
            )
            is_early = self.now < self.request().closes_at
            assert not (is_early and self.session.scalar(early))


def raised(firm, objection):
    return firm.organisation_id == objection.firm_id


@contextmanager
def _opened(app):
    """A session of its own on a transaction that is undone."""
    with app.app_context():
        engine, engines = db.engine, db.engines
    connection = engines[None] = engine.connect()
    outer = connection.begin()
    try:
        with Session(connection, **SAVEPOINTS) as session:
            yield session
    finally:
        outer.rollback()
        connection.close()
        engines[None] = engine
