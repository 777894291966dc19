"""The sealed price method: the lowest offer in order wins, the earlier one on a tie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from marketplace.core.money import Money
from marketplace.core.texts import name_all, say


class Loss(StrEnum):
    """Why an offer did not win."""

    NOT_QUALIFIED = auto()
    ABOVE_CEILING = auto()
    DEARER = auto()
    LATER_AT_SAME_PRICE = auto()
    FARTHER_FROM_MEAN = auto()
    DEARER_AT_SAME_DISTANCE = auto()
    LOWER_SCORE = auto()
    DEARER_AT_SAME_SCORE = auto()
    LATER_AT_SAME_SCORE = auto()
    OFF_THE_SHORT_LIST = auto()


class Verdict(StrEnum):
    """Why the winner won."""

    AWARD = auto()
    NEAREST = auto()
    BEST_SCORE = auto()
    LOWEST_OF_THE_SHORT_LIST = auto()


name_all(
    {
        Loss.NOT_QUALIFIED: say("Not qualified for this request"),
        Loss.ABOVE_CEILING: say("Above the ceiling"),
        Loss.DEARER: say("Dearer than the winning offer"),
        Loss.LATER_AT_SAME_PRICE: say("Same price, received later"),
        Loss.FARTHER_FROM_MEAN: say("Farther from the mean of the valid prices"),
        Loss.DEARER_AT_SAME_DISTANCE: say("As near to the mean, but dearer"),
        Loss.LOWER_SCORE: say("A lower score than the winner"),
        Loss.DEARER_AT_SAME_SCORE: say("The same score, but dearer"),
        Loss.LATER_AT_SAME_SCORE: say("The same score, received later"),
        Loss.OFF_THE_SHORT_LIST: say("Not on the short list; its price was not opened"),
        Verdict.AWARD: say("The lowest valid offer wins"),
        Verdict.NEAREST: say("The valid offer nearest to the mean wins"),
        Verdict.BEST_SCORE: say("The highest score wins"),
        Verdict.LOWEST_OF_THE_SHORT_LIST: say("The lowest price among the best by merit wins"),
    }
)


@dataclass(frozen=True)
class Bid:
    """An opened offer; `valid` says whether the firm and the papers were in order at closing."""

    id: int
    firm_id: int
    price: Money
    received_at: datetime
    valid: bool


@dataclass(frozen=True)
class Ranking:
    """Valid bids, best first; and for every bid but the first of them, why it lost."""

    order: tuple[Bid, ...]
    losses: Mapping[int, Loss]  # by the bid's id

    @property
    def first(self) -> Bid | None:
        return self.order[0] if self.order else None


def rank(bids: Sequence[Bid], ceiling: Money | None) -> Ranking:
    """Valid bids at or under the ceiling by price, then receipt, then id."""
    faults = faults_of(bids, ceiling)
    order = sorted(
        (bid for bid in bids if bid.id not in faults),
        key=lambda bid: (bid.price, bid.received_at, bid.id),
    )
    beaten = {bid.id: _why_beaten(bid, order[0]) for bid in order[1:]}
    return Ranking(tuple(order), faults | beaten)


def faults_of(bids: Sequence[Bid], ceiling: Money | None) -> dict[int, Loss]:
    return {bid.id: fault for bid in bids if (fault := _fault(bid, ceiling))}


def _fault(bid: Bid, ceiling: Money | None) -> Loss | None:
    if not bid.valid:
        return Loss.NOT_QUALIFIED
    if ceiling is not None and bid.price > ceiling:
        return Loss.ABOVE_CEILING
    return None


def _why_beaten(bid: Bid, best: Bid) -> Loss:
    return Loss.LATER_AT_SAME_PRICE if bid.price == best.price else Loss.DEARER
