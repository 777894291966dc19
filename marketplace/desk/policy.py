"""Who may change what binds everybody: the days that count, and the figures."""

from marketplace.core.act import Actor, Role
from marketplace.core.policy import permit


def is_administrator(actor: Actor, _: object) -> bool:
    """Does he manage the staff of the operator?"""
    return actor.is_admin


ADMINISTRATOR = permit(Role.OPERATOR, when=is_administrator)
