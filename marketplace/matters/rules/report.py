"""What an import did to each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from marketplace.matters.rules.faults import Fault


class Outcome(StrEnum):
    """What became of one row."""

    ADDED = auto()
    CHANGED = auto()
    UNCHANGED = auto()
    RETIRED = auto()


@dataclass(frozen=True)
class Report:
    """Rows as "matter M101". `refused` stays empty: a fault refuses the whole catalogue."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    refused: tuple[Fault, ...] = ()


def report_of(outcomes: Mapping[tuple[str, str], Outcome]) -> Report:
    def rows(wanted: Outcome) -> tuple[str, ...]:
        return tuple(f"{k} {code}" for (k, code), outcome in outcomes.items() if outcome is wanted)

    return Report(
        added=rows(Outcome.ADDED),
        changed=rows(Outcome.CHANGED),
        unchanged=rows(Outcome.UNCHANGED),
        retired=rows(Outcome.RETIRED),
    )
