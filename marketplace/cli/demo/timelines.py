"""The timelines of the demo: specialists and their fields, what owners publish, what is counted."""

from functools import partial

from sqlalchemy import select

from marketplace.cli.demo.cast import Cast
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.workshops import WORKSHOPS, Builder
from marketplace.cli.demo.world import World
from marketplace.core.act import CLOCKWORK, Act
from marketplace.projects.models import Project
from marketplace.projects.states import ProjectKind
from marketplace.timelines import operations, queries

FIELDS = {
    "specialist": (ProjectKind.INDUSTRY, ProjectKind.ENERGY),
    "specialist1": (ProjectKind.ROAD, ProjectKind.WATER, ProjectKind.PUBLIC_BUILDING),
    "specialist2": (ProjectKind.HOUSING, ProjectKind.RENOVATION, ProjectKind.INDUSTRY),
}
AGREED = "已电话联系，约定每周一沟通进度；材料清单已发送，中介机构由业主自行选定。"
PUBLISHED = 3  # projects of the market besides the workshops


def specialise(cast: Cast) -> None:
    """Each specialist says what he knows."""
    for key, kinds in FIELDS.items():
        operations.specialise(cast.stage.act(cast.actors[key]), None, kinds=kinds)


def plan(world: World, market: Market) -> None:
    """The workshops begin, each on its day."""
    for works in WORKSHOPS:
        builder = Builder(world, market, works)
        world.stage.back(works.days, partial(_begin, builder))


def _begin(builder: Builder) -> None:
    builder.enter()
    act = builder.world.act_as(builder.works.owner)
    operations.publish(act, builder.project)
    builder.world.stage.wait(1, partial(_call, builder))


def _call(builder: Builder) -> None:
    """The first contact of the housekeeper, whoever he is; the newest project still waits."""
    world = builder.world
    kept = queries.housekeeping_of(world.stage.session, builder.project_id)
    if kept is None or kept.contacted_at is not None:
        return
    actor = next(one for one in world.cast.actors.values() if one.person_id == kept.person_id)
    operations.contact(world.stage.act(actor), kept, note=AGREED)


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
