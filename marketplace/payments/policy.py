"""Named tests: may this person do this to that money?"""

from typing import Any

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, competent, permit
from marketplace.payments.models import Decision, PayoutAccount


def pays_for_it(actor: Actor, thing: Any) -> bool:
    """Of the owner's side: of the contract, of the payment, of the bank transfer."""
    return bool(actor.organisation_id) and actor.organisation_id == thing.owner_id


def is_paid_for_it(actor: Actor, thing: Any) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == thing.firm_id


def contract_of(thing: Any) -> Contract:
    found: Contract = thing if isinstance(thing, Contract) else thing.contract
    return found


def _regulator(thing: Any) -> list[Organisation]:
    item = contract_of(thing).item
    return [item.regulator] if item else []


@competent(_regulator)
def regulates_the_work(actor: Actor, thing: Any) -> bool:
    """Of the department that regulates the work under the contract."""
    item = contract_of(thing).item
    return item is not None and item.regulator_id == actor.organisation_id


def is_the_other_side(actor: Actor, decision: Decision) -> bool:
    """Owner or firm of the payment, and not who proposed."""
    payment = decision.payment
    sides = {payment.owner_id, payment.firm_id}
    return actor.organisation_id in sides - {decision.proposer_id} and not decision.ruled


def is_a_colleague(actor: Actor, decision: Decision) -> bool:
    """Another person of the department that ruled."""
    same = decision.ruled and actor.organisation_id == decision.proposer_id
    return same and actor.person_id != decision.proposed_by


def proposed_it(actor: Actor, decision: Decision) -> bool:
    return actor.organisation_id == decision.proposer_id


def is_its_own_account(actor: Actor, account: PayoutAccount | None) -> bool:
    """An administrator of the firm; anybody of it may stop a change."""
    own = account is None or account.organisation_id == actor.organisation_id
    return actor.is_admin and own


def belongs_to_the_firm(actor: Actor, account: PayoutAccount) -> bool:
    return actor.organisation_id == account.organisation_id


OWNER: Permit = permit(Role.OWNER, when=pays_for_it)
FIRM: Permit = permit(Role.INTERMEDIARY, when=is_paid_for_it)
PARTIES: Permit = OWNER | FIRM
REGULATOR: Permit = permit(Role.REGULATOR, when=regulates_the_work)
OTHER_SIDE: Permit = permit(Role.OWNER, Role.INTERMEDIARY, when=is_the_other_side)
COLLEAGUE: Permit = permit(Role.REGULATOR, when=is_a_colleague)
PROPOSER: Permit = permit(Role.OWNER, Role.INTERMEDIARY, Role.REGULATOR, when=proposed_it)
ACCOUNT_ADMIN: Permit = permit(Role.INTERMEDIARY, when=is_its_own_account)
ACCOUNT_FIRM: Permit = permit(Role.INTERMEDIARY, when=belongs_to_the_firm)
OPERATOR: Permit = permit(Role.OPERATOR)
BOOKKEEPERS: Permit = permit(Role.OPERATOR, Role.AUDITOR)  # who reads the books
READERS: Permit = PARTIES | REGULATOR | BOOKKEEPERS


def is_a_second_person(actor: Actor, transfer: Any) -> bool:
    """Of the owner, and not who recorded it."""
    return pays_for_it(actor, transfer) and actor.person_id != transfer.recorded_by


SECOND_OF_OWNER: Permit = permit(Role.OWNER, when=is_a_second_person)
