"""A contract with its two sides, and a payment service in the same process."""

import json
from functools import partial

import pytest

from marketplace.contracts import operations as contracts
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.paying import PaymentService
from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.transport import InProcess
from marketplace.fake_stripe.webhooks import Teller, signed
from marketplace.payments import backend, operations
from marketplace.payments.backend.stripe_gateway import StripeGateway
from marketplace.payments.models import Payment, PayoutAccount
from tests.contracts.story import Story

SECRET, OLD_SECRET = "whsec_new", "whsec_old"
SERVICE = PaymentService("sk_test_1", (SECRET, OLD_SECRET))


class Till:
    """`story` has owner, firm and regulator; `book` is what the service remembers."""

    def __init__(self, session, make, client):
        self.session, self.make, self.story = session, make, Story(session, make)
        self.book, self.client = Book(), client
        self.teller = Teller("/payments/webhook", SECRET, send=self._post)

    def _post(self, url, body, signature):
        return self.client.post(url, data=body, headers={"Stripe-Signature": signature}).status_code

    def act(self, actor=CLOCKWORK):
        return self.story.act(actor)

    def work(self, rounds=6):
        """The worker sends, the service tells, until nothing is left to do."""
        for _ in range(rounds):
            self.session.commit()
            operations.exchange(self.session, partial(writing, self.session, CLOCKWORK))
            self.teller.round(self.book)
        self.session.expire_all()

    def account(self, actor=None, **names):
        """The firm can be paid."""
        firm = actor or self.story.firm
        made = happenings.onboard(self.book, self.book.new("account", "acct", return_url="")["id"])
        given = {"starts_at": clock.now(), "ready_at": clock.now(), "contact": "old@example.org"}
        return self.make.save(
            PayoutAccount(
                organisation_id=firm.organisation_id,
                asked_by=firm.person_id,
                asked_at=clock.now(),
                ref=made["id"],
                **(given | names),
            )
        )

    def planned(self, contract=None):
        contract = contract or self.story.in_service()
        part = contract.milestones[0]
        payment = operations.pay(self.act(self.story.owner), contract, part=part)
        self.session.commit()
        return payment

    def requested(self, contract=None):
        payment = self.planned(contract)
        self.work(1)
        return payment

    def funded(self, contract=None, **how):
        payment = self.requested(contract)
        happenings.pay(self.book, payment.checkout_ref, **how)
        self.work()
        return payment

    def disputed(self):
        payment = self.funded()
        happenings.dispute(self.book, payment.intent_ref)
        self.work()
        return payment

    def accept(self, payment):
        contract = self.story.deliver(payment.contract)
        contracts.accept(self.act(self.story.owner), contract)
        self.session.commit()

    def end(self, payment):
        contracts.end(self.act(self.story.regulator), payment.contract, reason="It burnt down.")
        self.session.commit()

    def settle(self, payment):
        operations.settle(self.act(), self.session.get(Payment, payment.id))
        self.work()

    def of(self, kind):
        return self.book.of_kind(kind)

    def tell(self, event, secret=SECRET, at=None):
        body = json.dumps(event).encode()
        return self._post("/payments/webhook", body, signed(body, secret, at))


@pytest.fixture
def till(session, make, sign_in):
    till = Till(session, make, sign_in())
    backend.connect(StripeGateway(SERVICE, InProcess(till.book)))
    yield till
    backend.connect(None)
