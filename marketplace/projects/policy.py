"""Who may see and change a project."""

from typing import Any

from marketplace.core.act import Actor, Role
from marketplace.core.policy import permit
from marketplace.projects.models import Plan, Project, ProjectMatter


def owns(actor: Actor, project: Project) -> bool:
    return actor.organisation_id == project.owner_id


def owns_and_keeps(actor: Actor, project: Project) -> bool:
    """The owner of a project that is not archived."""
    return owns(actor, project) and project.archived_at is None


def owns_its_project(actor: Actor, need: ProjectMatter) -> bool:
    return owns_and_keeps(actor, need.project)


def is_its_own(actor: Actor, _: Any) -> bool:
    """Somebody who acts for an organisation."""
    return actor.organisation_id > 0


def owns_plan(actor: Actor, plan: Plan) -> bool:
    return actor.organisation_id == plan.owner_id


STAFF = (Role.CLERK, Role.SPECIALIST, Role.REGULATOR, Role.AUDITOR, Role.OPERATOR)
SEES = permit(Role.OWNER, when=owns) | permit(*STAFF)
SEES_PLAN = permit(Role.OWNER, when=owns_plan) | permit(*STAFF)
