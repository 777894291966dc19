"""The whole way from answers to a plan."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from marketplace.matters.rules.guidance.asking import Given, settled
from marketplace.matters.rules.guidance.book import Book
from marketplace.matters.rules.guidance.conditions import Answers
from marketplace.matters.rules.guidance.schedule import (
    Node,
    critical_path,
    days_by_kind,
    laid_out,
    last_of,
)
from marketplace.matters.rules.guidance.selecting import Reason, select


@dataclass(frozen=True)
class Plan:
    """`reasons` has every matter, service and flag; `removed` what a rule took away again."""

    answers: Answers
    matters: tuple[str, ...]
    service_items: tuple[str, ...]
    flags: tuple[str, ...]
    reasons: Mapping[str, list[Reason]]
    removed: Mapping[str, list[Reason]]
    nodes: tuple[Node, ...]
    total_days: int
    critical_path: tuple[str, ...]
    critical_days_by_kind: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Plain values, as a saved plan keeps them."""
        nodes = [asdict(node) | {"kind": node.kind.value} for node in self.nodes]
        return asdict(self) | {"nodes": nodes}


def make_plan(book: Book, given: Given) -> Plan:
    """The plan of these answers; BadInputError names the question that is answered wrongly."""
    answers = settled(book.questions, given)
    chosen = select(book, answers)
    nodes = laid_out(book.steps[code] for code in (*chosen.matters, *chosen.items))
    path, last = critical_path(nodes), last_of(nodes)
    return Plan(
        answers=answers,
        matters=tuple(sorted(chosen.matters)),
        service_items=tuple(sorted(chosen.items)),
        flags=tuple(chosen.flags),
        reasons=chosen.matters | chosen.items | chosen.flags,
        removed=chosen.removed,
        nodes=tuple(nodes.values()),
        total_days=last.finish if last else 0,
        critical_path=tuple(path),
        critical_days_by_kind=days_by_kind(nodes, path),
    )
