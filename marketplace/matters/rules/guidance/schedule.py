"""When each step can begin and end, in working days from 0, and the path that decides the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from marketplace.matters.rules.guidance.book import Kind, Step

RETURN_VISIT = "P121"  # comes after the end, so it does not decide it


@dataclass(frozen=True)
class Node:
    """A step at its earliest time."""

    code: str
    kind: Kind
    days: int
    start: int
    finish: int
    waits_for: tuple[str, ...]


def laid_out(steps: Iterable[Step], days: Mapping[str, int] | None = None) -> dict[str, Node]:
    """Every step as early as it can be; `days` are used instead of the steps' own."""
    known = {step.code: step for step in steps}
    waits = {code: sorted(set(step.waits) & known.keys()) for code, step in known.items()}
    nodes: dict[str, Node] = {}
    for code in TopologicalSorter(waits).static_order():
        start = max((nodes[before].finish for before in waits[code]), default=0)
        long = known[code].days if days is None else days[code]
        kind = known[code].kind
        nodes[code] = Node(code, kind, long, start, start + long, tuple(waits[code]))
    return {code: nodes[code] for code in sorted(nodes)}


def last_of(nodes: Mapping[str, Node]) -> Node | None:
    """The step that ends last, the greater code on a tie."""
    counted = [node for code, node in nodes.items() if code != RETURN_VISIT]
    return max(counted, key=lambda node: (node.finish, node.code), default=None)


def critical_path(nodes: Mapping[str, Node]) -> list[str]:
    """From the first step to the last one; the smaller code where two end at once."""
    node, path = last_of(nodes), []
    while node is not None:
        path.append(node.code)
        before = [nodes[code] for code in node.waits_for] if node.start else []
        node = min(before, key=lambda one: (-one.finish, one.code), default=None)
    return path[::-1]


def days_by_kind(nodes: Mapping[str, Node], path: Iterable[str]) -> dict[str, int]:
    """Working days along a path, for each kind of step on it."""
    found: dict[str, int] = {}
    for code in path:
        found[nodes[code].kind] = found.get(nodes[code].kind, 0) + nodes[code].days
    return found
