"""The band of prices and days of finished work."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from math import floor
from statistics import quantiles

from marketplace.core.money import EXPONENT, Money


@dataclass(frozen=True)
class Quartiles:
    p25: int
    median: int
    p75: int


def quartiles(values: Sequence[int]) -> Quartiles | None:
    """P25, median and P75, rounded half up; None without values.

    Linear interpolation between order statistics, h = (n - 1) p: Hyndman and Fan's type 7 (1996).
    """
    if not values:
        return None
    # Python before 3.13 refuses a single value.
    cuts = quantiles(values if len(values) > 1 else [*values, *values], method="inclusive")
    low, middle, high = (floor(cut + 0.5) for cut in cuts)
    return Quartiles(low, middle, high)


def bracket(price: Money) -> tuple[Money, Money]:
    """The steps of 1, 2, 5, 10, ... major units between which a price lies: low <= price < high."""
    unit = 10 ** EXPONENT[price.currency]
    low, high = 0, unit
    for step in cycle((2, 5, 10)):
        if price.minor < high:
            break
        low, high = high, unit * step
        unit = unit * 10 if step == 10 else unit
    return Money(low, price.currency), Money(high, price.currency)
