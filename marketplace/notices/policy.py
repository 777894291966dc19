"""Named tests: is this notice mine?"""

from marketplace.core.act import Actor, Role
from marketplace.core.policy import permit
from marketplace.notices.models import Notice


def has_an_account(actor: Actor, _: object) -> bool:
    """Signed in, be it without any organisation yet."""
    return actor.person_id != 0


def is_own(actor: Actor, notice: Notice) -> bool:
    return actor.person_id != 0 and actor.person_id == notice.person_id


_ROLES = tuple(role for role in Role if role is not Role.CLOCKWORK)
READER = permit(*_ROLES, when=has_an_account)
ITS_READER = permit(*_ROLES, when=is_own)
