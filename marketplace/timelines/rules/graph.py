"""A project as a graph: what has to be done, what waits for what, and whose turn it was when.

A day belongs to whoever had the ball when it began, so the day something is handed over is still
the giver's: a department that takes an application on Monday and decides on Friday had it for four
days, as `core.workdays` counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from marketplace.timelines.states import Holder, Kind


@dataclass(frozen=True)
class Turn:
    """Somebody had the ball: the days after `began`, up to `ended` (None: he has it still)."""

    holder: Holder
    party_id: int | None
    began: date
    ended: date | None = None


@dataclass(frozen=True)
class Step:
    """A matter or a service item; `worker` does it in `days` planned working days."""

    code: str
    kind: Kind
    worker: Holder
    days: float
    known_on: date
    waits_for: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    done_on: date | None = None

    @property
    def begun_on(self) -> date | None:
        return self.turns[0].began if self.turns else None

    @property
    def is_done(self) -> bool:
        return self.done_on is not None


class Graph:
    """Steps in an order in which nothing comes before what it waits for; circles are cut."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps: dict[str, Step] = {step.code: step for step in steps}
        waits = {
            code: tuple(w for w in step.waits_for if w in self.steps and w != code)
            for code, step in self.steps.items()
        }
        self.order = _in_order(waits)
        place = {code: no for no, code in enumerate(self.order)}
        self.waits: dict[str, tuple[str, ...]] = {
            code: tuple(one for one in waited if place[one] < place[code])
            for code, waited in waits.items()
        }

    @cached_property
    def followers(self) -> dict[str, list[str]]:
        """What waits for each step."""
        found: dict[str, list[str]] = {code: [] for code in self.order}
        for code in self.order:
            for waited in self.waits[code]:
                found[waited].append(code)
        return found

    @property
    def done_on(self) -> date | None:
        """The day the last step was done; None while one is not, or there is none."""
        days = [step.done_on for step in self.steps.values()]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    def ways(self, among: Iterable[str] | None = None) -> dict[str, float]:
        """The longest planned way, in days, from the end of each step to the end of all."""
        wanted = set(self.order if among is None else among)
        way: dict[str, float] = {}
        for code in reversed(self.order):
            after = [f for f in self.followers[code] if f in wanted]
            way[code] = max((self.steps[f].days + way[f] for f in after), default=0)
        return way


def _in_order(waits: Mapping[str, tuple[str, ...]]) -> list[str]:
    """By what waits for what; from a circle the smallest code goes first."""
    left = {code: set(waited) for code, waited in waits.items()}
    followers: dict[str, list[str]] = {}
    for code, waited in waits.items():
        for one in waited:
            followers.setdefault(one, []).append(code)
    order: list[str] = []
    while left:
        free = sorted(code for code, waited in left.items() if not waited) or [min(left)]
        while free:
            order += free
            free = _let_go(free, left, followers)
    return order


def _let_go(
    free: list[str], left: dict[str, set[str]], followers: Mapping[str, list[str]]
) -> list[str]:
    """Take steps out of what is left; gives those that now wait for nothing."""
    for code in free:
        del left[code]
    now_free = set()
    for code in free:
        for one in followers.get(code, ()):
            if one in left:
                left[one].discard(code)
                if not left[one]:
                    now_free.add(one)
    return sorted(now_free)


def settled(steps: Iterable[Step]) -> list[Step]:
    """An item that nothing waits for any more, and nobody is at, was not needed: it is done."""
    given = list(steps)
    after: dict[str, list[Step]] = {}
    for step in given:
        for code in step.waits_for:
            after.setdefault(code, []).append(step)
    return [_settle(step, after.get(step.code, [])) for step in given]


def _settle(step: Step, after: list[Step]) -> Step:
    days = [one.done_on for one in after if one.done_on is not None]
    at_work = any(turn.ended is None for turn in step.turns)
    if step.is_done or step.kind is not Kind.ITEM or at_work or not days or len(days) < len(after):
        return step
    ends = [turn.ended for turn in step.turns if turn.ended is not None]
    return replace(step, done_on=max([*days, *ends]))
