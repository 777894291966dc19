"""How contracts of the demo are paid: in advance through the stand-in, or from bank to bank."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import select

from marketplace.cli.demo import papers, wording
from marketplace.cli.demo.stage import Stage
from marketplace.cli.demo.world import World
from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.states import State
from marketplace.core import calendars
from marketplace.core.act import Act, Actor
from marketplace.core.config import Config
from marketplace.core.money import Money
from marketplace.core.paying import PaymentService, of_the_demo
from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.server import book_of, folder_of
from marketplace.fake_stripe.transport import InProcess
from marketplace.payments import backend, operations, queries
from marketplace.payments.backend.port import Told
from marketplace.payments.backend.stripe_gateway import StripeGateway
from marketplace.payments.models import BankTransfer, Payment
from marketplace.payments.rules.settling import needs_two_persons
from marketplace.payments.states import BankState
from marketplace.payments.states import State as PaymentState

ONLINE_EACH, DISPUTED_EACH = 6, 5
LATE_EACH, NEVER_EACH = 9, 13
LATE_DAYS = 30  # working days; later than the rules allow


@contextmanager
def stand_in(config: Config) -> Iterator[Book]:
    """The peer that `hall serve` will start beside the demo, asked in this process."""
    service = config.payment_service or of_the_demo(config.secret, config.port + 1)
    book = book_of(folder_of(config.data))
    address = "" if config.payment_service is None else service.address
    plain = PaymentService(service.key, service.secrets, service.methods)
    backend.connect(StripeGateway(plain, InProcess(book, address or "http://127.0.0.1")))
    file, book.file = book.file, None  # written once, when the play is over
    try:
        yield book
    finally:
        book.file = file
        book.keep()
        backend.connect_service(config.payment_service)


class Paying:
    """What both sides of one contract do about its price."""

    def __init__(self, world: World, contract_id: int) -> None:
        self.world, self.stage, self.contract_id = world, world.stage, contract_id
        self.book = world.stage.book

    @property
    def contract(self) -> Contract:
        return self.world.row(Contract, self.contract_id)

    @property
    def is_online(self) -> bool:
        """Large sums too, for most owners of the demo have one person only."""
        price, rules = self.contract.price, self.contract.rule_set.rules
        large = needs_two_persons(price, rules.two_person_limit_wan)
        return large or self.contract_id % ONLINE_EACH == 0

    def concluded(self) -> None:
        """Who pays online pays before the work is done; one in some only afterwards."""
        prompt = self.contract_id % LATE_EACH and self.contract_id % NEVER_EACH
        if self.is_online and prompt and self._can_pay():
            self.stage.wait(2, self.pay_in)

    def accepted(self) -> None:
        """What is not paid in is paid now, late or never."""
        paid = queries.of_contract(self.stage.session, self.contract_id)
        settled = not any(money.rest for money in paid)
        if settled or not self.contract_id % NEVER_EACH or not self._can_pay():
            return
        days = LATE_DAYS if not self.contract_id % LATE_EACH else 3
        self.stage.wait(days, self.pay_in if self.is_online else self.record)

    def pay_in(self) -> None:
        """Through the page of the stand-in."""
        if self.contract.state in {State.ENDED, State.LAPSED}:
            return
        self._open_account()
        for part in self.contract.milestones:
            payment = operations.pay(self._owner(), self.contract, part=part)
            exchange(self.stage)
            happenings.pay(self.book, str(payment.checkout_ref), "alipay")
            exchange(self.stage)

    def record(self) -> None:
        """From bank to bank, with the statement."""
        for part in self.contract.milestones:
            self._record(part)
        if self.contract_id % DISPUTED_EACH:
            self.stage.wait(2, self.confirm)

    def _record(self, part: Milestone) -> None:
        contract = self.contract
        statement = papers.paper("statement.pdf", "Bank statement", "Demo hall: no real content.")
        terms = operations.Record(
            amount=part.price,
            paid_on=self.stage.now.astimezone(calendars.zone()).date(),
            reference=f"DEMO{part.id:08}",
            files=[papers.renamed(statement, f"{contract.number}-bank.pdf")],
        )
        operations.record(self._owner(), contract, part=part, terms=terms)

    def confirm(self) -> None:
        mine = select(BankTransfer).where(BankTransfer.contract_id == self.contract_id)
        for transfer in self.stage.session.scalars(mine):
            if transfer.state is BankState.RECORDED:
                operations.confirm(self._firm(), transfer)

    def ended(self) -> None:
        """The firm proposes to have half of what is held, and the owner agrees."""
        held = select(Payment).where(
            Payment.contract_id == self.contract_id, Payment.state == PaymentState.FUNDED
        )
        for payment in self.stage.session.scalars(held):
            half = Money(payment.amount.minor // 2, payment.amount.currency)
            asked = {"firm_part": half}
            reason = wording.HALF_DONE
            decision = operations.propose(self._firm(), payment, **asked, reason=reason)
            operations.agree(self._owner(), decision)
        exchange(self.stage)

    def _can_pay(self) -> bool:
        return backend.gateway() is not None or not self.is_online

    def _open_account(self) -> None:
        actor = self.world.party_of(self.contract.firm_id)
        if queries.account_of(self.stage.session, actor.organisation_id, self.stage.now) is None:
            account = operations.open_account(self.stage.act(actor), None)
            exchange(self.stage)
            happenings.onboard(self.book, str(account.ref))
            exchange(self.stage)

    def _owner(self) -> Act:
        return self.stage.act(self._party(self.contract.owner_id))

    def _firm(self) -> Act:
        return self.stage.act(self._party(self.contract.firm_id))

    def _party(self, organisation_id: int) -> Actor:
        return self.world.party_of(organisation_id)


def exchange(stage: Stage) -> None:
    """What the worker and the stand-in say to each other, until all is said."""
    gateway, book = backend.gateway(), stage.book
    if gateway is None:
        return
    turn = operations.Round(stage.session, partial(_begin, stage), gateway, lambda: None)
    while turn.work(stage.now) or book.untold:
        for event in book.untold:
            thing = event["data"]["object"]["id"]
            told = Told(event["id"], event["type"], thing, False, "", stage.now)
            operations.receive(stage.act(), told)
        book.untold.clear()


@contextmanager
def _begin(stage: Stage, *_: object) -> Iterator[Act]:
    yield stage.act()
    stage.session.flush()
