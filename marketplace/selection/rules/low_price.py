"""Is the price of the selected firm unusually low beside the others? Whole minor units only.

After ProZorro: 40 % or more under the mean of the other offers, or 30 % under the next lowest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.core.money import Money


@dataclass(frozen=True)
class Comparison:
    """A price, and how many others there are, their sum and the lowest; all in minor units."""

    price: int
    others_n: int
    others_total: int
    others_lowest: int

    @property
    def tenths_under_mean(self) -> int:
        """By how many tenths of a percent it is under the mean; negative when above."""
        return (self.others_total - self.price * self.others_n) * 1000 // self.others_total

    @property
    def tenths_under_next(self) -> int:
        return (self.others_lowest - self.price) * 1000 // self.others_lowest


def compare(price: Money, others: Sequence[Money]) -> Comparison | None:
    """Beside the other valid prices of its own currency; None when there are none."""
    minors = [other.minor for other in others if other.currency == price.currency]
    if not minors:
        return None
    return Comparison(price.minor, len(minors), sum(minors), min(minors))


def is_low(found: Comparison, under_mean: int, under_next: int) -> bool:
    """Under the mean, or under the next lowest, by at least so many percent."""
    far = found.price * found.others_n * 100 <= found.others_total * (100 - under_mean)
    return far or found.price * 100 <= found.others_lowest * (100 - under_next)
