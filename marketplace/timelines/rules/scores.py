"""How forecasts fared: on how many the day came in time, and by how many days they were out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True)
class Score:
    """Over `n` forecasts of `projects` finished projects.

    `within_p50`, `within_p90`: the share whose project was done by that day; a good forecast has
    0.5 and 0.9. `error`: the median of |day done - P50|, `bias` that of day done - P50 (above 0:
    later than foretold), both in calendar days.
    """

    n: int = 0
    projects: int = 0
    within_p50: float = 0.0
    within_p90: float = 0.0
    error: float = 0.0
    bias: float = 0.0


def score(told: Sequence[tuple[date | None, date | None, date | None, int]]) -> Score:
    """P50, P90 and the day done of each, with its project; those without days are left out."""
    known = [(a, b, c, project) for a, b, c, project in told if a and b and c]
    if not known:
        return Score()
    n = len(known)
    out = [(done - p50).days for p50, _, done, _ in known]
    return Score(
        n=n,
        projects=len({project for *_, project in known}),
        within_p50=sum(done <= p50 for p50, _, done, _ in known) / n,
        within_p90=sum(done <= p90 for _, p90, done, _ in known) / n,
        error=median(map(abs, out)),
        bias=median(out),
    )
