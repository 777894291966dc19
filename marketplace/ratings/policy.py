"""Named tests: may this person rate, and may he read?"""

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
from marketplace.contracts.states import State
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, competent, permit
from marketplace.ratings.models import Rating


def owns_finished_contract(actor: Actor, contract: Contract) -> bool:
    return contract.owner_id == actor.organisation_id and contract.state == State.ACCEPTED


def carried_out_finished_contract(actor: Actor, contract: Contract) -> bool:
    return contract.firm_id == actor.organisation_id and contract.state == State.ACCEPTED


RATERS: Permit = permit(Role.OWNER, when=owns_finished_contract) | permit(
    Role.INTERMEDIARY, when=carried_out_finished_contract
)


def is_the_rated_side(actor: Actor, rating: Rating) -> bool:
    return bool(actor.organisation_id) and rating.rated_id == actor.organisation_id


def _regulator(rating: Rating) -> list[Organisation]:
    return [rating.contract.item.regulator] if rating.contract.item else []


@competent(_regulator)
def regulates_the_rated_work(actor: Actor, rating: Rating) -> bool:
    """Is the department that regulates the work that was rated."""
    item = rating.contract.item
    return item is not None and item.regulator_id == actor.organisation_id


RATED: Permit = permit(Role.OWNER, Role.INTERMEDIARY, when=is_the_rated_side)
REGULATOR: Permit = permit(Role.REGULATOR, when=regulates_the_rated_work)


def may_read(actor: Actor, rating: Rating) -> bool:
    """Before it is opened nobody reads a rating but the side that wrote it."""
    return rating.opened_at is not None or rating.rater_id == actor.organisation_id


def may_read_hidden(actor: Actor, rating: Rating) -> bool:
    """What is hidden is read by its two sides, its regulator and the auditors."""
    sides = {rating.rater_id, rating.rated_id} - {0}
    return actor.role is Role.AUDITOR or actor.organisation_id in sides or REGULATOR(actor, rating)
