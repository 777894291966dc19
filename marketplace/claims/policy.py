"""Named tests: may this person keep or read that check?"""

from marketplace.claims.models import ClaimCheck
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, permit


def made_it(actor: Actor, check: ClaimCheck) -> bool:
    return actor.organisation_id == check.organisation_id


def was_handed_over(_: Actor, check: ClaimCheck) -> bool:
    """Three owners said the same, so the regulator may read it."""
    return check.handed_over_at is not None


CHECKERS: Permit = permit(Role.OWNER)
READERS: Permit = permit(Role.OWNER, when=made_it) | permit(
    Role.REGULATOR, Role.AUDITOR, when=was_handed_over
)
