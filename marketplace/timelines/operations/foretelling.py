"""What finished steps teach, what is foretold, and how that came out."""

from datetime import date

from sqlalchemy import bindparam, select, update

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.database import insert_once, table_of
from marketplace.projects.models import Project
from marketplace.timelines import queries
from marketplace.timelines.models import Duration, Forecast, Sample
from marketplace.timelines.queries import Reckoning, item_of
from marketplace.timelines.rules.days import until
from marketplace.timelines.rules.graph import Graph, Step

LATEST = 50  # durations that count
_SAMPLE = table_of(Sample)  # plain columns: nobody holds these rows as objects
_TEACH = (
    update(_SAMPLE)
    .where(_SAMPLE.c.code == bindparam("its_code"))
    .values(values=bindparam("its_values"))
)


def learn(act: Act, project: Project, seen: Reckoning) -> None:
    """Keep how long each finished step lasted, once, and what it waited for before."""
    known = set(act.session.scalars(select(Duration.code).where(Duration.project_id == project.id)))
    taught: set[str] = set()
    for code, step in seen.graph.steps.items():
        if code not in known and _keep(act, project, seen, step):
            taught |= {item_of(code), step.kind.value}
    for name in sorted(taught):
        _refresh(act, name)


def _keep(act: Act, project: Project, seen: Reckoning, step: Step) -> bool:
    if step.done_on is None or step.begun_on is None:
        return False
    ready = ready_on(seen.graph, step)
    waited = None if ready is None else _between(seen, ready, step.begun_on)
    return insert_once(
        act.session,
        Duration,
        project_id=project.id,
        code=step.code,
        item=item_of(step.code),
        kind=step.kind,
        lasted=max(1, _between(seen, step.begun_on, step.done_on)),
        waited=waited,
        done_on=step.done_on,
    )


def ready_on(graph: Graph, step: Step) -> date | None:
    """The day after which nothing kept it from beginning; None when something still does."""
    days = [graph.steps[code].done_on for code in graph.waits[step.code]]
    known = [day for day in days if day is not None]
    return max([step.known_on, *known]) if len(known) == len(days) else None


def _between(seen: Reckoning, first: date, last: date) -> int:
    return max(0, until(seen.open_days, last) - until(seen.open_days, first))


def _refresh(act: Act, name: str) -> None:
    """The latest durations under a code of the catalogue, or waits under a kind of step."""
    if name in queries.KINDS:
        column, mine = Duration.waited, Duration.kind == name
    else:
        column, mine = Duration.lasted, Duration.item == name
    latest = select(column).where(mine, column.is_not(None)).order_by(Duration.id.desc())
    values = list(act.session.scalars(latest.limit(LATEST)))
    if not insert_once(act.session, Sample, code=name, values=values):
        act.session.execute(_TEACH, {"its_code": name, "its_values": values})


def foretell(act: Act, project: Project, seen: Reckoning, cause: str) -> None:
    """Note what is foretold after an event."""
    if seen.forecast is None:
        return
    ahead, calendar = seen.forecast, calendars.current(act.session)
    act.session.add(
        Forecast(
            project_id=project.id,
            cause=cause,
            made_on=seen.last,
            p50=ahead.p50,
            p90=ahead.p90,
            p50_on=queries.after(calendar, seen.last, ahead.p50),
            p90_on=queries.after(calendar, seen.last, ahead.p90),
            own_n=ahead.own,
            plan_n=len(ahead.by_plan),
        )
    )


def settle(act: Act, project: Project, seen: Reckoning) -> None:
    """A project that is done tells how good its forecasts were; one that goes on tells nothing."""
    done_on = seen.graph.done_on
    its = update(Forecast).where(Forecast.project_id == project.id)
    changed = its.where(Forecast.done_on.is_distinct_from(done_on))
    act.session.flush()
    act.session.execute(changed.values(done_on=done_on))
