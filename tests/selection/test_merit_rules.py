"""The arithmetic of merit."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import MixedCurrencyError, Money
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.rules.merit import (
    Weighed,
    means,
    order,
    points_for_price,
    score,
    why_beaten,
)

NINE, TEN = datetime(2030, 1, 10, 9, tzinfo=UTC), datetime(2030, 1, 10, 10, tzinfo=UTC)
POINTS = st.fixed_dictionaries({"plan": st.integers(0, 100), "staff": st.integers(0, 100)})


def one(id, score, minor=100, at=NINE):
    return Weighed(id, score, Money(minor, "CNY"), at)


def test_the_mean_is_exact():
    assert means([{"plan": 80}, {"plan": 81}, {"plan": 81}]) == {"plan": Fraction(242, 3)}
    assert means([]) == {}


def test_twice_the_lowest_price_has_half_the_points():
    assert points_for_price(Money(200, "CNY"), Money(100, "CNY")) == 50
    assert points_for_price(Money(100, "CNY"), Money(100, "CNY")) == 100
    with pytest.raises(MixedCurrencyError):
        points_for_price(Money(200, "USD"), Money(100, "CNY"))


def test_a_tie_goes_to_the_cheaper_then_to_the_earlier():
    best, dear, late, low = one(1, 90), one(2, 90, 101), one(3, 90, 100, TEN), one(4, 89, 1)
    assert order([low, late, dear, best]) == [best, late, dear, low]
    assert why_beaten(low, best) is Loss.LOWER_SCORE
    assert why_beaten(dear, best) is Loss.DEARER_AT_SAME_SCORE
    assert why_beaten(late, best) is Loss.LATER_AT_SAME_SCORE


@given(st.lists(POINTS, min_size=1, max_size=5), st.integers(1, 99))
def test_a_score_lies_between_the_least_and_the_most_points(sheets, weight):
    points = [value for sheet in sheets for value in sheet.values()]
    got = score(means(sheets), {"plan": weight, "staff": 100 - weight})
    assert min(points) * 100 <= got <= max(points) * 100


@given(st.lists(POINTS, min_size=2, max_size=5), st.randoms())
def test_the_order_of_the_sheets_does_not_matter(sheets, random):
    shuffled = random.sample(sheets, len(sheets))
    assert means(sheets) == means(shuffled)
