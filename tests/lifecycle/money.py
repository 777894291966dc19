"""The same course with money: a payment service in this process, and what may happen to it."""

from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from marketplace.contracts import operations as contracts
from marketplace.contracts.models import Contract
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.paying import PaymentService
from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.transport import InProcess
from marketplace.fake_stripe.webhooks import Teller
from marketplace.payments import backend
from marketplace.payments import operations as payments
from marketplace.payments.backend.stripe_gateway import StripeGateway
from marketplace.payments.models import Payment, PayoutAccount
from marketplace.payments.states import State
from tests.lifecycle.course import Course
from tests.market import REASON

SECRET = "whsec_course"  # noqa: S105 (of the peer in this process)
SERVICE = PaymentService("sk_test_1", (SECRET,))


class PaidCourse(Course):
    """The owner pays in advance, the payer's bank takes back, the regulator ends the contract."""

    def ready(self):
        self.book, browser = Book(), self.app.test_client()
        backend.connect(StripeGateway(SERVICE, InProcess(self.book)))

        def post(url, body, signature):
            return browser.post(url, data=body, headers={"Stripe-Signature": signature}).status_code

        self.teller = Teller("/payments/webhook", SECRET, send=post)
        for firm in self.firms:
            self.can_be_paid(firm)

    def can_be_paid(self, firm):
        made = happenings.onboard(self.book, self.book.new("account", "acct", return_url="")["id"])
        moments = {"asked_at": clock.now(), "starts_at": clock.now(), "ready_at": clock.now()}
        whose = {"organisation_id": firm.organisation_id, "asked_by": firm.person_id}
        account = PayoutAccount(ref=made["id"], contact="old@example.org", **whose, **moments)
        self.session.add(account)
        self.session.commit()

    def end(self):
        backend.connect(None)
        super().end()

    @precondition(lambda self: self.newest(Contract))
    @rule(comes=st.booleans(), told=st.booleans())
    def pay(self, comes, told):
        contract = self.newest(Contract)
        self.tries(self.market.owner, payments.pay, contract, part=contract.milestones[0])
        self.talk()
        payment = self.newest(Payment)
        if comes and payment and payment.state is State.REQUESTED:
            happenings.pay(self.book, payment.checkout_ref)
        if told:
            self.talk()

    @precondition(lambda self: self.newest(Payment))
    @rule()
    def dispute(self):
        payment = self.newest(Payment)
        if payment.state is State.FUNDED:
            happenings.dispute(self.book, payment.intent_ref)

    @rule()
    def talk(self):
        """The worker and the service, until neither has anything to say."""
        for _ in range(4):
            self.session.commit()
            payments.exchange(self.session, partial(writing, self.session, CLOCKWORK))
            self.teller.round(self.book)
        self.session.expire_all()

    @precondition(lambda self: self.newest(Contract))
    @rule()
    def call_off(self):
        self.tries(self.market.regulator, contracts.end, self.newest(Contract), reason=REASON)
