"""The account of a firm: set up, changed after a day, stopped, told to the old contact."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.outbox import Letter
from marketplace.fake_stripe import happenings
from marketplace.payments import operations, queries


def later(at, **how):
    at((clock.now() + timedelta(**how)).isoformat())


def open_account(till, old=None, by=None):
    new = operations.open_account(till.act(by or till.story.firm), old)
    till.work()
    return new


def in_use(till):
    return queries.account_of(till.session, till.story.firm.organisation_id, clock.now())


@pytest.fixture
def changing(till):
    """An account in use, and a new one that the service has checked."""
    old = till.account()
    new = open_account(till, old)
    happenings.onboard(till.book, new.ref)
    till.work()
    return old, new


def test_the_first_account_is_used_as_soon_as_the_service_knows_the_firm(till):
    new = open_account(till)
    assert new.link.endswith(f"/onboard/{new.ref}")
    assert in_use(till) is None
    happenings.onboard(till.book, new.ref)
    till.work()
    assert in_use(till) is new


def test_a_changed_account_waits_a_day(till, changing, at):
    old, new = changing
    assert in_use(till) is old
    later(at, hours=23, minutes=59)
    assert in_use(till) is old
    later(at, minutes=1)
    assert in_use(till) is new


def test_the_old_contact_and_the_administrators_are_told(till, changing, session):
    letters = session.scalars(select(Letter)).all()
    assert "old@example.org" in {letter.recipient for letter in letters}
    assert len(letters) == 2
    assert all("/payments/account" in letter.body for letter in letters)


def test_it_can_be_stopped_within_the_day(till, changing, at):
    old, new = changing
    operations.stop_account(till.act(till.story.firm), new)
    later(at, days=3)
    assert in_use(till) is old


def test_an_account_in_use_is_not_stopped(till, changing, at):
    _, new = changing
    later(at, days=1)
    with pytest.raises(WrongStateError, match="in use"):
        operations.stop_account(till.act(till.story.firm), new)


def test_one_change_at_a_time(till, changing):
    with pytest.raises(WrongStateError, match="being set up"):
        operations.open_account(till.act(till.story.firm), changing[0])


def test_a_new_link_when_the_old_one_is_over(till, at):
    new = open_account(till)
    first = new.linked_at
    later(at, minutes=10)
    operations.renew_link(till.act(till.story.firm), new)
    till.work()
    assert new.linked_at > first


def test_money_goes_to_the_old_account_while_the_new_one_waits(till, changing):
    payment = till.funded()
    till.accept(payment)
    till.settle(payment)
    assert till.of("transfer")[0]["destination"] == changing[0].ref


def test_an_account_that_the_service_blocks_is_not_used(till, changing):
    old, _ = changing
    till.book.things[old.ref]["payouts_enabled"] = False
    till.book.tell("account.updated", till.book.things[old.ref])
    till.work()
    assert in_use(till) is None


def test_others_keep_their_hands_off(till, changing):
    _, new = changing
    for role in (Role.INTERMEDIARY, Role.OWNER, Role.OPERATOR, Role.REGULATOR):
        with pytest.raises(NotAllowedError):
            operations.stop_account(till.act(till.make.actor(role)), new)
