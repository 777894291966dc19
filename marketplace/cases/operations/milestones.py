"""Taking in milestones of projects elsewhere. A baseline is frozen when it is first seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from marketplace.cases.models import Milestone
from marketplace.cases.rules.milestones import Line, moved
from marketplace.core.act import Act, Role
from marketplace.core.operation import operation
from marketplace.core.policy import permit


@dataclass(frozen=True)
class Taken:
    """What became of the lines of a file."""

    added: int
    changed: int
    unchanged: int


@operation("cases.take_milestones", may=permit(Role.OPERATOR, Role.CLOCKWORK))
def take_milestones(act: Act, _: None, *, lines: Sequence[Line]) -> Taken:
    """Add what is new; of what is known keep the first promise, and each earlier target."""
    outcomes = [_take(act, line) for line in lines]
    return Taken(*(outcomes.count(outcome) for outcome in ("added", "changed", "unchanged")))


def _take(act: Act, line: Line) -> str:
    key = {"project_ref": line.project_ref, "ref": line.ref}
    known = act.session.scalars(select(Milestone).filter_by(**key)).one_or_none()
    if known is None:
        act.session.add(Milestone(**key, **line.values, targets=[], imported_at=act.now))
        act.session.flush()
        return "added"
    return "changed" if _renew(act, known, line.values) else "unchanged"


def _renew(act: Act, known: Milestone, values: Any) -> bool:
    """The baseline stays, unless there was none."""
    new = dict(values)
    new["baseline_on"] = known.baseline_on or new["baseline_on"]
    differing = {name: value for name, value in new.items() if getattr(known, name) != value}
    if earlier := moved(known.target_on, new["target_on"], known.reason):
        known.targets = [*known.targets, earlier]
    for name, value in differing.items():
        setattr(known, name, value)
    if differing:
        known.imported_at = act.now
    return bool(differing)
