"""The rules of an auction, without a database."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money
from marketplace.core.rulesets import Rules
from marketplace.requests.states import AuctionForm
from marketplace.selection.rules import auction
from marketplace.selection.rules.bidding import Bidding, Own, fault
from marketplace.selection.rules.lowest import Loss

RULES = Rules()
BEGAN = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
SECONDS = st.integers(0, 3600)


def minutes(number):
    return BEGAN + timedelta(minutes=number)


def yuan(amount):
    return Money(amount * 100, "CNY")


def stand(**more):
    given = {"rounds": 0, "ends_at": minutes(20), "extensions": 0}
    given |= {"most_extensions": 10, "extension_minutes": 3, "drop_percent": 10}
    given |= {"step_minor": 50_000, "lowest_minor": 9_800_000, "leader_id": 1}
    return SimpleNamespace(**given | more)


@pytest.mark.parametrize(
    ("ceiling", "step"), [(100_000, 500), (98_765, 494), (1, 1), (150, 1), (100_001, 501)]
)
def test_the_step_is_a_share_of_the_ceiling_in_whole_yuan(ceiling, step):
    assert auction.step_of(yuan(ceiling), RULES) == yuan(step)


def test_a_currency_without_small_coins_has_a_step_too():
    assert auction.step_of(Money(1_001, "JPY"), RULES) == Money(6, "JPY")


def test_it_starts_half_an_hour_after_the_closing_or_after_a_late_opening():
    assert auction.starts_at(BEGAN, BEGAN, RULES) == minutes(30)
    late = minutes(30) + timedelta(seconds=7)
    assert auction.starts_at(BEGAN, late, RULES) == minutes(61)


def test_five_minutes_late_is_in_time_and_one_second_more_is_not():
    assert not auction.comes_too_late(BEGAN, minutes(5), RULES)
    assert auction.comes_too_late(BEGAN, minutes(5) + timedelta(seconds=1), RULES)


def test_twenty_minutes_or_three_rounds_of_three():
    for form, number, end in ((AuctionForm.SOFT_CLOSE, 0, 20), (AuctionForm.ROUNDS, 3, 9)):
        assert auction.rounds_of(form, RULES) == number
        assert auction.ends_at(BEGAN, number, RULES) == minutes(end)


@pytest.mark.parametrize(
    ("seconds", "number"), [(0, 1), (179, 1), (180, 2), (539, 3), (540, 4), (9999, 4), (-5, 1)]
)
def test_a_round_ends_where_the_next_begins(seconds, number):
    now = BEGAN + timedelta(seconds=seconds)
    assert auction.round_at(BEGAN, minutes(9), 3, now) == number
    assert auction.round_at(BEGAN, minutes(9), 0, now) == 0


def test_a_round_is_told_when_it_ends():
    assert auction.round_ends(BEGAN, minutes(9), 3, 2) == minutes(6)


@pytest.mark.parametrize(("at", "end", "count"), [(16, 20, 0), (17, 23, 1), (19.9, 23, 1)])
def test_a_bid_in_the_last_three_minutes_moves_the_end(at, end, count):
    assert auction.after_bid(stand(), minutes(at)) == (minutes(end), count)


def test_rounds_never_move():
    rounds = stand(rounds=3, ends_at=minutes(9))
    assert auction.after_bid(rounds, minutes(8)) == (minutes(9), 0)


@given(st.lists(SECONDS))
def test_the_end_moves_ten_times_and_no_more(gaps):
    now, one = BEGAN, stand()
    for gap in gaps:
        now += timedelta(seconds=gap)
        if now < one.ends_at:
            end, count = auction.after_bid(one, now)
            assert end >= one.ends_at
            one = stand(ends_at=end, extensions=count)
    assert one.extensions <= RULES.auction_extensions
    assert one.ends_at <= minutes(20 + 10 * 3)


@pytest.mark.parametrize(
    ("price", "steep"), [(90_000, False), (89_999, True), (9_800, True), (99_000, False)]
)
def test_a_tenth_less_at_once_is_asked_about(price, steep):
    assert auction.is_steep(price, 100_000, 10) is steep


def test_the_lowest_is_first_and_of_two_alike_the_earlier():
    given = [(1, 90, 0), (2, 80, 9), (3, 80, 5), (4, 80, 5)]
    order = auction.in_order([auction.Standing(no, yuan(p), minutes(at)) for no, p, at in given])
    assert [one.id for one in order] == [3, 4, 2, 1]
    late = Loss.LATER_AT_SAME_PRICE
    assert auction.losses(order) == {4: late, 2: late, 1: Loss.DEARER}


@given(st.lists(st.text(max_size=4), unique=True))
def test_labels_are_a_permutation(marks):
    assert sorted(auction.labels(marks)) == list(range(1, len(marks) + 1))


def bid(amount, form="form", sure=False):
    return Bidding(yuan(amount), form, sure)


def refusal(given, *, bidder=2, price=99_000, last=0, number=0, **more):
    own = Own(bidder, yuan(price).minor, last)
    found = fault(stand(rounds=3 if number else 0, **more), own, given, number)
    return "" if found is None else str(found.text)


def test_open_bids_beat_the_lowest_by_a_step():
    assert refusal(bid(97_500)) == ""
    assert "97,500" in refusal(bid(97_501))
    assert "greater than zero" in refusal(bid(0))
    assert "no lower price" in refusal(bid(1), lowest_minor=50_000)


def test_who_leads_has_nobody_to_beat():
    assert "leads already" in refusal(bid(97_000), bidder=1)


def test_in_a_round_a_firm_beats_itself_once():
    assert refusal(bid(98_500), number=1) == ""
    assert "98,500" in refusal(bid(98_600), number=1)
    assert "round 2 already" in refusal(bid(90_000), number=2, last=2)
    assert refusal(bid(98_500), number=2, last=1) == ""


def test_a_steep_drop_is_meant_or_refused():
    assert "10 percent" in refusal(bid(9_750))
    assert refusal(bid(9_750, sure=True)) == ""


@pytest.mark.parametrize("form", ["", "x" * 65])
def test_a_form_has_its_token(form):
    assert "incomplete" in refusal(bid(97_000, form))


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 100_000))))
def test_open_bids_only_go_down(tries):
    lowest, leader, seen = yuan(100_000).minor, 1, []
    for bidder, amount in tries:
        given = bid(amount, sure=True)
        if not refusal(given, bidder=bidder, lowest_minor=lowest, leader_id=leader):
            lowest, leader = given.price.minor, bidder
            seen.append(lowest)
    assert all(before - after >= 50_000 for before, after in pairwise(seen))
