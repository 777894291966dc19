"""Named tests: may this person do this to that complaint?"""

from sqlalchemy import select
from sqlalchemy.orm import object_session

from marketplace.accounts.models import Membership, Organisation
from marketplace.complaints.models import Complaint
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, competent, permit


def is_complainant(actor: Actor, complaint: Complaint) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == complaint.complainant_id


def is_complained_of(actor: Actor, complaint: Complaint) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == complaint.against_id


def is_its_regulator(actor: Actor, complaint: Complaint) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == complaint.regulator_id


def _regulator(complaint: Complaint) -> list[Organisation]:
    return [complaint.regulator]


@competent(_regulator)
def is_its_regulator_and_no_party(actor: Actor, complaint: Complaint) -> bool:
    """Of the department that decides it, and neither the person who filed nor of either side."""
    if not is_its_regulator(actor, complaint) or actor.person_id == complaint.person_id:
        return False
    session = object_session(complaint)
    assert session is not None  # noqa: S101 (a complaint that is asked about was read)
    sides = (complaint.complainant_id, complaint.against_id)
    serves = select(Membership.id).where(
        Membership.person_id == actor.person_id,
        Membership.organisation_id.in_(sides),
        Membership.ended_at.is_(None),
    )
    return session.scalar(serves.limit(1)) is None


CONCERNED: Permit = permit(Role.OWNER, Role.INTERMEDIARY)
COMPLAINANT: Permit = permit(Role.OWNER, Role.INTERMEDIARY, when=is_complainant)
OTHER_SIDE: Permit = permit(Role.OWNER, Role.INTERMEDIARY, when=is_complained_of)
DECIDER: Permit = permit(Role.REGULATOR, when=is_its_regulator_and_no_party)
# Who sees the text, the answer and the evidence; everybody else sees the docket.
READERS: Permit = (
    COMPLAINANT | OTHER_SIDE | permit(Role.REGULATOR, when=is_its_regulator) | permit(Role.AUDITOR)
)
