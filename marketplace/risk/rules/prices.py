"""Price screens on the valid offers of one request: do they stand too close together?

Sums are exact fractions, so the order of the offers and the currency's unit change nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import sqrt
from statistics import median

from marketplace.core.texts import Text, say
from marketplace.risk.rules.readings import Offer, Reading, Screen, flagged_if, ids, percent
from marketplace.risk.rules.robust import quantile

LOW_VARIATION = 0.10  # used until a category has peers enough for its own P10
FAR_WINNER = 1.0
ENOUGH_PEERS = 20

VARIATION = Screen(
    "variation",
    3,
    say(
        "Coefficient of variation: the sample standard deviation of the offers divided by their"
        " mean. Flagged below the 10th percentile of the category (20 requests or more), else"
        " below 0.10."
    ),
    say(
        "Offers lie close together honestly when a tariff, a government guide price or a very small"
        " job leaves little room."
    ),
)
DISTANCE = Screen(
    "relative_distance",
    4,
    say(
        "Relative distance: the gap between the lowest and the second offer divided by the sample"
        " standard deviation of all offers but the lowest. Flagged above 1 when the coefficient of"
        " variation is low too."
    ),
    say("One firm that works more cheaply than all others gives the same picture."),
)


def variation(offers: Sequence[Offer], peers: Sequence[float] = ()) -> Reading:
    """CV = s / mean (ddof 1), n >= 3; `peers` are the CVs of comparable requests."""
    if refused := VARIATION.refuse(offers):
        return refused
    value, threshold = _variation(_minors(offers)), _threshold(peers)
    text = _variation_text(value, offers)
    reading = VARIATION.read(flagged_if(value < threshold), len(offers), text)
    return _with_peers(
        replace(reading, value=value, threshold=threshold, evidence=ids(offers)), peers
    )


def relative_distance(
    offers: Sequence[Offer], variations: Sequence[float] = (), peers: Sequence[float] = ()
) -> Reading:
    """RD = (b2 - b1) / s(b2..bn), n >= 4; `variations` and `peers` are others' CVs and RDs."""
    if refused := DISTANCE.refuse(offers):
        return refused
    minors = _minors(offers)
    value = _distance(minors)
    is_far = value > FAR_WINNER if value is not None else minors[1] > minors[0]
    is_close = _variation(minors) < _threshold(variations)
    reading = DISTANCE.read(flagged_if(is_far and is_close), len(offers), _distance_text(value))
    return _with_peers(
        replace(reading, value=value, threshold=FAR_WINNER, evidence=ids(offers)), peers
    )


def _minors(offers: Sequence[Offer]) -> list[int]:
    return sorted(offer.price.minor for offer in offers)


def _variation(minors: Sequence[int]) -> float:
    mean = Fraction(sum(minors), len(minors))
    return sqrt(_variance(minors) / mean**2)


def _variance(minors: Sequence[int]) -> Fraction:
    """The sample variance (ddof 1), exactly."""
    n, total = len(minors), sum(minors)
    return Fraction(n * sum(minor * minor for minor in minors) - total * total, n * (n - 1))


def _distance(minors: Sequence[int]) -> float | None:
    """None when the losing offers are all equal: the gap is then infinitely many spreads."""
    gap, variance = minors[1] - minors[0], _variance(minors[1:])
    if not variance:
        return None if gap else 0.0
    return sqrt(gap * gap / variance)


def _threshold(peers: Sequence[float]) -> float:
    return quantile(peers, 0.10) if len(peers) >= ENOUGH_PEERS else LOW_VARIATION


def _with_peers(reading: Reading, peers: Sequence[float]) -> Reading:
    return replace(reading, peers=median(peers) if peers else None, peers_n=len(peers))


def _variation_text(value: float, offers: Sequence[Offer]) -> Text:
    minors = _minors(offers)
    return say(
        "%(n)s offers within %(spread)s of the lowest; their coefficient of variation is"
        " %(value)s.",
        n=len(offers),
        spread=percent((minors[-1] - minors[0]) / minors[0]),
        value=percent(value),
    )


def _distance_text(value: float | None) -> Text:
    if value is None:
        return say("All offers but the lowest are exactly equal.")
    times = f"{value:.2f}"
    return say(
        "The gap to the lowest offer is %(times)s times the spread of the others.", times=times
    )
