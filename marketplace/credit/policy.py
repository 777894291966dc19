"""Named tests: may this person do this to that entry, contest or proposal?"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from marketplace.accounts.models import Membership, Organisation
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, competent, permit
from marketplace.credit.models import Contest, Entry, Proposal


def is_concerned(actor: Actor, entry: Entry) -> bool:
    """Is it an entry of his own organisation?"""
    return bool(actor.organisation_id) and entry.score.organisation_id == actor.organisation_id


def contested_it(actor: Actor, contest: Contest) -> bool:
    return bool(actor.organisation_id) and contest.organisation_id == actor.organisation_id


def _regulator(thing: Any) -> list[Organisation]:
    return [thing.regulator]


def is_its_regulator(actor: Actor, thing: Contest | Proposal) -> bool:
    return bool(actor.organisation_id) and thing.regulator_id == actor.organisation_id


@competent(_regulator)
def decides_and_is_no_party(actor: Actor, thing: Contest | Proposal) -> bool:
    """Of the department that decides it, and not of the one concerned."""
    if not is_its_regulator(actor, thing):
        return False
    session = object_session(thing)
    assert session is not None  # noqa: S101 (what is asked about was read)
    concerned = thing.organisation_id if isinstance(thing, Contest) else thing.firm_id
    serves = select(Membership.id).where(
        Membership.person_id == actor.person_id,
        Membership.organisation_id == concerned,
        Membership.ended_at.is_(None),
    )
    return session.scalar(serves.limit(1)) is None


CONCERNED: Permit = permit(Role.OWNER, Role.INTERMEDIARY, when=is_concerned)
CONTESTANT: Permit = permit(Role.OWNER, Role.INTERMEDIARY, when=contested_it)
DECIDER: Permit = permit(Role.REGULATOR, when=decides_and_is_no_party)
READERS: Permit = (  # of the files; everything else is public
    CONTESTANT | permit(Role.REGULATOR, when=is_its_regulator) | permit(Role.AUDITOR)
)
