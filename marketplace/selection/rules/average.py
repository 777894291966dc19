"""The average price method: the valid price nearest to the mean of the valid prices wins."""

from collections.abc import Sequence
from fractions import Fraction

from marketplace.core.money import Money
from marketplace.selection.rules.lowest import Bid, Loss, Ranking, faults_of


def mean(prices: Sequence[Money]) -> Fraction | None:
    """In minor units, exactly; MixedCurrencyError when they cannot be compared."""
    return Fraction(sum(prices[1:], prices[0]).minor, len(prices)) if prices else None


def shown(prices: Sequence[Money]) -> Money | None:
    """The mean as it is told, to the nearest minor unit, halves upwards."""
    middle = mean(prices)
    return None if middle is None else Money(int(middle + Fraction(1, 2)), prices[0].currency)


def nearest(bids: Sequence[Bid], ceiling: Money | None) -> Ranking:
    """By distance from the mean; on a tie the cheaper, then the earlier, then the lower id."""
    faults = faults_of(bids, ceiling)
    valid = [bid for bid in bids if bid.id not in faults]
    middle = mean([bid.price for bid in valid]) or Fraction(0)
    order = sorted(
        valid,
        key=lambda bid: (abs(bid.price.minor - middle), bid.price, bid.received_at, bid.id),
    )
    beaten = {bid.id: _why_beaten(bid, order[0], middle) for bid in order[1:]}
    return Ranking(tuple(order), faults | beaten)


def _why_beaten(bid: Bid, best: Bid, middle: Fraction) -> Loss:
    if bid.price == best.price:
        return Loss.LATER_AT_SAME_PRICE
    same = abs(bid.price.minor - middle) == abs(best.price.minor - middle)
    return Loss.DEARER_AT_SAME_DISTANCE if same else Loss.FARTHER_FROM_MEAN
