"""One worker at a time."""

import pytest
from sqlalchemy import select

from marketplace.core import outbox
from marketplace.jobs.models import Lease
from marketplace.jobs.operations import leave_lease, send_letters, take_lease
from marketplace.jobs.queries import worker_is_alive


class Postman:
    """Keeps what he delivers; refuses the addresses he is told to."""

    def __init__(self, refuses=()):
        self.delivered, self.refuses = [], refuses

    def deliver(self, letter):
        if letter.recipient in self.refuses:
            raise OSError("mailbox full")
        self.delivered.append(letter.recipient)


def test_a_second_worker_waits_until_the_lease_has_lapsed(session, at):
    assert take_lease(session, "first")
    assert not take_lease(session, "second")
    at("2026-03-02T12:01:01+08:00")
    assert take_lease(session, "second")
    assert not take_lease(session, "first")


def test_a_worker_that_ends_in_order_lets_the_next_begin_at_once(session):
    take_lease(session, "first")
    leave_lease(session, "second")
    assert session.scalars(select(Lease.holder)).all() == ["first"]
    leave_lease(session, "first")
    assert take_lease(session, "second")


def test_a_worker_that_is_silent_for_a_minute_is_not_alive(session, at, act):
    take_lease(session, "first")
    assert worker_is_alive(session, act().now)
    at("2026-03-02T12:01:00+08:00")
    assert not worker_is_alive(session, act().now)


@pytest.fixture
def letters(session, act):
    for no, to in enumerate(("a@example.org", "b@example.org")):
        outbox.post(act(), f"key-{no}", to=to, subject="Subject", body="Body")
    session.commit()


def test_each_letter_leaves_once(session, letters):
    postman = Postman()
    assert [send_letters(session, postman), send_letters(session, postman)] == [2, 0]
    assert postman.delivered == ["a@example.org", "b@example.org"]


def test_a_refused_letter_keeps_no_other_and_is_parked_in_the_end(session, letters):
    postman = Postman(refuses={"a@example.org"})
    for _ in range(9):
        send_letters(session, postman)
    assert postman.delivered == ["b@example.org"]
    assert send_letters(session, Postman()) == 0
