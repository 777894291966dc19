"""Refusals after winning: what the hall proposes to the regulator for each within a year."""

from collections.abc import Sequence
from datetime import date, timedelta

from marketplace.core.rulesets import Rules
from marketplace.directory.states import PenaltyKind

THIRD = 3


def nth_in_a_year(days: Sequence[date], calendar_days: int) -> list[int]:
    """For each day, in order: the how many-th it is of the `calendar_days` that end with it."""
    return [
        sum(1 for other in days[: at + 1] if other > day - timedelta(days=calendar_days))
        for at, day in enumerate(days)
    ]


def measure(nth: int, figures: Rules) -> tuple[PenaltyKind, int]:
    """The measure, and for how many calendar days (0: a warning)."""
    if nth <= 1:
        return PenaltyKind.WARNING, 0
    if nth < THIRD:
        return PenaltyKind.SUSPENSION, figures.refusal_second_calendar_days
    return PenaltyKind.SUSPENSION, figures.refusal_third_calendar_days
