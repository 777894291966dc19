"""What the decided cases of one matter say about it, and a firm's first-pass rate."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

MOST_REASONS = 3


@dataclass(frozen=True)
class Told:
    """One decided case: days without pauses, the promise, and whether a notice was needed."""

    actual: int
    committed: int
    passed_at_once: bool


@dataclass(frozen=True)
class Figures:
    n: int
    median_days: float | None
    late_n: int
    first_pass_n: int
    first_pass_of_n: int
    top_reasons: tuple[tuple[str, int], ...]


def figures(cases: Iterable[Told], reasons: Iterable[str]) -> Figures:
    """Over the decided cases of a matter; `reasons` are the lines of its notices."""
    found = list(cases)
    commonest = Counter(reason for reason in reasons if reason).most_common()
    ordered = sorted(commonest, key=lambda pair: (-pair[1], pair[0]))
    return Figures(
        n=len(found),
        median_days=float(median(case.actual for case in found)) if found else None,
        late_n=sum(case.actual > case.committed for case in found),
        first_pass_n=sum(case.passed_at_once for case in found),
        first_pass_of_n=len(found),
        top_reasons=tuple(ordered[:MOST_REASONS]),
    )


def first_pass(judged: Iterable[tuple[int, bool]]) -> tuple[int, int]:
    """Of (contract, was returned): contracts never returned, of contracts a department judged."""
    returned: dict[int, bool] = {}
    for contract, was_returned in judged:
        returned[contract] = returned.get(contract, False) or was_returned
    return sum(not bad for bad in returned.values()), len(returned)
