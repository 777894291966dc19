"""The sealed price method: the lowest offer in order wins, the earlier one on a tie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from marketplace.core.money import Money
from marketplace.core.texts import name_all, say

FEWEST = 3
LAST_ROUND = 2  # a notice, and once more


class Loss(StrEnum):
    """Why an offer did not win."""

    NOT_QUALIFIED = auto()
    ABOVE_CEILING = auto()
    DEARER = auto()
    LATER_AT_SAME_PRICE = auto()


class Verdict(StrEnum):
    """What follows from the opened offers."""

    AWARD = auto()
    RENOTICE = auto()
    MAY_GO_DIRECT = auto()


name_all(
    {
        Loss.NOT_QUALIFIED: say("Not qualified for this request"),
        Loss.ABOVE_CEILING: say("Above the ceiling"),
        Loss.DEARER: say("Dearer than the winning offer"),
        Loss.LATER_AT_SAME_PRICE: say("Same price, received later"),
        Verdict.AWARD: say("The lowest valid offer wins"),
        Verdict.RENOTICE: say("Too few valid offers: noticed again"),
        Verdict.MAY_GO_DIRECT: say("Too few valid offers again: direct selection is allowed"),
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


@dataclass(frozen=True)
class Outcome:
    """With too few valid bids nobody wins, and `ranking` is only for the record."""

    verdict: Verdict
    ranking: Ranking

    @property
    def winner(self) -> Bid | None:
        return self.ranking.first if self.verdict is Verdict.AWARD else None


def rank(bids: Sequence[Bid], ceiling: Money | None) -> Ranking:
    """Valid bids at or under the ceiling by price, then receipt, then id."""
    faults = {bid.id: fault for bid in bids if (fault := _fault(bid, ceiling))}
    order = sorted(
        (bid for bid in bids if bid.id not in faults),
        key=lambda bid: (bid.price, bid.received_at, bid.id),
    )
    beaten = {bid.id: _why_beaten(bid, order[0]) for bid in order[1:]}
    return Ranking(tuple(order), faults | beaten)


def outcome(
    bids: Sequence[Bid],
    ceiling: Money | None,
    minimum: int = FEWEST,
    round: int = 1,
    last_round: int = LAST_ROUND,
) -> Outcome:
    """Fewer valid bids than `minimum`: noticed again, then direct selection is open."""
    ranking = rank(bids, ceiling)
    if len(ranking.order) >= max(minimum, 1):
        return Outcome(Verdict.AWARD, ranking)
    return Outcome(Verdict.RENOTICE if round < last_round else Verdict.MAY_GO_DIRECT, ranking)


def _fault(bid: Bid, ceiling: Money | None) -> Loss | None:
    if not bid.valid:
        return Loss.NOT_QUALIFIED
    if ceiling is not None and bid.price > ceiling:
        return Loss.ABOVE_CEILING
    return None


def _why_beaten(bid: Bid, best: Bid) -> Loss:
    return Loss.LATER_AT_SAME_PRICE if bid.price == best.price else Loss.DEARER
