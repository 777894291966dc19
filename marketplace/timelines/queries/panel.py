"""What the page of a project shows of its timeline, its housekeeper and its publication."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from marketplace.core.act import Actor
from marketplace.projects.models import Project
from marketplace.timelines import rules
from marketplace.timelines.queries import keepers, kept
from marketplace.timelines.queries.listing import of_project
from marketplace.timelines.queries.page import timeline

NEWEST = 30  # happenings in the folded list; the timeline's own page has them all


def on_the_project(
    session: Session, actor: Actor, project: Project, now: datetime
) -> dict[str, Any]:
    entries = of_project(session, actor, project.id, now)
    return {
        "project": project,
        "line": timeline(session, project, now),
        "balls": rules.balls(entries),
        "entries": entries[: -NEWEST - 1 : -1],
        "in_all": len(entries),
        "keeper": keepers.of_project(session, project.id),
        "publication": kept.publication_of(session, project.id),
    }
