"""From one number of days to a range: each step with its own, the whole by the same network."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from marketplace.core.texts import name_all, say
from marketplace.matters.rules.guidance.book import Kind, Step
from marketplace.matters.rules.guidance.schedule import critical_path, laid_out

UTILITIES = "U_"  # how the catalogue's codes of water, power, gas ... companies begin


class Who(StrEnum):
    """Who works on a step."""

    INTERMEDIARY = auto()
    DEPARTMENT = auto()
    UTILITY = auto()
    OWNER = auto()


class Source(StrEnum):
    """Where a figure comes from."""

    HALL = auto()
    CATALOGUE = auto()


name_all(
    {
        Who.INTERMEDIARY: say("Intermediaries"),
        Who.DEPARTMENT: say("Departments"),
        Who.UTILITY: say("Utility companies"),
        Who.OWNER: say("The owner himself"),
        Source.HALL: say("from the hall's own finished work"),
        Source.CATALOGUE: say("from the catalogue, illustrative"),
    }
)


@dataclass(frozen=True)
class Span:
    """Working days: if all goes well, as planned, and at the longest. `n` cases behind it."""

    low: int
    planned: int
    high: int
    source: Source = Source.CATALOGUE
    n: int = 0


@dataclass(frozen=True)
class Share:
    """What one kind of worker takes of the deciding path, and how many steps are his at all."""

    who: Who
    low: int
    planned: int
    high: int
    steps: int


@dataclass(frozen=True)
class Forecast:
    """The whole in working days; `shares` add up to it, column by column."""

    low: int
    planned: int
    high: int
    shares: tuple[Share, ...]


def steps_of(nodes: Iterable[Mapping[str, Any]]) -> list[Step]:
    """The network of a saved plan."""
    return [Step(n["code"], Kind(n["kind"]), n["days"], tuple(n["waits_for"])) for n in nodes]


def forecast(steps: list[Step], spans: Mapping[str, Span], who: Mapping[str, Who]) -> Forecast:
    """Three schedules of the same network; in each, whoever is on its own deciding path."""
    low, planned, high = (_by_who(steps, spans, who, end) for end in ("low", "planned", "high"))
    everybody = [one for one in Who if one in who.values()]
    shares = [
        Share(one, low.get(one, 0), planned.get(one, 0), high.get(one, 0), _count(who, one))
        for one in everybody
    ]
    return Forecast(sum(low.values()), sum(planned.values()), sum(high.values()), tuple(shares))


def _count(who: Mapping[str, Who], one: Who) -> int:
    return sum(other is one for other in who.values())


def _by_who(
    steps: list[Step], spans: Mapping[str, Span], who: Mapping[str, Who], field: str
) -> dict[Who, int]:
    days = {code: getattr(span, field) for code, span in spans.items()}
    nodes, found = laid_out(steps, days), dict[Who, int]()
    for code in critical_path(nodes):
        found[who[code]] = found.get(who[code], 0) + nodes[code].days
    return found
