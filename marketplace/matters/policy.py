"""Named tests: may this person say that of the catalogue?"""

from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, permit
from marketplace.matters.models import Requirement


def is_in_charge_of_the_matter(actor: Actor, requirement: Requirement) -> bool:
    return actor.organisation_id == requirement.matter.department_id


CONFIRMERS: Permit = permit(Role.REGULATOR, when=is_in_charge_of_the_matter)
