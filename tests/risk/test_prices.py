"""Price screens, with values worked out by hand."""

from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marketplace.core.money import Money
from marketplace.risk.rules import (
    Offer,
    ReadingState,
    equal_offers,
    relative_distance,
    stepped_offers,
    variation,
)

FLAGGED, CLEAR = ReadingState.FLAGGED, ReadingState.CLEAR
SCREENS = [variation, relative_distance, equal_offers, stepped_offers]


def offers(*minors, currency="CNY"):
    return [Offer(f"o{i}", f"firm {i}", Money(m, currency)) for i, m in enumerate(minors)]


def test_variation_of_three_offers():
    # mean 100, deviations -10, 0, 10: s = sqrt(200 / 2) = 10
    reading = variation(offers(9000, 10000, 11000))
    assert reading.value == pytest.approx(0.1)
    assert (reading.state, reading.n, reading.threshold) == (CLEAR, 3, 0.1)
    assert reading.text.startswith("3 offers within 22.2% of the lowest")


def test_close_offers_are_flagged_with_their_ids():
    reading = variation(offers(9900, 10000, 10100))
    assert reading.value == pytest.approx(0.01)
    assert (reading.state, reading.evidence) == (FLAGGED, ("o0", "o1", "o2"))


def test_twenty_peers_replace_the_default():
    peers = [0.001 * n for n in range(1, 22)]  # P10 is the third: 0.003
    reading = variation(offers(9900, 10000, 10100), peers)
    assert reading.threshold == pytest.approx(0.003)
    assert (reading.state, reading.peers, reading.peers_n) == (CLEAR, pytest.approx(0.011), 21)


def test_nineteen_peers_do_not():
    assert variation(offers(9900, 10000, 10100), [0.001] * 19).threshold == 0.1


def test_distance_of_a_cover_bid():
    # losers 1000, 1010, 1020: s = 10; the gap from 950 is 50
    reading = relative_distance(offers(950, 1000, 1010, 1020))
    assert reading.value == pytest.approx(5)
    assert (reading.state, reading.threshold) == (FLAGGED, 1)


def test_a_far_winner_among_wide_offers_is_clear():
    # losers 2000, 2100, 2200: s = 100, gap 1000; but CV = 0.305
    reading = relative_distance(offers(1000, 2000, 2100, 2200))
    assert reading.value == pytest.approx(10)
    assert reading.state is CLEAR


def test_equal_losers_have_no_distance_in_numbers():
    reading = relative_distance(offers(990, 1000, 1000, 1000))
    assert (reading.value, reading.state) == (None, FLAGGED)
    assert relative_distance(offers(5, 5, 5, 5)).value == 0


def test_equal_offers_of_two_bidders():
    reading = equal_offers(offers(500, 700, 500), tie_rate=0.04, peers_n=50)
    assert (reading.state, reading.value, reading.evidence) == (FLAGGED, 2, ("o0", "o2"))
    assert (reading.peers, reading.peers_n) == (0.04, 50)


def test_one_bidder_twice_is_no_tie():
    twice = [Offer("a", "firm", Money(5, "CNY")), Offer("b", "firm", Money(5, "CNY"))]
    assert equal_offers(twice).state is CLEAR


def test_offers_in_whole_percentages():
    # 123,456.00 times 1.03 and 1.07; written to 0.01 of the yuan: chance 0.02 squared
    reading = stepped_offers(offers(12345600, 12715968, 13209792))
    assert reading.value == pytest.approx(0.0004)
    assert reading.state is FLAGGED


def test_round_offers_are_whole_percentages_by_nature():
    reading = stepped_offers(offers(10000000, 10300000, 10700000))
    assert (reading.value, reading.state) == (1, CLEAR)


def test_offers_off_the_whole_percentages():
    reading = stepped_offers(offers(12345600, 12715968, 13200000))
    assert (reading.value, reading.state) == (None, CLEAR)


@pytest.mark.parametrize(("screen", "least"), list(zip(SCREENS, [3, 4, 2, 3], strict=True)))
def test_too_few_offers_are_insufficient(screen, least):
    few = [100 + n for n in range(least - 1)]
    assert screen(offers(*few)).state is ReadingState.INSUFFICIENT
    assert screen(offers(*few, 500)).state in {FLAGGED, CLEAR}


@pytest.mark.parametrize("screen", SCREENS)
def test_mixed_currencies_and_free_offers_are_not_measured(screen):
    mixed = offers(1, 2, 3, 4) + offers(5, currency="USD")
    for odd in (mixed, offers(0, 1, 2, 3)):
        assert screen(odd).state is ReadingState.NOT_APPLICABLE


POSITIVE = st.lists(st.integers(1, 10**17), max_size=12)


@pytest.mark.parametrize("screen", SCREENS)
@given(minors=POSITIVE)
def test_no_positive_offers_make_it_raise(screen, minors):
    reading = screen(offers(*minors))
    assert reading.value is None or 0 <= reading.value < float("inf")


@pytest.mark.parametrize("screen", SCREENS)
@given(minors=POSITIVE, data=st.data())
def test_the_order_of_offers_changes_nothing(screen, minors, data):
    given_offers = offers(*minors)
    assert screen(data.draw(st.permutations(given_offers))) == screen(given_offers)


@pytest.mark.parametrize("screen", SCREENS)
@given(minors=POSITIVE, power=st.integers(0, 6))
def test_the_unit_of_the_currency_changes_nothing(screen, minors, power):
    reading, scaled = screen(offers(*minors)), screen(offers(*(m * 10**power for m in minors)))
    assert (scaled.value, scaled.state) == (reading.value, reading.state)


@pytest.mark.parametrize("screen", [variation, relative_distance, equal_offers])
@given(minors=POSITIVE, factor=st.integers(1, 10**6))
def test_any_scale_changes_nothing(screen, minors, factor):
    reading, scaled = screen(offers(*minors)), screen(offers(*(m * factor for m in minors)))
    assert (scaled.value, scaled.state) == (reading.value, reading.state)


@given(st.lists(st.integers(1, 10**9), min_size=3, max_size=12))
def test_variation_is_the_textbook_formula(minors):
    mean = sum(minors) / len(minors)
    s = sqrt(sum((m - mean) ** 2 for m in minors) / (len(minors) - 1))
    assume(s / mean > 1e-4)
    assert variation(offers(*minors)).value == pytest.approx(s / mean, rel=1e-6)
