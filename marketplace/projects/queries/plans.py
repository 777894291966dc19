"""Reading saved plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from marketplace.core.act import Actor
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import say
from marketplace.projects.models import Plan
from marketplace.projects.policy import SEES_PLAN

PAGE = 20
NEAR = (joinedload(Plan.project), joinedload(Plan.guidance))


@dataclass(frozen=True)
class Plans:
    """One page of saved plans, and where the next one begins."""

    rows: Sequence[Plan]
    next: int | None


def plan(session: Session, id: int, reader: Actor) -> Plan:
    """A saved plan, for those it concerns."""
    found = session.get(Plan, id, options=NEAR)
    if found is None:
        raise NotFoundError
    if not SEES_PLAN(reader, found):
        raise NotAllowedError(
            rule=say("A plan is shown to its owner and to those who work for the hall.")
        )
    return found


def plan_by_token(session: Session, token: str) -> Plan:
    """The plan that its owner shares by this link."""
    found = session.scalar(select(Plan).where(Plan.token == token).options(*NEAR))
    if found is None:
        raise NotFoundError(say("This plan is not shared, or not any more."))
    return found


def plan_of(session: Session, project_id: int) -> Plan | None:
    """The newest plan of a project."""
    its = select(Plan).where(Plan.project_id == project_id)
    return session.scalar(its.order_by(Plan.id.desc()).limit(1))


def plans_of(session: Session, project_id: int) -> Sequence[Plan]:
    """Every version of a project's plan, the newest first; without the long result."""
    its = select(Plan).where(Plan.project_id == project_id).order_by(Plan.id.desc())
    return session.scalars(its.options(defer(Plan.answers), joinedload(Plan.guidance))).all()


def plans_of_owner(session: Session, reader: Actor, before: int | None = None) -> Plans:
    """The reader's own plans, the newest first."""
    mine = select(Plan).where(Plan.owner_id == reader.organisation_id)
    if before is not None:
        mine = mine.where(Plan.id < before)
    rows = session.scalars(mine.options(*NEAR).order_by(Plan.id.desc()).limit(PAGE + 1)).all()
    return Plans(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def twin_of(session: Session, plan: Plan) -> Plan | None:
    """The newest plan of this owner and project, when it is the same plan once more."""
    mine = select(Plan).where(Plan.owner_id == plan.owner_id, Plan.project_id == plan.project_id)
    newest = session.scalar(mine.order_by(Plan.id.desc()).limit(1))
    return newest if newest and _sameness(newest) == _sameness(plan) else None


def _sameness(plan: Plan) -> tuple[str, int, Mapping[str, Any]]:
    answers = {asked: list(chosen) for asked, chosen in plan.answers.items()}
    return plan.name, plan.guidance_id, answers
