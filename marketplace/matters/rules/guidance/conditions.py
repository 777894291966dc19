"""Does a condition hold on the answers, and which answers made it hold?"""

from collections.abc import Mapping
from typing import Any

Answers = Mapping[str, tuple[str, ...]]
Condition = Mapping[str, Any]
OPERATORS = frozenset({"always", "all", "any", "count", "in", "not_in"})


def holds(condition: Condition, answers: Answers) -> bool:
    """`in` is false and `not_in` true of a question that was not asked."""
    if "all" in condition:
        return all(holds(part, answers) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, answers) for part in condition["any"])
    return _holds_plainly(condition, answers)


def _holds_plainly(condition: Condition, answers: Answers) -> bool:
    if "always" in condition:
        return bool(condition["always"])
    if "in" in condition:
        return bool(_chosen(condition, answers) & set(condition["in"]))
    if "not_in" in condition:
        return not _chosen(condition, answers) & set(condition["not_in"])
    asked = condition["count"]
    enough: int = asked["gte"]
    return len(_chosen(asked, answers) & set(asked["values"])) >= enough


def evidence(condition: Condition, answers: Answers) -> list[str]:
    """The questions whose answers make a condition hold, each once, in the condition's order."""
    return list(dict.fromkeys(_evidence(condition, answers)))


def _evidence(condition: Condition, answers: Answers) -> list[str]:
    parts = condition.get("all", condition.get("any", ()))
    if parts:
        return [q for part in parts if holds(part, answers) for q in _evidence(part, answers)]
    return [q for q in reads(condition) if q in answers]


def reads(condition: Condition | None) -> list[str]:
    """Every question a condition looks at."""
    if not condition:
        return []
    parts = (*condition.get("all", ()), *condition.get("any", ()))
    own = condition.get("q") or condition.get("count", {}).get("q")
    return ([own] if own else []) + [q for part in parts for q in reads(part)]


def _chosen(asked: Mapping[str, Any], answers: Answers) -> set[str]:
    return set(answers.get(asked["q"], ()))
