"""Who may offer, open, object and decide."""

from marketplace.accounts.models import Organisation
from marketplace.core.act import Actor, Role
from marketplace.core.policy import competent, permit
from marketplace.requests.policy import owns_request, regulates_its_service, regulators
from marketplace.selection.models import Objection, Offer


def made_the_offer(actor: Actor, offer: Offer) -> bool:
    return actor.organisation_id == offer.firm_id


def raised_the_objection(actor: Actor, objection: Objection) -> bool:
    return actor.organisation_id == objection.firm_id


def owns_the_contested_request(actor: Actor, objection: Objection) -> bool:
    return owns_request(actor, objection.request)


def _regulators(objection: Objection) -> list[Organisation]:
    return regulators(objection.request)


@competent(_regulators)
def regulates_the_contested_service(actor: Actor, objection: Objection) -> bool:
    return regulates_its_service(actor, objection.request)


FIRM = permit(Role.INTERMEDIARY)
BIDDER = permit(Role.INTERMEDIARY, when=made_the_offer)
OBJECTOR = permit(Role.INTERMEDIARY, when=raised_the_objection)
ANSWERER = permit(Role.OWNER, when=owns_the_contested_request)
JUDGE = permit(Role.REGULATOR, when=regulates_the_contested_service)
OPENERS = permit(Role.OWNER, when=owns_request) | permit(
    Role.OPERATOR, Role.REGULATOR, Role.CLOCKWORK
)
