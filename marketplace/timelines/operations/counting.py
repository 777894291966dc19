"""Counting a project anew: its figures, its share of the city's, what it teaches, its forecast.

All of it follows from other facts and can be computed again at any time, so it is no fact itself.
"""

from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.projects.models import Project
from marketplace.timelines import queries
from marketplace.timelines.models import Figures
from marketplace.timelines.operations import foretelling, sums
from marketplace.timelines.queries import Reckoning
from marketplace.timelines.rules.days import shares
from marketplace.timelines.states import Holder


def compute(act: Act, project: Project, cause: str = "") -> Figures:
    """Count up to today; after an event (`cause`, the name of the fact) foretell as well."""
    scene = queries.scene(act.session, project)
    seen = queries.reckon(act.session, scene, act.now)
    figures = _row(act, project, seen)
    _write(act, figures, project, seen)
    sums.share(act, scene, seen)
    foretelling.learn(act, project, seen)
    if cause:
        foretelling.foretell(act, project, seen, cause)
    foretelling.settle(act, project, seen)
    return figures


def roll(act: Act, figures: Figures) -> None:
    """A day went by without any event: it belongs to somebody too."""
    compute(act, figures.project)


def begin(act: Act, project: Project) -> None:
    """Count a project for the first time, which entered before anybody counted."""
    compute(act, project)


def _row(act: Act, project: Project, seen: Reckoning) -> Figures:
    insert_once(
        act.session,
        Figures,
        project_id=project.id,
        began_on=seen.began,
        counted_to=seen.last,
        is_running=True,
        days=0,
        days_by_holder={},
        holder=Holder.OWNER,
        code="",
        late_n=0,
        computed_at=act.now,
    )
    found = queries.figures_of(act.session, project.id)
    assert found is not None  # noqa: S101 (it was put there just now, if not before)
    return found


def _write(act: Act, figures: Figures, project: Project, seen: Reckoning) -> None:
    ball, running = seen.ball, seen.is_running
    owner = project.owner_id if ball.holder is Holder.OWNER else None
    figures.began_on, figures.counted_to = seen.began, seen.last
    figures.is_running, figures.done_on = running, seen.done_on
    figures.days, figures.days_by_holder = (
        len(seen.days),
        {holder.value: n for holder, n in shares(seen.days).items()},
    )
    figures.holder = ball.holder if running else Holder.NOBODY
    figures.held_by_id = (ball.party_id or owner) if running else None
    figures.held_since = ball.since if running else None
    figures.code = ball.code if running else ""
    figures.due_on = seen.dues.get(ball.code) if running else None
    figures.late_n = len(seen.late) if running else 0
    figures.computed_at = act.now
