from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import (
    MixedCurrencyError,
    Money,
)

FEN = st.integers(0, 10**14 - 1)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("1.5", "CNY", 150), ("7", "JPY", 7), ("0.001", "KWD", 1), ("-2", "EUR", -200)],
)
def test_minor_units_of_a_currency(amount, currency, minor):
    assert Money.of(Decimal(amount), currency) == Money(minor, currency)


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "1E-9"])
def test_what_no_coin_can_pay_is_refused(amount):
    with pytest.raises(ValueError, match=r"coin|finite"):
        Money.of(Decimal(amount), "CNY")


def test_an_unknown_currency_is_refused():
    with pytest.raises(ValueError, match="XYZ"):
        Money(1, "XYZ")
    with pytest.raises(ValueError, match="XYZ"):
        Money.of(Decimal(1), "XYZ")


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        Money(1.0, "CNY")


def test_currencies_do_not_mix():
    one, other = Money(1, "CNY"), Money(1, "USD")
    for mix in (lambda: one + other, lambda: one - other, lambda: one < other):
        with pytest.raises(MixedCurrencyError):
            mix()
    assert one != other


@given(FEN, FEN)
def test_sums_and_order(a, b):
    one, other = Money(a, "CNY"), Money(b, "CNY")
    assert one + other - other == one
    assert (one <= other, one > other) == (a <= b, a > b)
    assert -one == Money(-a, "CNY")


@pytest.mark.parametrize(
    ("minor", "factor", "product"),
    [
        (101, Fraction(1, 2), 51),
        (-101, Fraction(1, 2), -51),
        (100, Fraction(1, 3), 33),
        (100, Fraction(2, 3), 67),
        (1000, Decimal("0.015"), 15),
        (5, 3, 15),
    ],
)
def test_a_product_is_rounded_half_up(minor, factor, product):
    assert Money(minor, "CNY").times(factor) == Money(product, "CNY")
