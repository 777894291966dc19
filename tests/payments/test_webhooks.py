"""Words of the service: signed, fresh, once, in any order, and never believed about amounts."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.book import now
from marketplace.fake_stripe.webhooks import signed
from marketplace.payments import operations
from marketplace.payments.models import Event, LedgerLine
from marketplace.payments.states import State
from tests.payments.conftest import OLD_SECRET

FIVE_MINUTES = 300


@pytest.fixture
def paid(till):
    """Paid at the service, which has not told yet; and its word."""
    payment = till.requested()
    happenings.pay(till.book, payment.checkout_ref)
    word = next(e for e in till.of("event") if e["type"] == "checkout.session.completed")
    return payment, word


def count(session):
    return session.scalar(select(func.count(Event.id)))


def test_a_word_is_kept_and_worked_on_later(till, paid, session):
    payment, word = paid
    assert till.tell(word) == 200
    session.refresh(payment)
    assert (payment.state, count(session)) == (State.REQUESTED, 1)


def test_the_same_word_twice_counts_once(till, paid, session):
    till.teller.twice = True
    till.work()
    assert paid[0].state is State.FUNDED
    assert count(session) == len({e["id"] for e in till.teller.told})


def test_words_in_the_wrong_order_do_no_harm(till, paid):
    till.teller.backwards = True
    till.work()
    assert paid[0].state is State.FUNDED


def test_a_late_word_does_no_harm(till, paid):
    till.teller.held = True
    till.work()
    assert paid[0].state is State.REQUESTED
    till.teller.held = False
    till.work()
    assert paid[0].state is State.FUNDED


def test_an_old_state_in_a_word_is_not_believed(till, paid):
    """The page had expired, says the word; the service, asked again, says it is paid."""
    word = paid[1] | {"id": "evt_other", "type": "checkout.session.expired"}
    assert till.tell(word) == 200
    till.teller.held = True
    till.work()
    assert paid[0].state is State.FUNDED


def test_both_secrets_are_good_while_they_are_changed(till, paid):
    assert till.tell(paid[1], OLD_SECRET) == 200


@pytest.mark.parametrize("secret", ["whsec_wrong", "x"])
def test_a_forged_word_is_refused(till, paid, session, secret):
    assert till.tell(paid[1], secret) == 400
    assert count(session) == 0


@pytest.mark.parametrize(("age", "status"), [(300, 200), (301, 400), (-301, 400)])
def test_a_word_is_good_for_five_minutes(till, paid, age, status):
    assert till.tell(paid[1], at=now() - age) == status


@pytest.mark.parametrize("header", ["", "t=1", "v1=00", "t=x,v1=00", "nonsense", "t=1,v1=é"])
def test_a_broken_signature_is_refused(till, header):
    reply = till.client.post(
        "/payments/webhook", data=b"{}", headers={"Stripe-Signature": header.encode()}
    )
    assert reply.status_code == 400


def test_a_big_body_is_not_read(till):
    assert till.client.post("/payments/webhook", data=b"x" * 300_000).status_code == 413


def test_the_body_is_signed_as_it_came(till, paid):
    """One blank more, and it is another body."""
    body = json.dumps(paid[1]).encode()
    headers = {"Stripe-Signature": signed(body, "whsec_new")}
    assert (
        till.client.post("/payments/webhook", data=body + b" ", headers=headers).status_code == 400
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"amount_total": 1}, "we asked for"),
        ({"currency": "eur"}, "we asked for"),
        ({"livemode": True}, "another mode"),
        ({"client_reference_id": "FK-2026-999999"}, "No payment of ours"),
    ],
)
def test_what_is_not_ours_is_parked_and_shown(till, paid, session, look, change, said):
    payment, word = paid
    till.book.things[payment.checkout_ref] |= change
    till.tell(word)
    till.teller.held = True
    till.work()
    event = session.scalars(select(Event)).one()
    assert (event.parked, payment.state) == (True, State.REQUESTED)
    assert said in event.error
    assert said in look("/payments/stuck", till.make.actor(Role.OPERATOR))
    shown = look("/payments/stuck", till.make.actor(Role.OPERATOR), locale="zh")
    assert any(word in shown for word in ("应为", "其他模式", "没有与"))


@pytest.fixture
def parked(till, paid, session):
    """A word about money that is more than we asked for."""
    till.book.things[paid[0].checkout_ref]["amount_total"] += 1
    till.tell(paid[1])
    till.teller.held = True
    till.work()
    return session.scalars(select(Event)).one()


def test_the_operator_asks_once_more_about_a_parked_word(till, paid, parked):
    till.book.things[paid[0].checkout_ref]["amount_total"] -= 1
    operations.hear_again(till.act(till.make.actor(Role.OPERATOR)), parked)
    till.work()
    assert (paid[0].state, parked.parked) == (State.FUNDED, False)


def test_the_operator_sets_a_parked_word_aside(till, parked, look, send, session):
    operator = till.make.actor(Role.OPERATOR)
    path = f"/payments/words/{parked.id}/set_aside"
    assert path in look("/payments/stuck", operator)
    assert "Say what you found." in send(path, operator, status=422).text
    send(path, operator, reason="Paid twice by mistake; refunded at the service.")
    session.expire_all()
    assert (parked.parked, parked.worked_at is None) == (False, False)
    with pytest.raises(WrongStateError, match="not parked"):
        operations.hear_again(till.act(operator), parked)


def test_only_the_operator_clears_parked_words(till, parked):
    for role in (Role.OWNER, Role.AUDITOR, Role.REGULATOR):
        with pytest.raises(NotAllowedError):
            operations.set_aside(till.act(till.make.actor(role)), parked, reason="x")


def test_a_word_from_another_account_is_parked(till, paid, session):
    till.tell(paid[1] | {"account": "acct_stranger"})
    till.teller.held = True
    till.work()
    assert "another account" in session.scalars(select(Event)).one().error


def test_a_late_word_after_a_refund_changes_nothing(till, paid, session):
    """It was told before, and is told again days later under another name."""
    till.work()
    till.end(paid[0])
    operations.settle_by_rule(till.act(), paid[0])
    till.work()
    assert paid[0].state is State.REFUNDED
    lines = session.scalar(select(func.count(LedgerLine.id)))
    assert till.tell(paid[1] | {"id": "evt_late"}) == 200
    till.work()
    assert paid[0].state is State.REFUNDED
    assert session.scalar(select(func.count(LedgerLine.id))) == lines
    assert session.scalars(select(Event.worked_at).filter_by(ref="evt_late")).one()


def test_money_for_a_payment_that_is_over_is_parked(till, paid, put_state, session):
    put_state(paid[0], State.FAILED)
    till.tell(paid[1])
    till.teller.held = True
    till.work()
    assert "is over" in session.scalars(select(Event)).one().error


def test_words_we_do_nothing_about_are_done_with(till, session):
    till.book.tell("price.created", {"id": "price_1"})
    till.work()
    assert session.scalars(select(Event)).one().worked_at is not None


def test_a_word_about_a_thing_without_a_name_is_heard(till, session):
    """Refused, it would be told again for days, and the address given up at last."""
    event = {"id": "evt_1", "type": "balance.available", "livemode": False}
    assert till.tell(event | {"data": {"object": {"object": "balance"}}}) == 200
    till.work()
    assert session.scalars(select(Event)).one().worked_at is not None


def test_when_no_word_comes_the_hall_asks_by_itself(till, paid, at):
    till.teller.held = True
    at((clock.now() + timedelta(days=2)).isoformat())
    till.work()
    assert paid[0].state is State.FUNDED
