"""A price changes while a page to pay on is open: nobody pays the old price for the new one."""

import pytest
from sqlalchemy import select

from marketplace.contracts import operations as contracts
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.money import Money
from marketplace.fake_stripe import happenings, orders
from marketplace.fake_stripe.errors import RefusedError
from marketplace.jobs.operations import read_facts
from marketplace.payments import operations, queries
from marketplace.payments.models import Command
from marketplace.payments.states import State
from tests.payments.test_banking import record

PRICE, MORE = 98_000_00, 5_000_00
MOVES = pytest.mark.parametrize("minor", [MORE, -MORE])


def change(till, payment, **what):
    """Both sides sign; the readers and the worker have not come to it yet."""
    till.story.agreed(payment.contract, **what)
    till.session.commit()


def follow(till):
    read_facts(till.session)
    till.work()


def refuse(*_):
    raise RefusedError("Not now.")


def rest(till, payment):
    return queries.figures_of_part(till.session, payment.milestone).rest.minor


def parked(session):
    return session.scalars(select(Command).where(Command.parked)).all()


@MOVES
def test_the_page_of_the_old_price_is_closed_and_a_new_one_asks_for_the_new(till, minor):
    payment = till.requested()
    change(till, payment, minor=minor)
    follow(till)
    assert till.of("checkout.session")[0]["status"] == "expired"
    assert (payment.state, payment.note) == (State.FAILED, "outdated")
    assert till.funded(payment.contract).amount.minor == PRICE + minor


@MOVES
def test_a_page_that_is_only_asked_for_is_closed_as_soon_as_it_is_there(till, minor):
    payment = till.planned()
    change(till, payment, minor=minor)
    follow(till)
    assert [one["status"] for one in till.of("checkout.session")] == ["expired"]
    assert payment.state is State.FAILED


def test_its_link_is_gone_before_the_worker_comes(till, look):
    payment = till.requested()
    change(till, payment, minor=MORE)
    page = look(f"/payments/{payment.id}", till.story.owner)
    assert "Go to the payment page" not in page
    assert "the page is being closed" in page


def test_until_it_is_closed_no_other_page_opens(till):
    payment = till.requested()
    change(till, payment, minor=MORE)
    with pytest.raises(WrongStateError, match="of the old price is being closed"):
        till.planned(payment.contract)


def test_days_alone_leave_it_open(till):
    payment = till.requested()
    change(till, payment, days=3)
    follow(till)
    assert payment.state is State.REQUESTED


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_is_paid_at_the_same_moment_is_the_old_price_and_no_more(till, session, when):
    payment = till.requested()
    if when == "before":  # paid, but the service has not told yet
        happenings.pay(till.book, payment.checkout_ref)
    change(till, payment, minor=MORE)
    read_facts(session)  # now it is ordered that the page be closed
    if when == "after":
        happenings.pay(till.book, payment.checkout_ref)
    till.work()
    follow(till)
    assert (payment.state, payment.amount.minor) == (State.FUNDED, PRICE)
    assert (rest(till, payment), payment.milestone.funded_at) == (MORE, None)
    assert (parked(session), list(queries.faults(session))) == ([], [])


def test_a_higher_price_is_paid_in_when_its_rest_is(till):
    payment = till.requested()
    happenings.pay(till.book, payment.checkout_ref)
    change(till, payment, minor=MORE)
    follow(till)
    second = till.funded(payment.contract)
    follow(till)
    assert (second.amount.minor, rest(till, payment)) == (MORE, 0)
    assert payment.milestone.funded_at is not None


def test_what_was_paid_above_a_lower_price_goes_back_on_acceptance(till, session):
    till.account()
    payment = till.requested()
    happenings.pay(till.book, payment.checkout_ref)
    change(till, payment, minor=-MORE)
    follow(till)
    till.accept(payment)
    till.settle(payment)
    assert [one["amount"] for one in till.of("transfer")] == [PRICE - MORE]
    assert [one["amount"] for one in till.of("refund")] == [MORE]


@pytest.mark.parametrize("how", [{}, {"number": happenings.SLOW}])
def test_a_price_that_is_paid_or_on_its_way_does_not_change(till, how):
    """Asked at this moment: the milestone itself is told a second later."""
    payment = till.funded(**how)
    assert payment.milestone.funded_at is None
    with pytest.raises(BadInputError, match="is paid in"):
        till.story.asks(payment.contract, minor=MORE)


def test_a_change_proposed_before_the_payment_is_refused_after_it(till):
    payment = till.requested()
    till.story.asks(payment.contract, minor=MORE)
    happenings.pay(till.book, payment.checkout_ref)
    till.work()
    with pytest.raises(WrongStateError, match="is paid in"):
        contracts.agree_change(till.act(till.story.owner), payment.contract)


def test_a_price_does_not_fall_below_what_is_paid_of_it(till, session):
    contract = till.story.in_service()
    record(till, contract, amount=Money(PRICE - MORE, "CNY"))
    with pytest.raises(BadInputError, match="part 1 93,000"):
        till.story.asks(contract, minor=-2 * MORE)


def test_a_price_that_falls_to_what_is_paid_is_paid_in(till, session):
    contract = till.story.in_service()
    row = record(till, contract, amount=Money(PRICE - MORE, "CNY"))
    operations.confirm(till.act(till.story.firm), row)
    till.story.agreed(contract, minor=-MORE)
    session.commit()
    follow(till)
    assert contract.current.funded_at is not None


def test_the_end_of_a_contract_closes_its_page(till):
    payment = till.requested()
    till.end(payment)
    follow(till)
    assert till.of("checkout.session")[0]["status"] == "expired"
    assert payment.state is State.FAILED


def test_what_is_paid_as_the_contract_ends_is_held_and_goes_back(till, session):
    payment = till.requested()
    till.end(payment)
    happenings.pay(till.book, payment.checkout_ref)
    follow(till)
    assert (payment.state, parked(session)) == (State.FUNDED, [])
    operations.settle_by_rule(till.act(), payment)
    till.work()
    assert payment.state is State.REFUNDED


def test_a_page_that_is_over_by_itself_needs_no_closing(till, session):
    payment = till.requested()
    till.book.things[payment.checkout_ref]["status"] = "expired"
    operations.cancel(till.act(till.story.owner), payment)
    till.work()
    assert (payment.state, parked(session)) == (State.FAILED, [])


def test_a_page_the_service_keeps_open_is_shown_to_the_operator(till, session, monkeypatch):
    monkeypatch.setattr(orders, "expire_session", refuse)
    payment = till.requested()
    operations.cancel(till.act(till.story.owner), payment)
    till.work()
    assert (payment.state, len(parked(session))) == (State.REQUESTED, 1)
