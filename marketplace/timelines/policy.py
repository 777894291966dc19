"""Who may see a timeline, and who looks after a project."""

from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, permit
from marketplace.projects.models import Project
from marketplace.timelines.models import Housekeeping


def is_housekeeper(actor: Actor, housekeeping: Housekeeping) -> bool:
    return bool(actor.person_id) and actor.person_id == housekeeping.person_id


def owns_kept_project(actor: Actor, housekeeping: Housekeeping) -> bool:
    """The owner of the project that is looked after."""
    return bool(actor.organisation_id) and actor.organisation_id == housekeeping.project.owner_id


def owns(actor: Actor, project: Project) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == project.owner_id


HOUSEKEEPER: Permit = permit(Role.SPECIALIST, when=is_housekeeper)
KEPT_OWNER: Permit = permit(Role.OWNER, when=owns_kept_project)
# Everybody else sees a timeline when its owner has published it.
INSIDERS: Permit = permit(Role.OWNER, when=owns) | permit(
    Role.REGULATOR, Role.AUDITOR, Role.OPERATOR, Role.SPECIALIST
)
