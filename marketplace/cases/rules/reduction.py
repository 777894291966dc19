"""How much shorter decided cases were than promised.

reduction = 1 - sum(actual days) / sum(committed days), over decided cases, working days, pauses
removed. It is a ratio of sums; the mean of each case's own ratio is shown beside it, for long
cases weigh more in the first and all weigh the same in the second.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class Decided:
    """One decided case, in working days."""

    committed: int
    actual: int


@dataclass(frozen=True)
class Sums:
    """What the formula needs, over `n` decided cases; `ratios_n` are those promised a day or more.

    Open cases are censored: they are counted beside the figure, never in it.
    """

    n: int = 0
    committed: int = 0
    actual: int = 0
    late: int = 0
    ratios_n: int = 0
    ratios_sum: float = 0.0
    open: int = 0
    open_late: int = 0
    withdrawn: int = 0

    @property
    def reduction(self) -> float | None:
        """1 - sum(actual) / sum(committed); None when nothing was promised."""
        return 1 - self.actual / self.committed if self.committed else None

    @property
    def mean_of_ratios(self) -> float | None:
        return self.ratios_sum / self.ratios_n if self.ratios_n else None

    @property
    def late_share(self) -> float | None:
        return self.late / self.n if self.n else None


def sums(cases: Iterable[Decided]) -> Sums:
    """The sums over decided cases; a case is late when it took longer than was promised."""
    found = list(cases)
    ratios = [1 - case.actual / case.committed for case in found if case.committed]
    return Sums(
        n=len(found),
        committed=sum(case.committed for case in found),
        actual=sum(case.actual for case in found),
        late=sum(case.actual > case.committed for case in found),
        ratios_n=len(ratios),
        ratios_sum=fmean(ratios) * len(ratios) if ratios else 0.0,
    )


def percent(share: float | None) -> str:
    """54.1 %, with one digit, or a dash."""
    return "–" if share is None else f"{round(share * 100, 1) + 0.0:.1f} %"
