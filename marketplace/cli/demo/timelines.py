"""The timelines of the demo: specialists and their fields, what owners publish, what is counted."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select

from marketplace.cli.demo.cast import Cast
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.workshops import WORKSHOPS, Builder
from marketplace.cli.demo.world import World
from marketplace.core.act import CLOCKWORK, Act, Actor
from marketplace.projects.models import Project
from marketplace.projects.states import ProjectKind
from marketplace.timelines import operations
from marketplace.timelines.models import Housekeeping
from marketplace.timelines.states import State

FIELDS = {
    "specialist": (ProjectKind.INDUSTRY, ProjectKind.ENERGY),
    "specialist1": (ProjectKind.ROAD, ProjectKind.WATER, ProjectKind.PUBLIC_BUILDING),
    "specialist2": (ProjectKind.HOUSING, ProjectKind.RENOVATION, ProjectKind.INDUSTRY),
}
AGREED = "已电话联系，约定每周一沟通进度；材料清单已发送，中介机构由业主自行选定。"
AN_HOUR = timedelta(hours=1)
FORGETS = 7  # one project in so many is called late
PUBLISHED = 3  # projects of the market besides the workshops


def specialise(cast: Cast) -> None:
    """Each specialist says what he knows."""
    for key, kinds in FIELDS.items():
        operations.specialise(cast.stage.act(cast.actors[key]), None, kinds=kinds)


def plan(world: World, market: Market) -> None:
    """The workshops begin, each on its day; the housekeepers call in the morning."""
    stage = world.stage
    for works in WORKSHOPS:
        stage.back(works.days, partial(_begin, Builder(world, market, works)))
    for days in range((stage.today - stage.first).days):
        stage.on(stage.first + timedelta(days=days), partial(call, world), only_open=True)


def _begin(builder: Builder) -> None:
    builder.enter()
    operations.publish(builder.world.act_as(builder.works.owner), builder.project)


def call(world: World) -> None:
    """First contacts, mostly on the day they are due; some are forgotten until they are late."""
    due = select(Housekeeping).where(Housekeeping.state == State.ASSIGNED)
    for kept in world.stage.session.scalars(due).all():
        forgotten = kept.project_id % FORGETS == 0 and kept.flagged_at is None
        if not forgotten and kept.assigned_at < world.stage.now - AN_HOUR:
            operations.contact(world.stage.act(_keeper(world, kept)), kept, note=AGREED)


def _keeper(world: World, kept: Housekeeping) -> Actor:
    return next(one for one in world.cast.actors.values() if one.person_id == kept.person_id)


def count(world: World) -> None:
    """Every project up to this morning, and what some owners let everybody see."""
    stage = world.stage
    session, act = stage.session, Act(stage.session, CLOCKWORK, stage.end)
    session.connection(execution_options={"writes": True})
    for project in session.scalars(select(Project).order_by(Project.id)):
        operations.compute(act, project, "projects.enter")
    for site in world.sites[:PUBLISHED]:
        operations.publish(world.act_as(site.plan.owner), world.row(Project, site.id))
    session.commit()
