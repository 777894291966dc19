"""What differs between two plans, as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Result = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """Codes by what became of them; `changed_days` has steps of both plans, days then and now."""

    matters_added: tuple[str, ...]
    matters_gone: tuple[str, ...]
    items_added: tuple[str, ...]
    items_gone: tuple[str, ...]
    days: tuple[int, int]
    changed_days: Mapping[str, tuple[int, int]]
    answers: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]

    @property
    def is_none(self) -> bool:
        lists = (self.matters_added, self.matters_gone, self.items_added, self.items_gone)
        return not any(lists) and not self.changed_days and self.days[0] == self.days[1]

    @property
    def codes(self) -> set[str]:
        """Every matter and service it speaks of."""
        lists = (self.matters_added, self.matters_gone, self.items_added, self.items_gone)
        return {code for codes in lists for code in codes} | set(self.changed_days)


def difference(before: Result, after: Result) -> Difference:
    days = [{node["code"]: node["days"] for node in plan["nodes"]} for plan in (before, after)]
    changed = {
        code: (days[0][code], days[1][code])
        for code in sorted(days[0].keys() & days[1].keys())
        if days[0][code] != days[1][code]
    }
    return Difference(
        *_moved(before, after, "matters"),
        *_moved(before, after, "service_items"),
        days=(before["total_days"], after["total_days"]),
        changed_days=changed,
        answers=_answers(before["answers"], after["answers"]),
    )


def _moved(before: Result, after: Result, field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    then, now = set(before[field]), set(after[field])
    return tuple(sorted(now - then)), tuple(sorted(then - now))


def _answers(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Question by question, what was said then and now; () where it was not asked."""
    both = {asked: (before.get(asked, ()), after.get(asked, ())) for asked in {**before, **after}}
    pairs = {asked: (tuple(then), tuple(now)) for asked, (then, now) in both.items()}
    return {asked: pair for asked, pair in sorted(pairs.items()) if pair[0] != pair[1]}
