"""Housekeepers: who may become one, who is one, what is on his desk."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts.models import Membership, Person
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotFoundError
from marketplace.projects.models import Plan, Project
from marketplace.projects.states import ProjectKind
from marketplace.timelines.models import Figures, Housekeeping, Specialism
from marketplace.timelines.rules.housekeeper import Candidate
from marketplace.timelines.states import SERVING, State

PAGE = 20
MOST = 200


def get(session: Session, id: int) -> Housekeeping:
    found = session.get(Housekeeping, id, options=[joinedload(Housekeeping.project)])
    if found is None:
        raise NotFoundError
    return found


def of_project(session: Session, project_id: int) -> Housekeeping | None:
    """Who looks after it now."""
    mine = Housekeeping.project_id == project_id
    serving = select(Housekeeping).where(mine, Housekeeping.state.in_(SERVING))
    return session.scalar(serving.options(joinedload(Housekeeping.person)))


def candidates(session: Session, project: Project) -> Iterator[Candidate]:
    """Specialists who act today, but for those whom this project had already."""
    had = select(Housekeeping.person_id).where(Housekeeping.project_id == project.id)
    acting = select(Person.id).join(Membership, Membership.person_id == Person.id)
    acting = acting.where(*_acts_as_specialist(), Person.disabled_at.is_(None))
    people = set(session.scalars(acting.where(Person.id.not_in(had))))
    loads = _loads(session)
    knows = select(Specialism.person_id).where(Specialism.kind == project.kind)
    fields = set(session.scalars(knows))
    for person_id in sorted(people):
        load, last_at = loads.get(person_id, (0, None))
        yield Candidate(person_id, person_id in fields, load, last_at)


def _acts_as_specialist() -> tuple[ColumnElement[bool], ...]:
    return Membership.role == Role.SPECIALIST, Membership.ended_at.is_(None)


def _loads(session: Session) -> dict[int, tuple[int, datetime | None]]:
    """Projects he looks after now, and when he was given the last one."""
    load = func.count(Housekeeping.id).filter(Housekeeping.state.in_(SERVING))
    last = func.max(Housekeeping.assigned_at)
    rows = session.execute(
        select(Housekeeping.person_id, load, last).group_by(Housekeeping.person_id)
    )
    return {person_id: (n, last_at) for person_id, n, last_at in rows}


def of_person(
    session: Session, actor: Actor, before: int = 0
) -> tuple[list[tuple[Housekeeping, Figures | None]], int]:
    """The projects he looks after, the newest first, and the cursor of the next page."""
    whole = joinedload(Housekeeping.project)
    mine: list[ColumnElement[bool]] = [
        Housekeeping.person_id == actor.person_id,
        Housekeeping.state.in_(SERVING),
    ]
    if before:
        mine.append(Housekeeping.id < before)
    listed = (
        select(Housekeeping, Figures)
        .outerjoin(Figures, Figures.project_id == Housekeeping.project_id)
        .where(*mine)
        .options(
            whole.joinedload(Project.owner),
            whole.joinedload(Project.area),
            joinedload(Figures.held_by),
        )
        .order_by(Housekeeping.id.desc())
        .limit(PAGE + 1)
    )
    rows = session.execute(listed).all()
    found: list[tuple[Housekeeping, Figures | None]] = [(row[0], row[1]) for row in rows]
    return found[:PAGE], found[PAGE - 1][0].id if len(found) > PAGE else 0


def fields_of(session: Session, person_id: int) -> list[ProjectKind]:
    mine = select(Specialism.kind).where(Specialism.person_id == person_id)
    return list(session.scalars(mine))


def to_flag(session: Session, now: datetime) -> Sequence[Housekeeping]:
    """First contacts whose time is over, not marked yet."""
    late = select(Housekeeping).where(
        Housekeeping.state == State.ASSIGNED,
        Housekeeping.contact_due_at <= now,
        Housekeeping.flagged_at.is_(None),
    )
    return session.scalars(late.order_by(Housekeeping.contact_due_at).limit(MOST)).all()


def to_assign(session: Session, _: datetime) -> Sequence[Project]:
    """Projects with a plan that nobody looks after, once there is a specialist who could."""
    if session.scalar(select(Membership.id).where(*_acts_as_specialist()).limit(1)) is None:
        return []
    free = select(Project).where(*_free()).order_by(Project.id)
    return session.scalars(free.limit(MOST)).all()


def awaits_keeper(session: Session, project: Project) -> bool:
    mine = select(Project.id).where(Project.id == project.id, *_free())
    return session.scalar(mine) is not None and next(candidates(session, project), None) is not None


def _free() -> tuple[ColumnElement[bool], ...]:
    kept = select(Housekeeping.id).where(Housekeeping.project_id == Project.id)
    planned = select(Plan.id).where(Plan.project_id == Project.id)
    return planned.exists(), ~kept.exists(), Project.archived_at.is_(None)
