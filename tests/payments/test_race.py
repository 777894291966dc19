"""Transfer against refund in the same second: one of them happens, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from marketplace.contracts import operations as contracts
from marketplace.core import calendars, clock
from marketplace.core.act import CLOCKWORK, Act, writing
from marketplace.core.database import Row
from marketplace.core.errors import WrongStateError
from marketplace.core.money import Money
from marketplace.core.places import Area
from marketplace.core.rulesets import first
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.transport import InProcess
from marketplace.files import backend as files
from marketplace.payments import backend, operations
from marketplace.payments.backend.port import SeenPayment
from marketplace.payments.backend.stripe_gateway import StripeGateway
from marketplace.payments.models import Command, LedgerLine, Payment, PayoutAccount, Settlement
from marketplace.payments.states import Order, Paid
from tests.conftest import Makers
from tests.contracts.story import Story
from tests.payments.conftest import SERVICE
from tests.support import CALENDAR_DATA

MANY = 20


def filled(engine):
    """Money held for accepted work."""
    Row.metadata.create_all(engine)
    backend.connect(StripeGateway(SERVICE, InProcess(Book())))
    with Session(engine) as session:
        session.add(first(clock.now()))
        session.add(Area(code="510701", name_zh="涪北区", name_en="Fubei"))
        session.flush()
        calendars.load(session, CALENDAR_DATA)
        story = Story(session, Makers(session))
        payment = held(session, story)
        session.commit()
        return payment.id


def held(session, story):
    contract = story.in_service()
    payment = operations.pay(story.act(story.owner), contract, part=contract.milestones[0])
    seen = SeenPayment("cs", payment.number, Paid.ARRIVED, payment.amount, False, "pi", "ch")
    operations.fund(Act(session, CLOCKWORK, clock.now()), payment, seen=seen)
    moments = {"asked_at": clock.now(), "starts_at": clock.now(), "ready_at": clock.now()}
    whose = {"organisation_id": story.firm.organisation_id, "asked_by": story.firm.person_id}
    session.add(PayoutAccount(ref="acct_1", contact="a@example.org", **whose, **moments))
    contracts.accept(story.act(story.owner), story.deliver(contract))
    return payment


def try_to_settle(engine, gate, id, refund):
    """The acceptance transfers, a decision refunds: both believe the money is held."""
    with Session(engine) as session:
        payment = session.get(Payment, id)
        session.rollback()
        gate.wait()
        try:
            with writing(session, CLOCKWORK) as act:  # without the page's lock on the payment
                if refund:
                    nothing = Money(0, "CNY")
                    operations.give_back(act, payment, to_firm=nothing, decision=None)
                else:
                    operations.settle(act, payment)
        except WrongStateError:
            return 0
        return 1


def race(engine, id):
    gate = Barrier(MANY)

    def attempt(no):
        return try_to_settle(engine, gate, id, refund=no % 2 == 0)

    with ThreadPoolExecutor(MANY) as crowd:
        return sum(crowd.map(attempt, range(MANY)))


def effects(engine):
    """Settlements, orders that move money, and lines that decided about it."""
    moving = Command.kind.in_([Order.TRANSFER, Order.REFUND])
    decided = LedgerLine.effect.startswith("decide:")
    with Session(engine) as session:
        counts = (
            select(func.count(Settlement.id)),
            select(func.count(Command.id)).where(moving),
            select(func.count(LedgerLine.id)).where(decided),
        )
        return [session.scalar(count) for count in counts]


def test_transfer_and_refund_at_once_are_one(at, tmp_path, app):
    files.connect(tmp_path)
    engine = create_engine(f"sqlite:///{tmp_path}/hall.db", pool_size=MANY)
    assert race(engine, filled(engine)) == 1
    assert effects(engine) == [1, 1, 1]
    engine.dispose()
    files.connect(app.config["HALL_DATA"])
    backend.connect(None)
