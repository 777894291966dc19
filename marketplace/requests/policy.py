"""Who may see a request and act on it."""

from marketplace.accounts.models import Organisation
from marketplace.core.act import Actor, Role
from marketplace.core.policy import competent, permit
from marketplace.projects.models import Project
from marketplace.projects.policy import owns_and_keeps
from marketplace.requests.models import Question, Request


def owns_the_project(actor: Actor, project: Project | None) -> bool:
    """Any owner may begin; which of his projects it is for is asked next."""
    return project is None or owns_and_keeps(actor, project)


def owns_request(actor: Actor, request: Request) -> bool:
    return actor.organisation_id == request.owner_id


def owns_the_questioned_request(actor: Actor, question: Question) -> bool:
    return owns_request(actor, question.request)


def regulators(request: Request) -> list[Organisation]:
    """The department of the service asked for."""
    return [request.item.regulator] if request.item else []


@competent(regulators)
def regulates_its_service(actor: Actor, request: Request) -> bool:
    return request.item is not None and actor.organisation_id == request.item.regulator_id


OWNER = permit(Role.OWNER, when=owns_request)
INSIDERS = OWNER | permit(Role.OPERATOR, Role.REGULATOR, Role.AUDITOR)


def may_see(actor: Actor, request: Request) -> bool:
    """What was once published stays public; a draft is for its owner and those who check."""
    return request.published_at is not None or INSIDERS(actor, request)
