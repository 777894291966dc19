"""What is kept of one project: figures, baseline, targets, forecasts, publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import calendars
from marketplace.core.act import Actor
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import say
from marketplace.projects.models import Project
from marketplace.timelines.models import Baseline, Figures, Forecast, Publication, Target
from marketplace.timelines.policy import INSIDERS
from marketplace.timelines.rules.scores import Score, score

LAST = 5  # forecasts shown on the page of a project
SCORED = 1_000  # forecasts of finished projects that tell how good forecasts are
MOST = 200
WHOLE = (joinedload(Project.owner), joinedload(Project.area))


def get(session: Session, project_id: int, reader: Actor) -> Project:
    """The project, for those whom its timeline concerns, or whoever when it is published."""
    found = session.get(Project, project_id, options=WHOLE)
    if found is None:
        raise NotFoundError
    if not INSIDERS(reader, found) and not is_public(session, project_id):
        rule = say("A timeline is public when its owner has published it.")
        raise NotAllowedError(rule=rule)
    return found


def by_code(session: Session, code: str) -> Publication:
    """The published timeline with this short address."""
    whole = joinedload(Publication.project)
    mine = select(Publication).where(Publication.code == code, Publication.withdrawn_at.is_(None))
    paths = (whole.joinedload(Project.owner), whole.joinedload(Project.area))
    found = session.scalar(mine.options(*paths))
    if found is None:
        raise NotFoundError
    return found


def is_public(session: Session, project_id: int) -> bool:
    found = publication_of(session, project_id)
    return found is not None and found.withdrawn_at is None


def figures_of(session: Session, project_id: int) -> Figures | None:
    return session.scalar(select(Figures).where(Figures.project_id == project_id))


def figures_by_project(session: Session, ids: Sequence[int]) -> dict[int, Figures]:
    rows = select(Figures).where(Figures.project_id.in_(ids)).options(joinedload(Figures.held_by))
    return {row.project_id: row for row in session.scalars(rows)}


def publication_of(session: Session, project_id: int) -> Publication | None:
    return session.scalar(select(Publication).where(Publication.project_id == project_id))


def baseline_of(session: Session, project_id: int) -> Baseline | None:
    return session.scalar(select(Baseline).where(Baseline.project_id == project_id))


def targets_of(session: Session, project_id: int) -> Sequence[Target]:
    """The newest first."""
    mine = select(Target).where(Target.project_id == project_id).options(joinedload(Target.person))
    return session.scalars(mine.order_by(Target.id.desc()).limit(MOST)).all()


@dataclass(frozen=True)
class Foretold:
    """The last forecasts of a project, and how all forecasts of finished projects came out."""

    last: Sequence[Forecast]
    score: Score


def foretold(session: Session, project_id: int) -> Foretold:
    mine = select(Forecast).where(Forecast.project_id == project_id)
    last = session.scalars(mine.order_by(Forecast.id.desc()).limit(LAST)).all()
    return Foretold(last, how_forecasts_fared(session))


def how_forecasts_fared(session: Session) -> Score:
    """Over the latest forecasts of projects that are done."""
    told = select(Forecast.p50_on, Forecast.p90_on, Forecast.done_on, Forecast.project_id)
    told = told.where(Forecast.done_on.is_not(None)).order_by(Forecast.id.desc()).limit(SCORED)
    return score([(row[0], row[1], row[2], row[3]) for row in session.execute(told)])


def published(session: Session, before: int = 0, limit: int = 20) -> tuple[list[Publication], int]:
    """Public timelines, the latest first, and the cursor of the next page (0: none)."""
    whole = joinedload(Publication.project)
    wanted = select(Publication).where(Publication.withdrawn_at.is_(None))
    if before:
        wanted = wanted.where(Publication.id < before)
    paths = (whole.joinedload(Project.owner), whole.joinedload(Project.area))
    listed = wanted.options(*paths).order_by(Publication.id.desc()).limit(limit + 1)
    found = list(session.scalars(listed))
    return found[:limit], found[limit - 1].id if len(found) > limit else 0


def stale(session: Session, now: datetime) -> Sequence[Figures]:
    """Running projects whose last day counted is over; each day each of them once."""
    today = now.astimezone(calendars.zone()).date()
    old = select(Figures).where(Figures.is_running, Figures.counted_to < today)
    whole = joinedload(Figures.project)
    return session.scalars(old.options(whole).order_by(Figures.counted_to).limit(MOST)).all()


def uncounted(session: Session, _: datetime) -> Sequence[Project]:
    """Projects that nobody has counted yet."""
    new = select(Project).outerjoin(Figures, Figures.project_id == Project.id)
    return session.scalars(new.where(Figures.id.is_(None)).order_by(Project.id).limit(MOST)).all()
