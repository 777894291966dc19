"""Named tests: may this person do this to that?"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from marketplace.accounts.models import Membership, Organisation, Person, SignIn
from marketplace.accounts.states import HALL_KINDS
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.policy import Permit, permit
from marketplace.core.texts import Text

SIGNED_IN = tuple(role for role in Role if role is not Role.CLOCKWORK)


def has_an_account(actor: Actor, _: object) -> bool:
    """Signed in, be it without any organisation yet."""
    return actor.person_id != 0


def is_self(actor: Actor, person: Person) -> bool:
    return actor.person_id != 0 and actor.person_id == person.id


def is_own(actor: Actor, thing: SignIn | Membership) -> bool:
    return actor.person_id != 0 and actor.person_id == thing.person_id


def is_administrator(actor: Actor, thing: Any) -> bool:
    """Manages the staff of this organisation."""
    organisation = organisation_of(thing)
    return actor.is_admin and actor.organisation_id == organisation.id


def sees_staff(actor: Actor, organisation: Organisation) -> bool:
    """Its own people, the operator and the auditors may see who acts for an organisation."""
    within = actor.organisation_id == organisation.id
    return within or actor.role in (Role.OPERATOR, Role.AUDITOR)


def is_hall_body(_: Actor, thing: Any) -> bool:
    """A department, a window, the auditors, the operator: whose staff the operator manages."""
    return organisation_of(thing).kind in HALL_KINDS


def organisation_of(thing: Any) -> Organisation:
    return thing if isinstance(thing, Organisation) else thing.organisation


THE_PERSON: Permit = permit(*SIGNED_IN, when=is_self)
ITS_OWNER: Permit = permit(*SIGNED_IN, when=is_own)
MANAGERS = tuple(set(SIGNED_IN) - {Role.STRANGER, Role.AUDITOR})  # an auditor changes nothing
STAFF_MANAGERS: Permit = permit(*MANAGERS, when=is_administrator) | permit(
    Role.OPERATOR, when=is_hall_body
)


Hold = Callable[[Session, int], Text | None]
HOLDS: list[Hold] = []


def holds(look: Hold) -> Hold:
    """Upper rooms say what keeps an organisation (by id) from closing, or None."""
    HOLDS.append(look)
    return look


CLOSERS: Permit = permit(Role.OWNER, Role.INTERMEDIARY, when=is_administrator)


def demand_lister(actor: Actor) -> None:
    """The list of all organisations is for the operator and the auditors."""
    if actor.role not in (Role.OPERATOR, Role.AUDITOR):
        raise NotAllowedError
