"""All price screens over many finished lots at once; each lot's peers are those of its source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marketplace.risk.rules.prices import VARIATION, relative_distance, variation
from marketplace.risk.rules.readings import Offer, Reading, ReadingState
from marketplace.risk.rules.ties import EQUAL, STEPPED, equal_offers, stepped_offers

EQUAL_FROM = 2  # bidders with one amount make a tie


@dataclass(frozen=True)
class Lot:
    """The valid offers for one lot of one request, one for each bidder."""

    request_id: int
    subject: str
    source: str
    offers: tuple[Offer, ...]


@dataclass
class Peers:
    """What is usual in one source."""

    variations: list[float] = field(default_factory=list)
    distances: list[float] = field(default_factory=list)
    compared: int = 0
    ties: int = 0
    whole: int = 0

    def take(self, kind: str, value: float | None) -> None:
        """Count the kept value of a signal on another request."""
        if kind == EQUAL.kind:
            self.compared += 1
            self.ties += value is not None and value >= EQUAL_FROM
        elif kind == STEPPED.kind:
            self.whole += value is not None
        elif value is not None:
            (self.variations if kind == VARIATION.kind else self.distances).append(value)

    def add(self, offers: Sequence[Offer]) -> None:
        """Count all that can be measured of one lot."""
        for read in (variation, relative_distance, equal_offers, stepped_offers):
            reading = read(offers)
            if is_measured(reading):
                self.take(reading.kind, reading.value)

    def rate(self, count: int) -> float | None:
        return count / self.compared if self.compared else None


def is_measured(reading: Reading) -> bool:
    return reading.state in (ReadingState.FLAGGED, ReadingState.CLEAR)


def peers_of(lots: Iterable[Lot]) -> dict[str, Peers]:
    found: dict[str, Peers] = {}
    for lot in lots:
        found.setdefault(lot.source, Peers()).add(lot.offers)
    for peers in found.values():
        peers.variations.sort()  # sorted once here, so that each later sort is one pass
        peers.distances.sort()
    return found


def screen(offers: Sequence[Offer], peers: Peers) -> tuple[Reading, ...]:
    """The four price screens."""
    n = peers.compared
    return (
        variation(offers, peers.variations),
        relative_distance(offers, peers.variations, peers.distances),
        equal_offers(offers, peers.rate(peers.ties), n),
        stepped_offers(offers, peers.rate(peers.whole), n),
    )


def one_each(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """The lowest offer of each bidder, the earlier one on a tie, in the order they came."""
    best: dict[str, Offer] = {}
    for offer in offers:
        held = best.get(offer.bidder)
        if held is None or (
            held.price.currency == offer.price.currency and offer.price < held.price
        ):
            best[offer.bidder] = offer
    return tuple(best.values())
