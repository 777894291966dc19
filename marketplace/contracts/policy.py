"""Named tests: may this person do this to that contract?"""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
from marketplace.core.act import Actor, Role
from marketplace.core.money import Money
from marketplace.core.policy import Permit, competent, permit

Taken = Callable[[Session, Contract], Mapping[int, Money]]
TAKEN: list[Taken] = []


def takes(look: Taken) -> Taken:
    """Upper rooms say what is paid or under way for each part, by its number."""
    TAKEN.append(look)
    return look


def is_the_owner(actor: Actor, contract: Contract) -> bool:
    return actor.organisation_id == contract.owner_id


def is_the_firm(actor: Actor, contract: Contract) -> bool:
    return actor.organisation_id == contract.firm_id


def _regulator(contract: Contract) -> list[Organisation]:
    return [contract.item.regulator] if contract.item else []


@competent(_regulator)
def regulates_it(actor: Actor, contract: Contract) -> bool:
    """Is the department that regulates this kind of work."""
    return contract.item is not None and contract.item.regulator_id == actor.organisation_id


OWNER: Permit = permit(Role.OWNER, when=is_the_owner)
FIRM: Permit = permit(Role.INTERMEDIARY, when=is_the_firm)
PARTIES: Permit = OWNER | FIRM
REGULATOR: Permit = permit(Role.REGULATOR, when=regulates_it)
READERS: Permit = PARTIES | REGULATOR | permit(Role.AUDITOR)
