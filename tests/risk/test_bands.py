"""A price against comparable contracts."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money
from marketplace.risk.rules import ReadingState, price_against_band

FLAGGED, CLEAR = ReadingState.FLAGGED, ReadingState.CLEAR
TWENTY = [100 + n for n in range(1, 21)]  # 101..120: median 110.5, P25 105.75, P75 115.25


def yuan(amount, currency="CNY"):
    return Money(round(amount * 100), currency)


def reading(price, contracts):
    return price_against_band(yuan(price), [yuan(c) for c in contracts], "o1")


def test_z_is_robust_and_of_logarithms():
    # distances of ln from their median, worked out with the definition
    logs = [log(c) for c in TWENTY]
    middle = (log(110) + log(111)) / 2
    spread = sorted(abs(x - middle) for x in logs)
    z = (log(180) - middle) / (1.4826 * (spread[9] + spread[10]) / 2)
    found = reading(180, TWENTY)
    assert found.value == pytest.approx(z)
    assert (found.state, found.threshold, found.evidence) == (FLAGGED, 3, ("o1",))


def test_the_text_compares_with_the_median():
    found = reading(162, [90, 95, 100, 105, 110])
    assert found.text.startswith("162% of the median of 5 comparable contracts")
    assert "95.00 CNY and 105.00 CNY" in found.text


@pytest.mark.parametrize(
    ("price", "state"), [(149, CLEAR), (150, FLAGGED), (82, CLEAR), (81, FLAGGED)]
)
def test_far_means_past_both_limits(price, state):
    # 1.3 x 115.25 = 149.825 and 105.75 / 1.3 = 81.35; z is past 3 from about 145 and 84
    assert reading(price, TWENTY).state is state


def test_a_wide_market_needs_z_too():
    wide = [10 * 1.5**n for n in range(20)]
    found = reading(1.4 * wide[15], wide)
    assert found.value < 3
    assert found.state is CLEAR


def test_five_contracts_make_a_band_without_z():
    found = reading(137, [90, 95, 100, 105, 110])  # 1.3 x P75 = 136.5
    assert (found.state, found.value, found.threshold) == (FLAGGED, pytest.approx(1.37), 1.3)
    assert reading(136, [90, 95, 100, 105, 110]).state is CLEAR


def test_equal_contracts_have_no_z():
    found = reading(120, [100] * 30)
    assert (found.state, found.value) == (CLEAR, pytest.approx(1.2))
    assert reading(131, [100] * 30).state is FLAGGED


def test_four_contracts_are_too_few_and_other_currencies_do_not_count():
    contracts = [yuan(100)] * 4 + [yuan(100, "USD")] * 9
    found = price_against_band(yuan(500), contracts)
    assert (found.state, found.n) == (ReadingState.INSUFFICIENT, 4)


def test_a_free_price_is_not_compared():
    assert reading(0, TWENTY).state is ReadingState.NOT_APPLICABLE


AMOUNTS = st.lists(st.integers(1, 10**17), max_size=30)


@given(st.integers(1, 10**17), AMOUNTS, st.randoms(use_true_random=False))
def test_it_never_raises_and_order_changes_nothing(minor, peers, random):
    contracts = [Money(peer, "CNY") for peer in peers]
    found = price_against_band(Money(minor, "CNY"), contracts)
    random.shuffle(contracts)
    assert price_against_band(Money(minor, "CNY"), contracts) == found


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**9), max_size=30), st.integers(1, 1000))
def test_scale_changes_no_figure(minor, peers, factor):
    one = price_against_band(Money(minor, "CNY"), [Money(p, "CNY") for p in peers])
    scaled = [Money(p * factor, "CNY") for p in peers]
    other = price_against_band(Money(minor * factor, "CNY"), scaled)
    assert other.n == one.n
    assert other.value == (one.value if one.value is None else pytest.approx(one.value, abs=1e-4))
