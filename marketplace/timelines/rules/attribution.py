"""Each calendar day of a project belongs to exactly one holder.

The rule: of the steps that wait for nothing unfinished, the critical one has the longest planned
way to the end of the project (what is left of its own days, at least one, and the longest chain
after it; on a tie the smaller code). The day is its holder's; when nobody has begun it, or nothing
is left to do, the day is the owner's. Only what was known when the day began counts, so that no
later event changes it. Source: critical path method, with `../shared/domain/plan_rules.md` 7.
"""

from collections.abc import Iterable
from datetime import date

from marketplace.timelines.rules.days import ONE_DAY, Day, IsOpen
from marketplace.timelines.rules.graph import Graph, Turn
from marketplace.timelines.states import Holder

KNOWN, ENDED, BEGUN, DONE = range(4)  # in the order in which they are heard on one day
News = tuple[int, str, Turn | None]


class Sweep:
    """Goes through the days in order, keeping what is known, done and begun."""

    def __init__(self, graph: Graph, began: date, last: date, is_open: IsOpen) -> None:
        self.graph, self.began, self.last, self.is_open = graph, began, last, is_open
        self._news = self._agenda()
        self._known: set[str] = set()
        self._done: set[str] = set()
        self._blocks: dict[str, int] = {}
        self._ready: set[str] = set()
        self._turn: dict[str, Turn] = {}
        self._worked: dict[str, float] = {}
        self._ways: dict[str, float] = {}

    def days(self) -> list[Day]:
        """One for each day after `began` up to `last`."""
        self._take(self._news[began] for began in sorted(self._news) if began < self.began)
        found: list[Day] = []
        chosen = ""
        before, worked = self.began, True
        while before < self.last:
            day = before + ONE_DAY
            if before in self._news:
                self._take([self._news[before]])
            if before in self._news or worked or not found:
                chosen = self._critical()
            found.append(self._day(day, chosen))
            worked = self.is_open(day)
            if worked:
                self._work()
            before = day
        return found

    def _agenda(self) -> dict[date, list[News]]:
        """What came about on each day."""
        news: dict[date, list[News]] = {}
        for code, step in self.graph.steps.items():
            news.setdefault(step.known_on, []).append((KNOWN, code, None))
            for turn in step.turns:
                news.setdefault(turn.began, []).append((BEGUN, code, turn))
                if turn.ended is not None:
                    news.setdefault(turn.ended, []).append((ENDED, code, turn))
            if step.done_on is not None:
                news.setdefault(max(step.done_on, step.known_on), []).append((DONE, code, None))
        return news

    def _take(self, batches: Iterable[list[News]]) -> None:
        """A turn ends before the next begins; what began and ended on one day leaves no turn."""
        known = len(self._known)
        for batch in batches:
            for what, code, turn in sorted(batch, key=lambda news: news[:2]):
                self._hear(what, code, turn)
        if len(self._known) != known:
            self._ways = self.graph.ways(self._known)

    def _hear(self, what: int, code: str, turn: Turn | None) -> None:
        if turn is not None:
            self._pass(what, code, turn)
        elif what == KNOWN:
            self._learn(code)
        else:
            self._finish(code)

    def _learn(self, code: str) -> None:
        self._known.add(code)
        self._blocks[code] = sum(
            w in self._known and w not in self._done for w in self.graph.waits[code]
        )
        if not self._blocks[code]:
            self._ready.add(code)
        for after in self.graph.followers[code]:
            if after in self._known:
                self._blocks[after] += 1
                self._ready.discard(after)

    def _finish(self, code: str) -> None:
        self._done.add(code)
        self._ready.discard(code)
        for after in self.graph.followers[code]:
            if after in self._known:
                self._blocks[after] -= 1
                if not self._blocks[after] and after not in self._done:
                    self._ready.add(after)

    def _pass(self, what: int, code: str, turn: Turn) -> None:
        if what == BEGUN and turn.ended != turn.began:
            self._turn[code] = turn
        elif what == ENDED and self._turn.get(code) == turn:
            del self._turn[code]

    def _critical(self) -> str:
        """The ready step with the longest way to the end; "" when there is none."""
        chosen, longest = "", 0.0
        steps, worked, ways = self.graph.steps, self._worked, self._ways
        for code in self._ready:
            left = max(1, steps[code].days - worked.get(code, 0)) + ways[code]
            if left > longest or (left == longest and code < chosen):
                chosen, longest = code, left
        return chosen

    def _day(self, day: date, chosen: str) -> Day:
        turn = self._turn.get(chosen)
        if turn is None:
            return Day(day, Holder.OWNER, None, chosen)
        return Day(day, turn.holder, turn.party_id, chosen)

    def _work(self) -> None:
        """A working day has gone by: those at work have that much less to do."""
        steps = self.graph.steps
        for code, turn in self._turn.items():
            if turn.holder == steps[code].worker:
                self._worked[code] = self._worked.get(code, 0) + 1


def days_of(graph: Graph, began: date, last: date, is_open: IsOpen) -> list[Day]:
    """Every day after `began` up to `last`, once, in order."""
    return Sweep(graph, began, last, is_open).days()
