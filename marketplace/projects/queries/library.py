"""Reading the project library."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core import words
from marketplace.core.act import Actor
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import say
from marketplace.matters.models import Matter, Stage
from marketplace.projects.models import Project, ProjectMatter
from marketplace.projects.policy import SEES

PAGE = 20


@dataclass(frozen=True)
class Slice:
    """One page of a list, and where the next one begins."""

    rows: Sequence[Project]
    next: int | None


def get(session: Session, id: int, reader: Actor) -> Project:
    """The project with all its page shows; only for those it concerns."""
    whole = (
        joinedload(Project.owner),
        joinedload(Project.area),
        selectinload(Project.needs).joinedload(ProjectMatter.matter).joinedload(Matter.stage),
    )
    project = session.scalar(select(Project).where(Project.id == id).options(*whole))
    if project is None:
        raise NotFoundError
    if not SEES(reader, project):
        rule = say("A project is shown to its owner and to the staff of the hall and its bodies.")
        raise NotAllowedError(rule=rule)
    return project


def need(session: Session, id: int) -> ProjectMatter:
    found = session.get(ProjectMatter, id, options=(joinedload(ProjectMatter.matter),))
    if found is None:
        raise NotFoundError
    return found


def library(session: Session, reader: Actor, after: int | None = None) -> Slice:
    """The reader's own projects, newest first, archived ones last."""
    mine = select(Project).where(Project.owner_id == reader.organisation_id)
    if after is not None:
        mine = mine.where(Project.id < after)
    listed = mine.options(joinedload(Project.area)).order_by(Project.id.desc()).limit(PAGE + 1)
    rows = session.scalars(listed).all()
    return Slice(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def code_is_taken(session: Session, code: str, but: int | None = None) -> bool:
    found = session.scalar(select(Project.id).where(Project.code == code))
    return found is not None and found != but


def matters(session: Session, text: str = "") -> list[tuple[Stage, list[Matter]]]:
    """The matters of the catalogue by stage, those that the words find or all."""
    rows = select(Matter).where(Matter.is_active, *_found(text)).join(Stage)
    ordered = rows.options(joinedload(Matter.stage)).order_by(Stage.no, Stage.id, Matter.code)
    groups: dict[Stage, list[Matter]] = {}
    for matter in session.scalars(ordered):
        groups.setdefault(matter.stage, []).append(matter)
    return list(groups.items())


def _found(text: str) -> list[ColumnElement[bool]]:
    """By words, or by a part of name or code when the index does not know it."""
    if not text:
        return []
    like = Matter.name_zh.contains(text, autoescape=True)
    like |= Matter.name_en.icontains(text, autoescape=True)
    like |= Matter.code.icontains(text, autoescape=True)
    return [like | Matter.id.in_(words.find("matter", text).ids)]
