"""The timeline on the page of its project."""

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.act import Actor
from marketplace.core.panels import Panel, panel
from marketplace.projects.models import Project
from marketplace.timelines import queries, rules


@panel("projects.project", order=10)
def of_the_project(session: Session, _: Actor, project: Project) -> Panel:
    entries = queries.of_project(session, project.id, clock.now())
    shown = {"entries": entries, "balls": rules.balls(entries)}
    return Panel("timelines/of_project.html", shown)
