"""What the decided cases of a matter let us say: nothing before there are enough of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_REASONS = 3


@dataclass(frozen=True)
class Share:
    """So many of all, and the percentage; both are shown, for one alone misleads."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        return round(100 * self.part / self.whole)


@dataclass(frozen=True)
class Truth:
    """The figures of a matter; None where they are hidden or there are none."""

    n: int
    smallest: int
    median_days: float | None
    late: Share | None
    first_pass: Share | None
    reasons: tuple[tuple[str, int], ...]


def truth_of(figures: Any, smallest: int) -> Truth:
    """`figures` has the columns of the actual figures; fewer than `smallest` are not shown."""
    enough = figures.actual_n >= smallest
    return Truth(
        n=figures.actual_n,
        smallest=smallest,
        median_days=figures.actual_median_days if enough else None,
        late=share(figures.actual_late_n, figures.actual_n, smallest),
        first_pass=share(figures.first_pass_n, figures.first_pass_of_n, smallest),
        reasons=_reasons(figures.top_reasons) if enough else (),
    )


def share(part: int, whole: int, smallest: int) -> Share | None:
    return Share(part, whole) if whole >= max(smallest, 1) else None


def _reasons(counted: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    most = sorted(counted, key=lambda one: -int(one["n"]))
    return tuple((str(one["text"]), int(one["n"])) for one in most[:MOST_REASONS])
