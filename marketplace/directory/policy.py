"""Who may do what in the directory."""

from typing import Any

from marketplace.accounts.models import Organisation
from marketplace.core.act import Actor, Role
from marketplace.core.policy import competent, permit
from marketplace.directory.models import Firm


def is_administrator(actor: Actor, _: Any) -> bool:
    """Does he manage the organisation he acts for?"""
    return actor.is_admin


def is_its_administrator(actor: Actor, thing: Any) -> bool:
    """Does he manage the firm that this is, or that this belongs to?"""
    firm = thing if isinstance(thing, Firm) else thing.firm
    return actor.is_admin and actor.organisation_id == firm.organisation_id


def _regulators(firm: Firm) -> list[Organisation]:
    return [item.regulator for paper in firm.qualifications for item in paper.items]


@competent(_regulators)
def regulates_it(actor: Actor, firm: Firm) -> bool:
    """Is one of the firm's service items under his department?"""
    items = (item for paper in firm.qualifications for item in paper.items)
    return any(item.regulator_id == actor.organisation_id for item in items)


def decided_it(actor: Actor, penalty: Any) -> bool:
    """Did his department decide the penalty?"""
    return bool(penalty.department_id == actor.organisation_id)


BEGINNER = permit(Role.INTERMEDIARY, when=is_administrator)
FIRM_ADMIN = permit(Role.INTERMEDIARY, when=is_its_administrator)
CHECKER = permit(Role.OPERATOR)
REGULATOR = permit(Role.REGULATOR, when=regulates_it)
DECIDER = permit(Role.REGULATOR, when=decided_it)
