"""When each request of a plan has to close, counted backwards from when its report is needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.core.rulesets import Rules

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """Working days from today: the last closing that keeps the plan, and when the report is due."""

    closes: int
    needed: int


def turns(nodes: Iterable[Node], rules: Rules) -> dict[str, Turn]:
    """For each service of the plan.

    Day 0 of the plan is the earliest on which a firm can begin: after the check, the time for
    offers, the objections and the contract. What is needed later may be asked for later.
    """
    known = list(nodes)
    before = rules.request_check_days + rules.offer_days
    behind = rules.objection_days + rules.contract_days
    found = {}
    for node in known:
        needed = min(
            (other["start"] for other in known if node["code"] in other["waits_for"]),
            default=node["finish"],
        )
        begin = max(needed - node["days"], node["start"])
        found[node["code"]] = Turn(before + begin, before + behind + begin + node["days"])
    return found
