"""An auction that the hall itself cut short: what stands, what is given again, when it goes on."""

from datetime import datetime, timedelta
from typing import Protocol

from marketplace.core.rulesets import Rules
from marketplace.selection.rules.auction import next_minute, round_at

Away = tuple[datetime, datetime | None]  # from when to when; no end while nobody can say


class Span(Protocol):
    """From when to when an auction runs, as announced or as begun; in how many rounds."""

    rounds: int
    starts_at: datetime
    ends_at: datetime


class Cut(Span, Protocol):
    """The same of one that ran when the hall went away."""

    extension_minutes: int


def again_at(now: datetime, rules: Rules) -> datetime:
    """When a halted auction goes on: all are told, and have as long as before the first time."""
    return next_minute(now) + timedelta(minutes=rules.auction_wait_minutes)


def cuts(away: Away, ends: datetime, rules: Rules) -> bool:
    """Did an outage of the hall cut the auction, so that who wanted to bid could not?"""
    since, until = away
    short = until and until - since < timedelta(minutes=rules.auction_outage_minutes)
    return since < ends and not short


def left_at(stand: Cut, cut: datetime) -> timedelta:
    """What is given again: the round that was cut and those after it; else the time that was left,
    and never less than a bid near the end would have given."""
    cut = max(cut, stand.starts_at)
    if stand.rounds:
        number = round_at(stand.starts_at, stand.ends_at, stand.rounds, cut)
        one = (stand.ends_at - stand.starts_at) / stand.rounds
        return one * (stand.rounds - min(number, stand.rounds) + 1)
    return max(stand.ends_at - cut, timedelta(minutes=stand.extension_minutes))


def rounds_before(stand: Span, rules: Rules) -> int:
    """Rounds that are over while the auction waits to begin or to go on."""
    left = (stand.ends_at - stand.starts_at) // timedelta(minutes=rules.auction_round_minutes)
    return max(0, stand.rounds - left)


def begun(stand: Span, now: datetime, rules: Rules) -> tuple[datetime, datetime]:
    """From when to when it counts as running: rounds that are over lie before."""
    over = rounds_before(stand, rules) * timedelta(minutes=rules.auction_round_minutes)
    return now - over, now + (stand.ends_at - stand.starts_at)
