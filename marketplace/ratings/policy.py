"""Named tests: may this person rate, and may he read?"""

from marketplace.contracts.models import Contract
from marketplace.contracts.states import State
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, permit
from marketplace.ratings.models import Rating


def owns_finished_contract(actor: Actor, contract: Contract) -> bool:
    return contract.owner_id == actor.organisation_id and contract.state == State.ACCEPTED


def carried_out_finished_contract(actor: Actor, contract: Contract) -> bool:
    return contract.firm_id == actor.organisation_id and contract.state == State.ACCEPTED


RATERS: Permit = permit(Role.OWNER, when=owns_finished_contract) | permit(
    Role.INTERMEDIARY, when=carried_out_finished_contract
)


def may_read(actor: Actor, rating: Rating) -> bool:
    """Before it is opened nobody reads a rating but the side that wrote it."""
    return rating.opened_at is not None or rating.rater_id == actor.organisation_id
