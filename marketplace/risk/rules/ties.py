"""Identical offers, and offers made from one another by whole percentages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from marketplace.core.texts import say
from marketplace.risk.rules.readings import Offer, Reading, Screen, flagged_if, ids

TOLERANCE = Fraction(1, 10_000)  # of the ratio to the lowest offer
UNLIKELY = 0.01
BY_TOLERANCE = 0.02  # the share of all ratios that lie within the tolerance of a whole percentage

EQUAL = Screen(
    "equal_offers",
    2,
    say(
        "The greatest number of different bidders who offered exactly the same amount. Flagged from"
        " 2. The usual share of requests with a tie is shown beside it."
    ),
    say("Price lists, a published ceiling and round amounts make ties without any agreement."),
)
STEPPED = Screen(
    "stepped_offers",
    3,
    say(
        "The chance that every offer is within 0.0001 of a whole percentage of the lowest: for each"
        " other amount 0.02, or more where the amounts are round; 1 when they are rounded to a"
        " percent of the lowest. Flagged when all ratios are whole and the chance is under 0.01."
    ),
    say("Round amounts and discounts in whole percentages on a common price list look the same."),
)


def equal_offers(
    offers: Sequence[Offer], tie_rate: float | None = None, peers_n: int = 0
) -> Reading:
    """`tie_rate` is the share of `peers_n` comparable requests in which two offers were equal."""
    if refused := EQUAL.refuse(offers):
        return refused
    bidders = Counter(minor for minor, _ in {(o.price.minor, o.bidder) for o in offers})
    most = max(bidders.values())
    alike = [offer for offer in offers if bidders[offer.price.minor] > 1]
    if alike:
        text = say("%(n)s bidders offered exactly the same amount.", n=most)
    else:
        text = say("No two bidders offered the same amount.")
    reading = EQUAL.read(flagged_if(bool(alike)), len(offers), text)
    evidence = ids(alike)
    return replace(
        reading,
        value=float(most),
        threshold=2.0,
        evidence=evidence,
        peers=tie_rate,
        peers_n=peers_n,
    )


def stepped_offers(
    offers: Sequence[Offer], whole_rate: float | None = None, peers_n: int = 0
) -> Reading:
    """`whole_rate` is the share of `peers_n` comparable requests with only whole ratios."""
    if refused := STEPPED.refuse(offers):
        return refused
    minors = sorted({offer.price.minor for offer in offers})
    chance = _chance(minors) if len(minors) > 1 and _are_whole(minors) else None
    if chance is None:
        text = say("The offers are no whole percentages of the lowest.")
    else:
        text = say(
            "Every offer is a whole percentage of the lowest; by chance this happens in %(chance)s"
            " of such requests.",
            chance=f"{chance:.2g}",
        )
    flagged = chance is not None and chance < UNLIKELY
    reading = STEPPED.read(flagged_if(flagged), len(offers), text)
    evidence = ids(offers) if flagged else ()
    reading = replace(reading, value=chance, threshold=UNLIKELY, evidence=evidence)
    return replace(reading, peers=whole_rate, peers_n=peers_n)


def _are_whole(minors: Sequence[int]) -> bool:
    ratios = [Fraction(minor, minors[0]) for minor in minors]
    return all(abs(ratio - Fraction(round(ratio * 100), 100)) <= TOLERANCE for ratio in ratios)


def _chance(minors: Sequence[int]) -> float:
    """For each amount above the lowest, how many of the amounts possible are whole percentages."""
    by_grain = float(min(Fraction(1), Fraction(100 * _grain(minors), minors[0])))
    return float(max(BY_TOLERANCE, by_grain) ** (len(minors) - 1))


def _grain(minors: Sequence[int]) -> int:
    """The largest power of ten that divides every amount: how finely they were written."""
    grain = 1
    while all(minor % (grain * 10) == 0 for minor in minors):
        grain *= 10
    return grain
