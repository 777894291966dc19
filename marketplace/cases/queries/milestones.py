"""Milestones of projects elsewhere."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.cases.models import Milestone

MOST = 2000


def projects_elsewhere(session: Session) -> dict[str, Sequence[Milestone]]:
    """The milestones by project, in the order of their first promise."""
    rows = select(Milestone).order_by(
        Milestone.project_ref, Milestone.action, Milestone.baseline_on, Milestone.id
    )
    found: dict[str, list[Milestone]] = {}
    for row in session.scalars(rows.limit(MOST)):
        found.setdefault(row.project, []).append(row)
    return dict(found)
