"""Who runs the posts of a house, and who signs in there."""

from typing import Any

from marketplace.core.act import Actor, Role
from marketplace.core.policy import permit
from marketplace.windows.models import Attendance, Outing, Post

STAFF_ROLES = (Role.CLERK, Role.REGULATOR, Role.SPECIALIST)


def runs_its_house(actor: Actor, thing: Any) -> bool:
    """An administrator of the organisation whose counter or post it is."""
    return actor.is_admin and (thing is None or thing.organisation_id == actor.organisation_id)


def runs_it_or_sits_there(actor: Actor, post: Post) -> bool:
    ours = post.organisation_id == actor.organisation_id
    return ours and (actor.is_admin or actor.person_id in (post.a_id, post.b_id))


def is_his_own(actor: Actor, thing: Attendance | Outing) -> bool:
    ours = thing.organisation_id == actor.organisation_id
    return ours and thing.person_id == actor.person_id


COUNTER_MASTER = permit(Role.CLERK, when=runs_its_house)
MASTER = permit(Role.CLERK, Role.REGULATOR, when=runs_its_house)
SITTER = permit(Role.CLERK, Role.REGULATOR, when=runs_it_or_sits_there)
STAFF = permit(*STAFF_ROLES)
HIMSELF = permit(*STAFF_ROLES, when=is_his_own)
