"""The critical path from today, how much time each step has to spare, what holds us now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.timelines.rules.days import Day, since, worked
from marketplace.timelines.rules.graph import Graph
from marketplace.timelines.states import Holder


@dataclass(frozen=True)
class Outlook:
    """From today on, in planned working days: what is left, the path, and each step's slack.

    `ahead`: from when to when each unfinished step would run if nobody lost a day.
    """

    left: float
    path: tuple[str, ...]
    slack: dict[str, float]
    ahead: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Ball:
    """Who has it, for which step ("": for none), and since which day."""

    holder: Holder
    party_id: int | None
    code: str
    since: date | None


def outlook(graph: Graph, today: date, open_days: list[date]) -> Outlook:
    """Forward for the earliest, backward for the latest finish; slack is the difference."""
    left = {code: days_left(graph, code, today, open_days) for code in graph.order}
    early: dict[str, float] = {}
    for code in graph.order:
        begin = max((early[w] for w in graph.waits[code]), default=0)
        early[code] = begin + left[code]
    total = max(early.values(), default=0)
    late: dict[str, float] = {}
    for code in reversed(graph.order):
        after = graph.followers[code]
        late[code] = min((late[f] - left[f] for f in after), default=total)
    undone = [code for code in graph.order if not graph.steps[code].is_done]
    slack = {code: round(late[code] - early[code], 6) for code in undone}
    ahead = {code: (early[code] - left[code], early[code]) for code in undone}
    return Outlook(total, _path(graph, early, undone), slack, ahead)


def days_left(graph: Graph, code: str, today: date, open_days: list[date]) -> float:
    """Nothing of a step that is done; of any other at least a day."""
    step = graph.steps[code]
    if step.is_done:
        return 0
    return max(1, step.days - worked(step, today, open_days))


def _path(graph: Graph, early: dict[str, float], undone: Sequence[str]) -> tuple[str, ...]:
    """Back from the latest finish (on a tie the greater code) by the latest predecessor."""
    if not undone:
        return ()
    at = max(undone, key=lambda code: (early[code], code))
    path = [at]
    while before := [w for w in graph.waits[at] if not graph.steps[w].is_done]:
        latest = max(early[w] for w in before)
        at = min(w for w in before if early[w] == latest)
        path.append(at)
    return tuple(reversed(path))


def ball(days_and_tomorrow: list[Day]) -> Ball:
    """Who has the ball tonight has tomorrow; so the last day given is tomorrow."""
    if not days_and_tomorrow:
        return Ball(Holder.OWNER, None, "", None)
    last = days_and_tomorrow[-1]
    return Ball(last.holder, last.party_id, last.code, since(days_and_tomorrow))
