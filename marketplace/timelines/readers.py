"""What follows from facts and from days that go by; the timeline on the page of its project."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.projects.models import Plan, Project
from marketplace.timelines import operations, queries
from marketplace.timelines.rules.moving import MOVING

duty("timelines.begin", queries.uncounted, operations.begin)
duty("timelines.roll", queries.stale, operations.roll)
duty("timelines.assign", queries.to_assign, operations.assign)
duty("timelines.flag", queries.to_flag, operations.flag)


@reads("timelines.compute", *MOVING)
def compute(act: Act, fact: Fact) -> None:
    """Something moved: count the project anew, and foretell."""
    project = queries.project_of(act.session, fact)
    if project is not None:
        operations.compute(act, project, cause=fact.name)


@reads("timelines.recount", "projects.unpick")
def recount(act: Act, fact: Fact) -> None:
    """A matter is off a list and gone, so nothing tells which list: all of this owner."""
    for project in queries.of_owner(act.session, fact.organisation_id):
        operations.compute(act, project)


@reads("timelines.freeze", "projects.save", "projects.attach", "projects.rerun")
def freeze(act: Act, fact: Fact) -> None:
    """The first plan is the baseline; its project gets a housekeeper."""
    plan = act.session.get(Plan, fact.thing_id) if fact.thing_kind == "plans" else None
    if plan is None or plan.project is None:
        return
    operations.freeze(act, plan, on=fact.at)
    if queries.awaits_keeper(act.session, plan.project):
        operations.assign(act, plan.project)


@invariant("the city's days are the sum of its projects' days")
def days_add_up(session: Session, _: Path) -> Iterable[str]:
    return queries.wrong_sums(session)


@panel("projects.project", order=10)
def of_the_project(session: Session, actor: Actor, project: Project) -> Panel:
    return Panel(
        "timelines/of_project.html", queries.on_the_project(session, actor, project, clock.now())
    )
