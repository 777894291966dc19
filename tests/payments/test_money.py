"""From the owner's button to the firm's account, and back."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from marketplace.core.errors import WrongStateError
from marketplace.fake_stripe import happenings
from marketplace.payments import backend, operations, queries
from marketplace.payments.models import Command, LedgerLine
from marketplace.payments.states import Account, State


def balance(session, account):
    found = queries.totals(session).get((account, "CNY"))
    return found.minor if found else 0


def test_the_row_and_its_key_are_there_before_anything_is_sent(till, session):
    payment = till.planned()
    (command,) = session.scalars(select(Command))
    assert payment.state is State.PLANNED
    assert command.key.endswith(f":checkout:{payment.id}:1")
    assert till.of("checkout.session") == []


def test_the_worker_asks_for_the_page(till):
    payment = till.requested()
    assert payment.state is State.REQUESTED
    assert payment.checkout_url.startswith("http://127.0.0.1/pay/cs_test_")


def test_what_is_paid_is_held(till, session):
    payment = till.funded()
    assert payment.state is State.FUNDED
    assert balance(session, Account.PROVIDER) == payment.amount.minor
    assert balance(session, Account.HELD) == -payment.amount.minor


def test_acceptance_pays_the_firm(till, session):
    account = till.account()
    payment = till.funded()
    till.accept(payment)
    till.settle(payment)
    (transfer,) = till.of("transfer")
    assert payment.state is State.TRANSFERRED
    assert (transfer["amount"], transfer["destination"]) == (payment.amount.minor, account.ref)
    assert balance(session, Account.HELD) == balance(session, Account.PROVIDER) == 0


def test_nothing_is_passed_on_before_acceptance(till):
    till.account()
    payment = till.funded()
    with pytest.raises(WrongStateError, match="when the work is accepted"):
        operations.settle(till.act(), payment)
    assert queries.accepted(till.session, till.act().now) == []


def test_money_waits_for_the_firms_account(till):
    payment = till.funded()
    till.accept(payment)
    assert queries.accepted(till.session, till.act().now) == []
    till.account()
    assert queries.accepted(till.session, till.act().now) == [payment]


def test_a_declined_card_leaves_the_page_open(till):
    payment = till.requested()
    with pytest.raises(Exception, match="declined"):
        happenings.pay(till.book, payment.checkout_ref, number=happenings.DECLINED)
    till.work()
    assert payment.state is State.REQUESTED
    happenings.pay(till.book, payment.checkout_ref)
    till.work()
    assert payment.state is State.FUNDED


@pytest.mark.parametrize(("good", "state"), [(True, State.FUNDED), (False, State.FAILED)])
def test_slow_money_comes_or_not(till, good, state):
    payment = till.funded(number=happenings.SLOW)
    assert payment.state is State.PENDING
    happenings.settle(till.book, payment.checkout_ref, good)
    till.work()
    assert payment.state is state


def test_a_closed_page_ends_the_payment_and_another_may_begin(till):
    payment = till.requested()
    operations.cancel(till.act(till.story.owner), payment)
    till.work()
    assert payment.state is State.FAILED
    assert till.requested(payment.contract).state is State.REQUESTED


def test_closing_comes_too_late_when_it_is_paid(till):
    payment = till.requested()
    happenings.pay(till.book, payment.checkout_ref)
    operations.cancel(till.act(till.story.owner), payment)
    till.work()
    assert payment.state is State.FUNDED


def test_two_payments_for_one_milestone_are_refused(till):
    payment = till.requested()
    with pytest.raises(WrongStateError, match="under way already"):
        till.planned(payment.contract)


def test_what_is_paid_is_not_asked_for_again(till):
    payment = till.funded()
    with pytest.raises(WrongStateError, match="is paid"):
        till.planned(payment.contract)


def test_without_a_service_only_banks_are_left(till):
    contract = till.story.in_service()
    backend.connect(None)
    with pytest.raises(WrongStateError, match="Only bank transfer"):
        till.planned(contract)


def test_a_price_that_fell_gives_the_rest_back(till, session):
    till.account()
    payment = till.funded()
    till.accept(payment)
    payment.milestone.price = type(payment.amount)(payment.amount.minor - 500, "CNY")
    till.settle(payment)
    assert payment.state is State.SPLIT
    assert [one["amount"] for one in till.of("refund")] == [500]
    assert balance(session, Account.PROVIDER) == 0


def test_fees_are_borne_by_the_hall(till, session, monkeypatch):
    monkeypatch.setattr(happenings, "FEE_PER_10_000", 60)
    payment = till.funded()
    fee = payment.amount.minor * 60 // 10_000
    assert balance(session, Account.FEES) == fee
    assert balance(session, Account.PROVIDER) == till.book.balance("cny")


def test_a_dispute_stops_the_money_and_may_be_won(till):
    payment = till.disputed()
    assert payment.state is State.DISPUTED
    happenings.close_dispute(till.book, payment.dispute_ref, True)
    till.work()
    assert payment.state is State.FUNDED


def test_a_lost_dispute_takes_the_money_back(till, session):
    payment = till.disputed()
    happenings.close_dispute(till.book, payment.dispute_ref, False)
    till.work()
    assert payment.state is State.LOST
    assert balance(session, Account.HELD) == balance(session, Account.PROVIDER) == 0


def test_a_dispute_after_the_transfer_is_the_halls_loss(till, session):
    till.account()
    payment = till.funded()
    till.accept(payment)
    till.settle(payment)
    made = happenings.dispute(till.book, payment.intent_ref)
    happenings.close_dispute(till.book, made["id"], False)
    till.work()
    assert payment.state is State.TRANSFERRED
    assert balance(session, Account.LOSSES) == payment.amount.minor


def test_the_ledger_holds_what_the_states_say(till, session):
    till.account()
    payment = till.funded()
    till.accept(payment)
    till.settle(payment)
    till.disputed()
    assert list(queries.faults(session)) == []
    assert session.query(LedgerLine).count() == 5


@pytest.mark.parametrize("change", ["UPDATE ledger_lines SET at = at", "DELETE FROM ledger_lines"])
def test_a_line_of_the_ledger_is_never_changed(till, session, change):
    till.funded()
    with pytest.raises(IntegrityError, match="only grows"), session.begin_nested():
        session.execute(text(change))


FAULTS = {
    "UPDATE payments SET state = 'transferred'": ("holds another amount", "do not agree"),
    "UPDATE payments SET amount_minor = amount_minor + 1": ("holds another amount",),
    "UPDATE payments SET state = 'failed'": ("holds another amount",),
}


@pytest.mark.parametrize("statement", FAULTS)
def test_a_planted_fault_is_found(till, session, statement):
    till.funded()
    session.execute(text(statement))
    session.expire_all()
    found = " ".join(queries.faults(session))
    assert all(said in found for said in FAULTS[statement])


def test_money_passed_on_without_acceptance_is_found(till, session):
    till.account()
    payment = till.funded()
    till.accept(payment)
    till.settle(payment)
    session.execute(text("UPDATE contract_milestones SET state = 'planned'"))
    assert any("without acceptance" in fault for fault in queries.faults(session))
