"""Words of the service that come at once, and a price that is signed as the old one is paid."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from marketplace.contracts import operations as contracts
from marketplace.contracts.models import Contract
from marketplace.core import calendars, clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import Row
from marketplace.core.errors import WrongStateError
from marketplace.core.places import Area
from marketplace.core.rulesets import first
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.transport import InProcess
from marketplace.files import backend as files
from marketplace.payments import backend, operations, queries
from marketplace.payments.backend.port import Reply, SeenPayment, Told
from marketplace.payments.backend.stripe_gateway import StripeGateway
from marketplace.payments.models import Event, LedgerLine, Payment
from marketplace.payments.operations.hearing import Word, take
from marketplace.payments.queries.parts import moments
from marketplace.payments.states import Paid, State
from tests.conftest import Makers
from tests.contracts.story import Story
from tests.payments.conftest import SERVICE
from tests.support import CALENDAR_DATA

MANY, MORE = 12, 5_000_00
WORD = Word("checkout.session.completed", "cs_1", False, "")


def opened(engine):
    """A page to pay on, and a higher price that the owner has still to sign; who the owner is."""
    Row.metadata.create_all(engine)
    backend.connect(StripeGateway(SERVICE, InProcess(Book())))
    with Session(engine) as session:
        session.add(first(clock.now()))
        session.add(Area(code="510701", name_zh="涪北区", name_en="Fubei"))
        session.flush()
        calendars.load(session, CALENDAR_DATA)
        story = Story(session, Makers(session))
        contract = story.in_service()
        payment = operations.pay(story.act(story.owner), contract, part=contract.current)
        operations.request(story.act(), payment, reply=Reply("cs_1", "http://127.0.0.1/pay"))
        story.asks(contract, minor=MORE)
        session.commit()
        return story.owner


def at_once(engine, *acts):
    """Each in its own thread and session, begun together; what each of them gave."""
    gate = Barrier(len(acts))

    def run(act):
        with Session(engine) as session:
            session.connection()
            session.rollback()
            gate.wait()
            return act(session)

    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(run, acts))


def told_it_is_paid(session):
    number, amount = session.execute(select(Payment.number, Payment.amount)).one()
    seen = SeenPayment("cs_1", number, Paid.ARRIVED, amount, False, "pi_1", "ch_1")
    with writing(session, CLOCKWORK) as act:
        return take(act, WORD, seen)


def told_the_same(session):
    told = Told("evt_1", WORD.kind, WORD.thing, False, "", clock.now())
    with writing(session, CLOCKWORK) as act:
        return operations.receive(act, told)


def signed_by(owner):
    def sign(session):
        contract = session.scalars(select(Contract)).one()
        try:
            with writing(session, owner, contract) as act:
                contracts.agree_change(act, contract)
        except WrongStateError:
            return False
        return True

    return sign


def check_words(engine):
    """Many say that it is paid: it is booked once. The same word many times is kept once."""
    assert at_once(engine, *[told_it_is_paid] * MANY) == [None] * MANY
    assert sum(at_once(engine, *[told_the_same] * MANY)) == 1
    with Session(engine) as session:
        assert session.scalars(select(Payment.state)).one() is State.FUNDED
        funded = LedgerLine.effect.startswith("fund:")
        assert session.scalar(select(func.count(LedgerLine.id)).where(funded)) == 1
        assert session.scalar(select(func.count(Event.id))) == 1
        assert list(queries.faults(session)) == []


def check_price(engine, owner):
    """The old price is paid in full or in part: never is it taken for the new one."""
    fault, signed = at_once(engine, told_it_is_paid, signed_by(owner))
    with Session(engine) as session:
        payment = session.scalars(select(Payment)).one()
        money = queries.figures_of_part(session, payment.milestone)
        assert (fault, payment.state) == (None, State.FUNDED)
        assert money.rest.minor == (MORE if signed else 0)
        assert (moments(money)[0] is None) == signed


def engine_of(tmp_path, name):
    return create_engine(f"sqlite:///{tmp_path}/{name}.db", pool_size=MANY)


def test_words_at_once_and_prices_at_once(at, tmp_path, app):
    files.connect(tmp_path)
    engine, other = engine_of(tmp_path, "words"), engine_of(tmp_path, "price")
    opened(engine)
    check_words(engine)
    check_price(other, opened(other))
    for used in (engine, other):
        used.dispose()
    files.connect(app.config["HALL_DATA"])
    backend.connect(None)
