"""A milestone is paid in advance, delivered, accepted; the money arrives. In both languages."""

from itertools import count

import pytest
from sqlalchemy import update

from marketplace.accounts.models import Person
from marketplace.core import outbox
from marketplace.core.database import db
from marketplace.core.paying import PaymentService
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.server import listen
from marketplace.fake_stripe.webhooks import Teller
from marketplace.payments import backend
from marketplace.payments.backend.stripe_gateway import StripeGateway
from tests.browser.hall import HASHED, opened
from tests.browser.paper import pdf
from tests.conftest import Makers
from tests.contracts.story import Story
from tests.support import serve

KEY, SECRET = "sk_test_story", "whsec_story"
OWNER, FIRM = "owner@example.org", "firm@example.org"


class Service:
    """The stand-in for the payment service, on loopback."""

    def __init__(self, hall):
        self.hall = hall
        self.teller = Teller(f"{hall.address}/payments/webhook", SECRET)
        self.peer = listen(Book(), self.teller, KEY)
        serve(self.peer.server)
        service = PaymentService(KEY, (SECRET,), address=self.peer.base)
        backend.connect(StripeGateway(service))
        outbox.set_address(hall.address)

    def turn(self, *visitors):
        """The worker sends, the service tells, the worker hears; then everybody looks again."""
        self.hall.turn()
        self.teller.round(self.peer.book)
        self.hall.turn()
        for visitor in visitors:
            visitor.page.reload()
            visitor.look()

    def close(self):
        backend.connect(None)
        self.peer.server.shutdown()
        self.peer.server.server_close()


@pytest.fixture
def hall(tmp_path):
    with opened(tmp_path) as hall:
        yield hall


@pytest.fixture
def service(hall):
    service = Service(hall)
    yield service
    service.close()


@pytest.fixture
def contract_id(hall):
    """A concluded contract whose two sides may sign in."""
    with hall.app.app_context():
        session = db.session()
        makers = Makers(session)
        makers.number = count(500)  # the hall has organisations of its own
        story = Story(session, makers)
        contract = story.in_service()
        for actor, email in ((story.owner, OWNER), (story.firm, FIRM)):
            named = {"email": email, "email_key": email, "password_hash": HASHED}
            session.execute(update(Person).where(Person.id == actor.person_id).values(**named))
        session.commit()
        return contract.id


def test_a_milestone_is_paid_on_acceptance(hall, service, contract_id, visit, locale):
    owner, firm = visit(locale).signs_in(OWNER), visit(locale).signs_in(FIRM)
    sets_up_an_account(service, firm)
    pays_in_advance(service, owner, contract_id)
    delivers(firm, contract_id)
    accepts(owner, contract_id)
    the_money_arrives(service, owner, firm, contract_id)
    assert not hall.faults


def sets_up_an_account(service, firm):
    firm.opens("/payments/account")
    firm.sees("No account is set up yet: money that owners pay in waits on the platform.")
    firm.presses("Set up an account")
    firm.presses("Set up an account")
    service.turn(firm)
    service.turn(firm)
    firm.button("Show who you are").click()
    firm.page.get_by_role("button", name="Confirm the account").click()
    firm.page.wait_for_url("**/payments/account")
    service.turn(firm)
    firm.sees("In use")


def pays_in_advance(service, owner, contract_id):
    owner.opens(f"/contracts/{contract_id}")
    owner.presses("Pay in advance")
    owner.presses("Go on to the payment")
    service.turn(owner)
    owner.button("Go to the payment page").click()
    page = owner.page
    page.get_by_label("4000000000000002").check()
    page.get_by_role("button", name="Pay").click()
    page.get_by_role("alert").wait_for()
    page.get_by_label("Alipay").check()
    page.get_by_label("4242424242424242").check()
    page.get_by_role("button", name="Pay").click()
    page.wait_for_url("**/payments/*")
    service.turn(owner)
    owner.sees("Money held by the platform")


def delivers(firm, contract_id):
    firm.opens(f"/contracts/{contract_id}")
    firm.sees("Money held by the platform")
    firm.presses("Deliver the work")
    firm.attaches("The work and its annexes", "report.pdf", pdf("report"))
    firm.presses("Deliver")


def accepts(owner, contract_id):
    owner.opens(f"/contracts/{contract_id}")
    owner.presses("Accept the work")
    owner.presses("Accept the work")


def the_money_arrives(service, owner, firm, contract_id):
    service.turn()
    (transfer,) = service.peer.book.of_kind("transfer")
    assert transfer["amount"] == 98_000_00
    for visitor in (owner, firm):
        visitor.opens(f"/contracts/{contract_id}")
        visitor.sees("Transferred to the firm")
    owner.follows("Did you pay anything else, to anyone?")
    owner.marks("Was anything else paid, or asked for?", "No, nothing")
    owner.presses("Send to the regulator")
    owner.sees("Your side has answered whether anything else was paid.")
