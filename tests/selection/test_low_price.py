"""Exact percentages: 40 under the mean of the others, 30 under the next lowest."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import Money
from marketplace.selection.rules.low_price import compare, is_low

LIMITS = (40, 30)
minors = st.integers(1, 10**15)


def yuan(*amounts):
    return [Money(amount, "CNY") for amount in amounts]


@pytest.mark.parametrize(
    ("price", "others", "low"),
    [
        (6000, (10_000, 10_000), True),  # exactly 40 % under the mean
        (6001, (10_000, 10_000), True),  # and still more than 30 % under the next
        (7000, (10_000, 10_000), True),  # exactly 30 % under the next
        (7001, (10_000, 10_000), False),
        (6000, (6001, 13_999), True),  # 40 % under the mean, hardly under the next
        (6001, (6002, 13_998), False),
        (5500, (9000, 9500, 11_500), True),  # 45 % under the mean
        (10_000, (7000, 8000), False),
    ],
)
def test_the_limits_are_met_exactly(price, others, low):
    assert is_low(compare(*yuan(price), yuan(*others)), *LIMITS) is low


def test_alone_or_among_other_currencies_nothing_is_compared():
    assert compare(Money(1, "CNY"), []) is None
    assert compare(Money(1, "CNY"), [Money(9, "USD")]) is None
    found = compare(Money(50, "CNY"), [Money(9, "USD"), Money(100, "CNY")])
    assert (found.others_n, found.others_total, found.others_lowest) == (1, 100, 100)


@given(minors, st.lists(minors, min_size=1, max_size=20))
def test_it_is_the_rule_in_fractions(price, others):
    found = compare(*yuan(price), yuan(*others))
    mean, next_one = Fraction(sum(others), len(others)), min(others)
    far = price <= mean * Fraction(60, 100) or price <= next_one * Fraction(70, 100)
    assert is_low(found, *LIMITS) is far
    assert found.tenths_under_mean == ((mean - price) / mean * 1000).__floor__()


@given(minors, st.lists(minors, min_size=1, max_size=20), st.integers(1, 1000))
def test_the_unit_does_not_matter(price, others, times):
    once = compare(*yuan(price), yuan(*others))
    often = compare(*yuan(price * times), yuan(*(other * times for other in others)))
    assert is_low(once, *LIMITS) is is_low(often, *LIMITS)
