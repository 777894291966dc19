"""The reverse auction: when it runs, what a bid must keep to, who has won. Amounts are in fen.

Open with soft close: whoever bids takes the lead, and a bid near the end moves the end. Rounds:
each firm bids at most once in a round, against its own last price; a round is told when it ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import Protocol

from marketplace.core.money import EXPONENT, Money
from marketplace.core.rulesets import Rules
from marketplace.core.texts import name_all, say
from marketplace.requests.states import AuctionForm
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.states import AuctionState

WHOLE, PERCENT = 1000, 100


class Phase(StrEnum):
    """How an auction is told at a moment: the clock counts before the job has done its work."""

    AWAITED = auto()
    DUE = auto()
    RUNS = auto()
    OVER = auto()
    ENDED = auto()


name_all(
    {
        Phase.AWAITED: say("Auction announced"),
        Phase.DUE: say("Auction about to begin"),
        Phase.RUNS: say("Auction runs"),
        Phase.OVER: say("Time is over, result due"),
        Phase.ENDED: say("Auction ended"),
    }
)


class Stand(Protocol):
    """What is known of a running auction before the next bid; the figures it began under."""

    rounds: int
    ends_at: datetime
    extensions: int
    most_extensions: int
    extension_minutes: int
    drop_percent: int
    step_minor: int
    lowest_minor: int
    leader_id: int | None


@dataclass(frozen=True)
class Standing:
    """The last price of a bidder, and since when it stands: the earlier wins on a tie."""

    id: int
    price: Money
    since: datetime


def phase(state: AuctionState, begins: datetime, ends: datetime, now: datetime) -> Phase:
    """What counts now: the begun auction ends by the clock, the announced one must be begun."""
    if state is AuctionState.ANNOUNCED:
        return Phase.AWAITED if now < begins else Phase.DUE
    if state is AuctionState.RUNNING:
        return Phase.RUNS if now < ends else Phase.OVER
    return Phase.ENDED


def step_of(ceiling: Money, rules: Rules) -> Money:
    """The least a bid goes down: the published share of the ceiling, in whole units upward."""
    unit = 10 ** EXPONENT[ceiling.currency]
    share = -(-ceiling.minor * rules.auction_step_permille // (WHOLE * unit))
    return Money(share * unit, ceiling.currency)


def starts_at(closes_at: datetime, now: datetime, rules: Rules) -> datetime:
    """The announced minute: so long after the closing; after the opening if that was late."""
    wait = timedelta(minutes=rules.auction_wait_minutes)
    announced = closes_at + wait
    return announced if announced > now else next_minute(now) + wait


def comes_too_late(announced: datetime, now: datetime, rules: Rules) -> bool:
    """Nobody need wait longer than this: then another minute is announced."""
    return now > announced + timedelta(minutes=rules.auction_late_minutes)


def rounds_of(form: AuctionForm, rules: Rules) -> int:
    """None at all where the auction is open."""
    return rules.auction_rounds if form is AuctionForm.ROUNDS else 0


def ends_at(began: datetime, rounds: int, rules: Rules) -> datetime:
    minutes = rounds * rules.auction_round_minutes or rules.auction_minutes
    return began + timedelta(minutes=minutes)


def round_at(began: datetime, ends: datetime, rounds: int, now: datetime) -> int:
    """1 for the first; one more than there are when the last is over; 0 where there are none."""
    if not rounds:
        return 0
    passed = (now - began) // ((ends - began) / rounds)
    return max(1, min(passed, rounds) + 1)


def round_ends(began: datetime, ends: datetime, rounds: int, number: int) -> datetime:
    return began + (ends - began) / rounds * number


def after_bid(stand: Stand, now: datetime) -> tuple[datetime, int]:
    """The end and the extensions once a bid has come: near the end it moves, not for ever."""
    margin = timedelta(minutes=stand.extension_minutes)
    fixed = stand.rounds or stand.extensions >= stand.most_extensions
    if fixed or stand.ends_at - now > margin:
        return stand.ends_at, stand.extensions
    return stand.ends_at + margin, stand.extensions + 1


def is_steep(price: int, before: int, percent: int) -> bool:
    """So much lower at once that a digit may be missing: the firm must say that it means it."""
    return price * PERCENT < before * (PERCENT - percent)


def in_order(standings: Sequence[Standing]) -> list[Standing]:
    """The lowest first; of the same price the one that stood earlier; then who signed up first."""
    return sorted(standings, key=lambda one: (one.price, one.since, one.id))


def losses(order: Sequence[Standing]) -> dict[int, Loss]:
    """Why each but the first did not win."""
    best = order[0].price
    return {
        one.id: Loss.LATER_AT_SAME_PRICE if one.price == best else Loss.DEARER for one in order[1:]
    }


def labels(marks: Sequence[str]) -> list[int]:
    """A number for each mark: marks nobody can reckon out give an order nobody can reckon out."""
    order = sorted(marks)
    return [order.index(mark) + 1 for mark in marks]


def next_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
