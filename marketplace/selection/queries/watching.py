"""An auction as anybody may watch it: numbers in place of names until it has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.core.money import Money
from marketplace.selection.models import Auction, AuctionBidder
from marketplace.selection.queries.auctions import (
    Pulse,
    bids,
    count_in_round,
    rules_of,
    standings,
)
from marketplace.selection.queries.halting import Halt, halts
from marketplace.selection.rules.auction import Phase, in_order, phase, round_at, round_ends
from marketplace.selection.rules.halting import rounds_before

TOLD = 200  # bids on one page; an auction from its ceiling in whole steps has no more


@dataclass(frozen=True)
class Line:
    """One bidder: its number, its prices; its firm only once the auction has ended."""

    place: int
    number: int
    first: Money
    price: Money
    since: datetime
    firm: Organisation | None


@dataclass(frozen=True)
class Watch:
    """All that a page about an auction tells at a moment."""

    auction: Auction
    phase: Phase
    round: int
    round_ends: datetime | None
    in_round: int
    lines: Sequence[Line]
    bids: Sequence[Any]
    version: str
    halts: Sequence[Halt]

    @property
    def best(self) -> Line:
        return self.lines[0]


def version_of(pulse: Pulse, now: datetime) -> str:
    """Other whenever the page would be: short enough for an address."""
    shown = phase(pulse.state, pulse.starts_at, pulse.ends_at, now)
    number = round_at(pulse.starts_at, pulse.ends_at, pulse.rounds, now)
    ends = int(pulse.ends_at.timestamp())
    return f"{shown}-{pulse.last_seq}-{number}-{int(pulse.starts_at.timestamp())}-{ends}"


def watch(session: Session, auction: Auction, now: datetime) -> Watch:
    shown = phase(auction.state, auction.starts_at, auction.ends_at, now)
    number = round_at(auction.starts_at, auction.ends_at, auction.rounds, now)
    runs = number if shown is Phase.RUNS else 0
    told = bids(session, auction, before_round=runs or _secret(auction, shown))
    ends = round_ends(auction.starts_at, auction.ends_at, auction.rounds, runs) if runs else None
    return Watch(
        auction=auction,
        phase=shown,
        round=runs,
        round_ends=ends,
        in_round=count_in_round(session, auction, runs) if runs else 0,
        lines=_lines(auction, told, named=shown is Phase.ENDED),
        bids=told[-TOLD:],
        version=version_of(_pulse(auction), now),
        halts=halts(session, auction),
    )


def _secret(auction: Auction, shown: Phase) -> int:
    """A halted round stays untold until it has been held whole; 0 where nothing is held back."""
    waits = auction.rounds and shown in (Phase.AWAITED, Phase.DUE)
    return rounds_before(auction, rules_of(auction)) + 1 if waits else 0


def _pulse(auction: Auction) -> Pulse:
    now = auction.state, auction.rounds, auction.last_seq
    return Pulse(*now, auction.starts_at, auction.ends_at)


def _lines(auction: Auction, told: Sequence[Any], *, named: bool) -> list[Line]:
    bidders: dict[int, AuctionBidder] = {one.offer_id: one for one in auction.bidders}
    order = in_order(standings(auction, told))
    return [
        Line(
            place=place,
            number=bidders[one.id].label,
            first=auction.money(bidders[one.id].first_minor),
            price=one.price,
            since=one.since,
            firm=bidders[one.id].firm if named else None,
        )
        for place, one in enumerate(order, 1)
    ]
