"""Merit: evaluators score, the price may be scored by formula, the weighted mean decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from marketplace.core.money import Money
from marketplace.core.texts import name_of
from marketplace.requests.states import Aspect
from marketplace.selection.rules.lowest import Loss

BEST = 100
CENT = 100  # a score is kept and compared in hundredths of a point, as it is shown
Points = Mapping[str, int]  # by aspect, 0 to 100
ASPECTS = {aspect.value: name_of(aspect) for aspect in Aspect}  # as they are told


@dataclass(frozen=True)
class Weighed:
    """An offer with its score in hundredths of a point; `price` is None while it is sealed."""

    id: int
    score: int
    price: Money | None
    received_at: datetime


def means(sheets: Sequence[Points]) -> dict[str, Fraction]:
    """The mean of the evaluators for each aspect, exactly."""
    return {
        aspect: Fraction(sum(points[aspect] for points in sheets), len(sheets))
        for aspect in (sheets[0] if sheets else {})
    }


def points_for_price(price: Money, lowest: Money) -> Fraction:
    """The lowest price has 100 points, twice that price 50."""
    price - lowest  # MixedCurrencyError when they cannot be compared
    return Fraction(lowest.minor * BEST, price.minor)


def score(points: Mapping[str, Fraction], weights: Mapping[str, int]) -> int:
    """The weighted mean in hundredths of a point, halves upwards."""
    total = sum((points[aspect] * weight for aspect, weight in weights.items()), Fraction(0))
    return int(total * CENT / sum(weights.values()) + Fraction(1, 2))


def order(offers: Sequence[Weighed]) -> list[Weighed]:
    """The highest score first; on a tie the cheaper, then the earlier."""
    return sorted(
        offers,
        key=lambda one: (-one.score, one.price.minor if one.price else 0, one.received_at, one.id),
    )


def why_beaten(one: Weighed, best: Weighed) -> Loss:
    if one.score < best.score:
        return Loss.LOWER_SCORE
    if one.price and best.price and one.price > best.price:
        return Loss.DEARER_AT_SAME_SCORE
    return Loss.LATER_AT_SAME_SCORE
