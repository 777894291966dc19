"""One worker at a time."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import select

from marketplace.core import outbox
from marketplace.jobs.backend import is_gone, own_name
from marketplace.jobs.models import Lease
from marketplace.jobs.operations import leave_lease, send_letters, take_lease
from marketplace.jobs.queries import worker_is_alive

PIPES = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
NAMES_ITSELF = "from marketplace.jobs.backend import own_name as n; print(n(), flush=True); input()"


def another():
    """A process that says its name, and waits."""
    command = [sys.executable, "-c", NAMES_ITSELF]
    return subprocess.Popen(command, **PIPES)  # noqa: S603 (our own words)


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


def test_a_worker_that_was_killed_is_followed_at_once(session):
    with another() as process:
        name = process.stdout.readline().strip()
        assert take_lease(session, name)
        assert not take_lease(session, own_name())
        process.kill()
    assert take_lease(session, own_name())


def test_a_zombie_is_gone(session):
    with another() as process:
        name = process.stdout.readline().strip()
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # dead, and not yet buried
        assert is_gone(name)


def test_of_other_places_and_names_only_silence_tells(session):
    place, pid, _, _ = own_name().split(":")
    assert not is_gone(own_name())
    others = ("first", "", f"other:{pid}:1:x", f":{pid}:1:x", f"{place}:x:1:y", f"{place}:1::y")
    assert not any(is_gone(other) for other in others)
    assert is_gone(f"{place}:{pid}:1:x")  # another process has its number now


def test_a_name_fits_into_its_column():
    assert len(own_name()) <= Lease.__table__.c.holder.type.length
