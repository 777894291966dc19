"""Figures that a few wild values do not move, and honest rates from few observations."""

from collections.abc import Sequence
from math import floor, sqrt
from statistics import median

CONSISTENT = 1.4826  # makes the MAD of a normal sample estimate its standard deviation


def quantile(values: Sequence[float], share: float) -> float:
    """Type 7 (Hyndman and Fan 1996), the default of R and NumPy: linear between order statistics
    at (n - 1) * share. `share` is clipped to 0..1; ValueError when there are no values.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    place = (len(ordered) - 1) * min(max(share, 0.0), 1.0)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def mad(values: Sequence[float]) -> float:
    """The median distance from the median, unscaled; ValueError when there are no values."""
    if not values:
        raise ValueError("no values")
    middle = median(values)
    return median(abs(value - middle) for value in values)


def wilson_lower(successes: int, n: int, z: float = 1.96) -> float:
    """The lower end of Wilson's interval for a rate (Wilson 1927); 0 when n is 0."""
    if n <= 0:
        return 0.0
    p, z2 = successes / n, z * z
    spread = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (p + z2 / (2 * n) - spread) / (1 + z2 / n))


def benjamini_hochberg(chances: Sequence[float], q: float) -> tuple[bool, ...]:
    """Which p-values stand at a false discovery rate of `q` (Benjamini and Hochberg 1995)."""
    ranked = sorted(chances)
    passed = [p for rank, p in enumerate(ranked, 1) if p <= q * rank / len(ranked)]
    limit = passed[-1] if passed else None
    return tuple(limit is not None and p <= limit for p in chances)


__all__ = ["CONSISTENT", "benjamini_hochberg", "mad", "median", "quantile", "wilson_lower"]
