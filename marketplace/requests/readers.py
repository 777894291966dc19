"""What follows from facts, the duties of the clock, and what is shown on lower pages."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import holds
from marketplace.core import clock, recounts
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.panels import Panel, panel
from marketplace.core.policy import may
from marketplace.core.texts import Text, say
from marketplace.core.words import Entry, gather
from marketplace.files.policy import readable
from marketplace.projects.models import Plan, Project
from marketplace.requests import operations, queries
from marketplace.requests.models import Request
from marketplace.requests.policy import may_see

duty("requests.remind", queries.to_remind, operations.remind)
duty("requests.close", queries.due_to_close, operations.close, timed=True)


@reads("requests.recount", *recounts.CHANGES)
def recount(act: Act, _: Fact) -> None:
    """The calendar changed: what runs may end later."""
    recounts.recount(act, queries.running(act.session), operations.ends, operations.recount)


@gather("request")
def entries(session: Session, ids: Sequence[int] | None) -> Iterable[Entry]:
    """What can be found of each published request."""
    rows = select(Request).where(Request.published_at.is_not(None))
    if ids is not None:
        rows = rows.where(Request.id.in_(ids))
    for row in session.scalars(rows.execution_options(yield_per=500)):
        texts = {
            "title": row.title,
            "number": row.number,
            "text": f"{row.scope}\n{row.deliverable}",
        }
        yield Entry("request", row.id, texts)


@panel("projects.project", order=30)
def work(session: Session, _: Actor, project: Project) -> Panel:
    """The services its matters need, and what was asked for."""
    names = {"work": queries.work_for(session, project), "project": project}
    return Panel(
        "requests/of_project.html", names | {"requests": queries.of_project(session, project.id)}
    )


@panel("projects.plan", order=30)
def from_plan(session: Session, actor: Actor, plan: Plan) -> Panel | None:
    """The services of the plan as requests: for its owner."""
    if not may(actor, "projects.attach", plan):
        return None
    services = queries.planned(session, plan, clock.now())
    return Panel("requests/of_plan.html", {"planned": services, "plan": plan})


def _may_read_files(session: Session, actor: Actor, id: int) -> bool:
    request = session.get(Request, id)
    return request is not None and may_see(actor, request)


@holds
def what_is_asked_for(session: Session, organisation_id: int) -> Text | None:
    """An owner's request that is not decided keeps his organisation open."""
    number = queries.undecided_of(session, organisation_id)
    return say("The request %(number)s still runs.", number=number) if number else None


readable(Request.__tablename__, _may_read_files)
