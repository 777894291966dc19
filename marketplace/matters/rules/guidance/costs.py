"""What a plan costs the owner: a range where it can be summed, a list where it cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.matters.rules.guidance.spans import Source
from marketplace.matters.states import Obligation

FEN_IN_TEN_THOUSAND_YUAN = 10_000 * 100
EACH = ("万元/份", "万元/项", "万元/宗")  # one report, one job, one plot: one of them in a plan
NOT_HIS = (Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS, Obligation.NEVER_REQUIRED)
HIMSELF = (Obligation.APPLICANT_MAY_SELF_PREPARE, Obligation.MARKET_OPTIONAL)


@dataclass(frozen=True)
class Cost:
    """In minor units; None and None where it depends on a quantity that nobody was asked for."""

    low: int | None
    high: int | None
    source: Source = Source.CATALOGUE
    n: int = 0

    @property
    def is_summed(self) -> bool:
        return self.low is not None and self.high is not None


@dataclass(frozen=True)
class Range:
    """In minor units."""

    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class Total:
    """`needed`: what a firm must do; `spared`: what the owner may do himself instead."""

    needed: Range
    spared: Range
    unsummed: int

    @property
    def whole(self) -> Range:
        low, high = self.needed.low + self.spared.low, self.needed.high + self.spared.high
        return Range(low, high)


def cost_of(
    price: Mapping[str, Any], obligation: Obligation, band: tuple[int, int | None, int | None]
) -> Cost:
    """`band`: n, P25 and P75 of the hall's own contracts, n 0 while there are too few."""
    n, p25, p75 = band
    if obligation in NOT_HIS:
        return Cost(0, 0)
    if n and p25 is not None and p75 is not None:
        return Cost(p25, p75, Source.HALL, n)
    if price["unit"] in EACH:
        return Cost(*(round(price[end] * FEN_IN_TEN_THOUSAND_YUAN) for end in ("low", "high")))
    return Cost(None, None)


def total_of(costs: Iterable[tuple[Cost, Obligation]]) -> Total:
    """Sums what can be summed, and counts what cannot."""
    kept = [(cost, obligation in HIMSELF) for cost, obligation in costs]
    needed = [cost for cost, himself in kept if cost.is_summed and not himself]
    spared = [cost for cost, himself in kept if cost.is_summed and himself]
    unsummed = sum(not cost.is_summed for cost, _ in kept)
    return Total(_sum(needed), _sum(spared), unsummed)


def _sum(costs: Iterable[Cost]) -> Range:
    kept = list(costs)
    return Range(sum(cost.low or 0 for cost in kept), sum(cost.high or 0 for cost in kept))
