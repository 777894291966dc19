"""Who gets what, who must agree, when it is too late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money
from marketplace.payments.rules import lateness, reconciling, sealing, settling
from marketplace.payments.rules.commands import is_fresh, key_of, wait_after

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
KEY = "ab" * 32


def yuan(amount):
    return Money(amount * 100, "CNY")


@given(st.integers(1, 10**12), st.data())
def test_parts_sum_exactly(minor, data):
    firm = Money(data.draw(st.integers(0, minor)), "CNY")
    to_firm, to_owner = settling.parts(Money(minor, "CNY"), firm)
    assert (to_firm + to_owner).minor == minor
    assert settling.fault_in_part(Money(minor, "CNY"), firm) is None


@pytest.mark.parametrize("part", [Money(-1, "CNY"), yuan(101), Money(1, "EUR")])
def test_a_part_lies_within_what_is_held(part):
    assert settling.fault_in_part(yuan(100), part)


@pytest.mark.parametrize(
    ("firm", "owner", "verb"), [(5, 0, "release"), (0, 5, "give_back"), (2, 3, "divide")]
)
def test_the_verb_follows_from_the_parts(firm, owner, verb):
    assert settling.verb_of(yuan(firm), yuan(owner)) == verb


def test_the_firm_never_gets_more_than_the_price():
    assert settling.due_to_firm(yuan(100), yuan(80), []) == yuan(80)
    assert settling.due_to_firm(yuan(100), yuan(150), [yuan(90)]) == yuan(60)
    assert settling.due_to_firm(yuan(100), yuan(50), [yuan(90)]) == yuan(0)


@pytest.mark.parametrize(("amount", "two"), [(199_999, False), (200_000, True), (300_000, True)])
def test_from_the_limit_on_two_persons_decide(amount, two):
    assert settling.needs_two_persons(yuan(amount), 20) is two


def test_a_key_is_another_for_each_attempt_and_hall():
    assert len({key_of("transfer:1", no, hall) for no in (1, 2) for hall in "ab"}) == 4


def test_waits_grow_and_end():
    assert wait_after(1) < wait_after(2) < wait_after(30) == wait_after(99)


@pytest.mark.parametrize(
    ("seconds", "fresh"), [(0, True), (300, True), (301, False), (-300, True), (-301, False)]
)
def test_a_word_is_believed_for_five_minutes(seconds, fresh):
    assert is_fresh(NOW - timedelta(seconds=seconds), NOW) is fresh


def test_payment_is_due_at_a_midnight():
    accepted = datetime.fromisoformat("2026-03-02T09:00+08:00")
    due = lateness.due_at(accepted, 30, ZONE)
    assert due == datetime.fromisoformat("2026-04-02T00:00+08:00")


@pytest.mark.parametrize(
    ("due", "paid", "late", "still"),
    [
        (10, None, 1, 1),  # days ago
        (10, 11, 0, 0),
        (10, 10, 1, 0),
        (10, 3, 1, 0),
        (400, None, 0, 0),
    ],
)
def test_late_is_what_was_not_paid_when_it_fell_due(due, paid, late, still):
    def ago(days):
        return NOW - timedelta(days=days)

    counted = lateness.counter([lateness.Due(ago(due), ago(paid) if paid else None)], NOW)
    assert (counted.late, counted.open) == (late, still)


def test_what_is_not_due_yet_is_not_late():
    found = lateness.counter([lateness.Due(NOW + timedelta(days=1), None)], NOW)
    assert (found.due, found.late) == (0, 0)


def test_a_sealed_answer_opens_in_its_own_place_only():
    sealed = sealing.seal(KEY, "是，付给了中间人", "a:1")
    assert "是" not in sealed
    assert sealing.unseal(KEY, sealed, "a:1") == "是，付给了中间人"
    with pytest.raises(ValueError, match="another place"):
        sealing.unseal(KEY, sealed, "a:2")


def test_yes_and_no_are_sealed_alike():
    assert len(sealing.seal(KEY, "no", "a")) == len(sealing.seal(KEY, "yes, 5,000 to him", "a"))


def books(moved, held=0):
    return reconciling.Books(NOW, moved, {"CNY": Money(held, "CNY")})


def test_equal_books_have_no_difference():
    assert reconciling.compare(books({"ch": 5}, 5), books({"ch": 5}, 5), ()).differences == []


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ({"ch": 5}, {}, "the hall booked ch"),
        ({}, {"ch": 5}, "the service moved ch"),
        ({"ch": 5}, {"ch": 4}, "the hall booked 5, the service shows 4"),
    ],
)
def test_each_difference_is_named(ours, theirs, said):
    (text,) = reconciling.compare(books(ours), books(theirs), ()).differences
    assert said in text.lower()


def test_balances_that_differ_are_named_and_old_payments_are_known():
    report = reconciling.compare(books({}, 5), books({"old": 1}, 4), {"old"})
    assert [text.id[:13] for text in report.differences] == ["The balances "]


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, "2026-03-02T01:59+08:00", False),
        (None, "2026-03-02T02:00+08:00", True),
        ("2026-03-02T02:00+08:00", "2026-03-02T23:00+08:00", False),
        ("2026-03-02T02:00+08:00", "2026-03-03T02:00+08:00", True),
    ],
)
def test_each_night_is_compared_once(last, now, due):
    before = datetime.fromisoformat(last) if last else None
    assert reconciling.is_due(before, datetime.fromisoformat(now), ZONE) is due
