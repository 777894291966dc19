"""Which specialist looks after a project: by field and load, never by wish."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Candidate:
    """`load`: projects he looks after now; `last_at`: when he was given the last one."""

    person_id: int
    knows_field: bool
    load: int
    last_at: datetime | None


def chosen(candidates: Iterable[Candidate]) -> Candidate | None:
    """Who knows the field; of those the least loaded; then whose turn is longest ago; the first."""
    return min(candidates, key=_order, default=None)


def _order(one: Candidate) -> tuple[bool, int, float, int]:
    last = one.last_at.timestamp() if one.last_at else 0.0
    return not one.knows_field, one.load, last, one.person_id
