"""Credit merit: the best by credit make a long list, a draw weighted by credit the short list.

The draw is protocol v1 as it stands: a firm holds one number for each `points` of credit begun,
each number is an entry of its own in the frozen list (its code, "#", and which of its numbers it
is), and when a firm is picked again the pick is passed over. So many picks are published that the
short list is full whatever is picked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

MOST_CREDIT = 100
MARK = "#"


@dataclass(frozen=True)
class Entrant:
    """A firm that signed up, with its credit at the closing."""

    id: int
    credit: int
    received_at: datetime


def credited(score: int | None, base: int) -> int:
    """A firm without a score yet counts as much as the rule set says."""
    return base if score is None else score


def long_list(entrants: Iterable[Entrant], size: int) -> list[Entrant]:
    """The best by credit; on a tie the earlier, then the lower id."""
    ranked = sorted(entrants, key=lambda one: (-one.credit, one.received_at, one.id))
    return ranked[:size]


def numbers_for(credit: int, points: int) -> int:
    """One number for each `points` begun, and never none."""
    return max(1, -(-credit // points))


def entries_for(code: str, credit: int, points: int) -> list[str]:
    return [f"{code}{MARK}{no:03}" for no in range(1, numbers_for(credit, points) + 1)]


def enough_picks(short: int, points: int) -> int:
    """All numbers of all but one firm of the short list, and one more."""
    return (short - 1) * numbers_for(MOST_CREDIT, points) + 1


def in_order(picked: Sequence[int], firms: Sequence[int]) -> list[int]:
    """The firms as they were first picked; `firms` holds the firm of number 1, 2, ..."""
    return list(dict.fromkeys(firms[number - 1] for number in picked))
