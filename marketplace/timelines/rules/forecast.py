"""When the project will be done: P50 and P90, in working days from today.

Each unfinished step lasts as the hall's own finished steps of that matter or service item did
(working days from its beginning to its end, the latest 50); of a step at work, those that lasted
longer than it has lasted already, less that time. A step not begun first waits as finished ones
did between ready and begun. With fewer than `least` of them the plan's figure counts, and the step
is marked. The steps are put one after the other as the plan does, 200 times, each time with other
lengths: every length's quantiles are used once each, in a shuffled order (Latin hypercube sampling;
McKay, Beckman, Conover 1979). P50 and P90 are the 100th and the 180th of the sorted results.
The shuffle is seeded, so the same project and day give the same forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from marketplace.timelines.rules.days import until
from marketplace.timelines.rules.graph import Graph, Step
from marketplace.timelines.states import Kind

RUNS = 200
HALF, NINE_TENTHS = RUNS // 2 - 1, RUNS * 9 // 10 - 1


@dataclass(frozen=True)
class Experience:
    """How long things took: by code from begun to done, by kind from ready to begun.

    `least`: how many are needed to go by; `choosing`: days that the choice of a firm takes, added
    to the plan's figure of a service item that nobody has begun.
    """

    lasted: Mapping[str, Sequence[int]] = field(default_factory=dict)
    waited: Mapping[Kind, Sequence[int]] = field(default_factory=dict)
    least: int = 5
    choosing: int = 0


@dataclass(frozen=True)
class Forecast:
    """Working days from today; how many steps by own durations, which by the plan's figure."""

    p50: int
    p90: int
    own: int
    by_plan: tuple[str, ...]


def forecast(
    graph: Graph, today: date, open_days: list[date], known: Experience, seed: str
) -> Forecast | None:
    """None when nothing is left to do."""
    undone = [code for code in graph.order if not graph.steps[code].is_done]
    if not undone:
        return None
    rng = Random(seed)  # noqa: S311 (a sample, not a secret)
    nothing = [0] * RUNS
    ends: dict[str, list[int]] = {}
    for code in undone:
        step = graph.steps[code]
        start = _latest([ends[w] for w in graph.waits[code] if w in ends]) or nothing
        for length in _lengths(step, today, open_days, known, rng):
            start = [a + b for a, b in zip(start, length, strict=True)]
        ends[code] = start
    results = sorted(_latest(list(ends.values())))
    by_plan = tuple(code for code in undone if not _has_own(code, known))
    return Forecast(results[HALF], results[NINE_TENTHS], len(undone) - len(by_plan), by_plan)


def _latest(ends: list[list[int]]) -> list[int]:
    """Run by run the latest of these ends."""
    if len(ends) < 2:
        return ends[0] if ends else []
    return [max(run) for run in zip(*ends, strict=True)]


def _has_own(code: str, known: Experience) -> bool:
    return len(known.lasted.get(code, ())) >= known.least


def _lengths(
    step: Step, today: date, open_days: list[date], known: Experience, rng: Random
) -> list[list[int]]:
    """The wait before a step, when it has not begun, and the step itself."""
    if step.begun_on is None:
        waits = known.waited.get(step.kind, ())
        before = [_sampled(waits, rng)] if len(waits) >= known.least else []
        return [*before, _whole(step, known, rng)]
    gone = max(0, until(open_days, today) - until(open_days, step.begun_on))
    if not _has_own(step.code, known):
        return [[max(1, round(_planned(step, known)) - gone)] * RUNS]
    rest = [days - gone for days in known.lasted[step.code] if days > gone]
    return [_sampled(rest or [1], rng)]


def _whole(step: Step, known: Experience, rng: Random) -> list[int]:
    if _has_own(step.code, known):
        return _sampled(known.lasted[step.code], rng)
    return [max(1, round(_planned(step, known)))] * RUNS


def _planned(step: Step, known: Experience) -> float:
    return step.days + (known.choosing if step.kind is Kind.ITEM else 0)


def _sampled(values: Sequence[int], rng: Random) -> list[int]:
    """`RUNS` values: each stratum of the distribution once, shuffled."""
    ordered = sorted(values)
    n = len(ordered)
    drawn = [ordered[(2 * run + 1) * n // (2 * RUNS)] for run in range(RUNS)]
    rng.shuffle(drawn)
    return drawn
