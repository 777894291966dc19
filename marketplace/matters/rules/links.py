"""Do the rows of a catalogue fit together? Each function yields the faults of one kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from typing import Any

from marketplace.core.texts import Text, say
from marketplace.matters.rules.shape import REQUIRED_INPUT
from marketplace.matters.rules.sources import From, source_of
from marketplace.matters.states import Obligation, Payer

Found = Iterator[tuple[str, Text]]  # field, fault
Line = Mapping[str, Any]
Find = Callable[[Line, Mapping[str, Set[str]]], Found]


def repeated(ids: Iterable[str]) -> Iterator[tuple[str, Text]]:
    """Each id that stands there more than once."""
    for code, times in Counter(ids).items():
        if times > 1:
            yield code, say("The id %(id)s stands here %(times)s times.", id=code, times=times)


def _lost(field: str, id: str, known: Set[str]) -> Found:
    if id not in known:
        yield field, say("There is no %(id)s.", id=id)


def matter_faults(matter: Line, ids: Mapping[str, Set[str]]) -> Found:
    """`ids` are the known ids of departments, stages, matters, items."""
    yield from _lost("stage", matter["stage"], ids["stages"])
    yield from _lost("department", matter["department"], ids["departments"])
    for position, wait in enumerate(matter["prerequisites"]):
        yield from _lost(f"prerequisites[{position}].id", wait["id"], ids["matters"])
    for position, need in enumerate(matter["service_items"]):
        yield from _lost(f"service_items[{position}].id", need["id"], ids["items"])
    for position, material in enumerate(matter["materials"]):
        yield from _source_faults(f"materials[{position}].source", material["source"], ids)
    for field, key in (("prerequisites", "id"), ("service_items", "id"), ("materials", "code")):
        for _, text in repeated(entry[key] for entry in matter[field]):
            yield field, text
    yield from _box_faults(matter)


def _source_faults(field: str, text: str, ids: Mapping[str, Set[str]]) -> Found:
    source = source_of(text)
    known = ids["departments"] if source.holder is From.DEPARTMENT else ids["matters"]
    for code in source.codes:
        yield from _lost(field, code, known)


def _box_faults(matter: Line) -> Found:
    """A matter cannot say that none is needed and ask the owner for one, nor the other way."""
    asked = [need for need in matter["service_items"] if need["obligation"] == REQUIRED_INPUT]
    if matter["no_intermediary_service_required"] and asked:
        yield (
            "no_intermediary_service_required",
            say("It says that no service is required, and requires %(id)s.", id=asked[0]["id"]),
        )
    if not matter["no_intermediary_service_required"] and not matter["service_items"]:
        yield "service_items", say("It says that a service is required, and names none.")


def item_faults(item: Line, ids: Mapping[str, Set[str]]) -> Found:
    yield from _lost("regulating_department", item["regulating_department"], ids["departments"])
    for position, code in enumerate(item["after"]):
        yield from _lost(f"after[{position}]", code, ids["matters"] | ids["items"])
    for position, code in enumerate(item.get("reviews", ())):
        yield from _lost(f"reviews[{position}]", code, ids["items"])
    days = item["duration_working_days"]
    if not days["min"] <= days["typical"] <= days["max"]:
        yield "duration_working_days", say("Not in order: shortest, typical, longest.")
    if item["price"]["low"] > item["price"]["high"]:
        yield "price", say("The low price is above the high one.")
    by_department = item["obligation"] == Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS
    if by_department != (item["who_pays"] == Payer.DEPARTMENT):
        yield "who_pays", say("What the department commissions the department pays, nothing else.")


def circles(matters: Iterable[Line], items: Iterable[Line]) -> Iterator[tuple[str, Text]]:
    """Rows that wait for each other, by the id of one of them.

    A matter waits for its prerequisites of either kind and for its service items, an item for its
    `after`: a plan may select any of them, so no circle at all is allowed, not only a hard one.
    """
    left = {matter["id"]: _waits_of(matter) for matter in matters}
    left |= {item["id"]: set(item["after"]) for item in items}
    while circle := _circle(left):
        path = " → ".join([*circle, circle[0]])
        yield min(circle), say("These wait for each other: %(path)s.", path=path)
        for code in circle:
            del left[code]


def _waits_of(matter: Line) -> set[str]:
    return {entry["id"] for entry in (*matter["prerequisites"], *matter["service_items"])}


def _circle(graph: Mapping[str, Set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(reversed(found.args[1][1:]))
    return []
