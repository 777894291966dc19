"""Orders whose answers are lost, spoilt or refused: one effect each."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.fake_stripe import orders
from marketplace.payments import operations, queries
from marketplace.payments.models import Command
from marketplace.payments.states import Order, State


@pytest.fixture
def owed(till):
    """Accepted work whose money is held; the worker is about to transfer it."""
    till.account()
    payment = till.funded()
    till.accept(payment)
    operations.settle(till.act(), payment)
    till.session.commit()
    return payment


def later(at, hours=2):
    at((clock.now() + timedelta(hours=hours)).isoformat())


def transfer_order(session):
    session.expire_all()
    return session.scalars(select(Command).filter_by(kind=Order.TRANSFER)).one()


@pytest.mark.parametrize("trouble", ["lost before", "lost after", "500 before", "500 after"])
def test_whatever_breaks_the_firm_is_paid_once(till, owed, at, trouble):
    till.book.trouble.append(trouble)
    till.work(1)
    assert owed.state is State.RELEASING
    later(at)
    till.work()
    assert owed.state is State.TRANSFERRED
    assert len(till.of("transfer")) == 1


def test_a_lost_answer_is_asked_for_with_the_same_key(till, owed, session, at):
    key = transfer_order(session).key
    till.book.trouble.append("lost after")
    till.work(1)
    assert transfer_order(session).key == key


def test_a_saved_error_needs_a_new_key_that_is_stored_first(till, owed, session, at):
    first = transfer_order(session).key
    till.book.trouble.append("500 before")
    till.work(1)
    assert transfer_order(session).unsure
    later(at)
    till.work(1)  # looks, finds nothing, stores a new key; sends in the next round
    assert transfer_order(session).key != first
    assert till.of("transfer") == []
    till.work()
    assert len(till.of("transfer")) == 1


def test_the_peer_keeps_errors_for_a_key(till, owed, session):
    """What the room must cope with: asking again with the old key would help nobody."""
    till.book.trouble.append("500 before")
    till.work(1)
    key = transfer_order(session).key
    assert till.book.answers[key].status == 500


def test_what_is_refused_is_parked_and_sent_again_by_the_operator(till, owed, session):
    account = queries.account_of(session, owed.firm_id, clock.now())
    till.book.things[account.ref]["capabilities"]["transfers"] = "inactive"
    till.work()
    order = transfer_order(session)
    assert (order.parked, owed.state) == (True, State.RELEASING)
    till.book.things[account.ref]["capabilities"]["transfers"] = "active"
    operations.retry(till.act(till.make.actor(Role.OPERATOR)), order)
    till.work()
    assert owed.state is State.TRANSFERRED


def test_what_is_sent_again_goes_to_the_account_that_the_firm_uses_now(till, owed, session):
    """The old one was closed for good: else the money would never reach anybody."""
    old = queries.account_of(session, owed.firm_id, clock.now())
    till.book.things[old.ref]["capabilities"]["transfers"] = "inactive"
    till.work()
    new = till.account()
    operations.retry(till.act(till.make.actor(Role.OPERATOR)), transfer_order(session))
    till.work()
    (made,) = till.of("transfer")
    assert (made["destination"], owed.state) == (new.ref, State.TRANSFERRED)
    assert owed.settlement.account_id == new.id


def test_only_the_operator_sends_again(till, owed, session):
    order = transfer_order(session)
    with pytest.raises(NotAllowedError):
        operations.retry(till.act(till.story.owner), order)
    with pytest.raises(WrongStateError, match="not parked"):
        operations.retry(till.act(till.make.actor(Role.OPERATOR)), order)


@pytest.mark.parametrize("change", [{"amount": 1}, {"destination": "acct_other"}])
def test_another_amount_or_account_is_not_taken_over(till, owed, session, monkeypatch, change):
    real = orders.transfer
    monkeypatch.setattr(orders, "transfer", lambda book, params: real(book, params) | change)
    till.work()
    assert transfer_order(session).parked
    assert owed.state is State.RELEASING


def test_no_secret_lies_in_orders_or_facts(till, owed, session):
    till.work()
    kept = [str(row.body) + row.key for row in session.scalars(select(Command))]
    kept += [str(fact.data) for fact in session.scalars(select(Fact))]
    assert not any("sk_test" in text or "whsec" in text or "/pay/cs" in text for text in kept)


def test_no_two_orders_for_one_effect(till, owed, session):
    with pytest.raises(WrongStateError):
        operations.settle(till.act(), owed)
    assert session.query(Command).filter_by(kind=Order.TRANSFER).count() == 1
