"""Who may do what. Each operation names its permit once; `may` answers for buttons and menus."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.texts import Names, Several, Text, name_of, say

Condition = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Permit:
    """Roles, each with a condition on the actor and the thing, or none."""

    clauses: tuple[tuple[Role, Condition | None], ...]

    def __call__(self, actor: Actor, thing: object = None) -> bool:
        return any(
            role == actor.role and (when is None or when(actor, thing))
            for role, when in self.clauses
        )

    def __or__(self, other: "Permit") -> "Permit":
        return Permit(self.clauses + other.clauses)

    def says(self, role: Role) -> str:
        """How the permission matrix shows this permit for a role: "yes", conditions, or "-"."""
        conditions = [when for clause, when in self.clauses if clause == role]
        if not conditions:
            return "-"
        return "yes" if None in conditions else " or ".join(c.__name__ for c in conditions if c)


def permit(*roles: Role, when: Condition | None = None) -> Permit:
    return Permit(tuple((role, when) for role in roles))


Competent = Callable[[Any], Iterable[Any]]
_COMPETENT: dict[Condition | None, Competent] = {}
NOBODY = {Role.STRANGER, Role.CLOCKWORK}


def competent(bodies: Competent) -> Callable[[Condition], Condition]:
    """Beside a condition on a regulator: the departments that may do it to this thing."""

    def beside(condition: Condition) -> Condition:
        _COMPETENT[condition] = bodies
        return condition

    return beside


EVERYONE_SIGNED_IN = permit(*(set(Role) - {Role.STRANGER, Role.CLOCKWORK}))
CLOCKWORK_ONLY = permit(Role.CLOCKWORK)
PERMISSIONS: dict[str, Permit] = {}  # filled by @operation


def may(actor: Actor, permission: str, thing: object = None) -> bool:
    return PERMISSIONS[permission](actor, thing)


def demand_reading(actor: Actor, permission: str) -> None:
    """The lists around an operation are for those who may do it, and for auditors."""
    if actor.role is not Role.AUDITOR:
        demand(actor, permission)


def demand(actor: Actor, permission: str, thing: object = None) -> None:
    if not may(actor, permission, thing):
        raise NotAllowedError(rule=_who_may(PERMISSIONS[permission], actor, thing))


def _who_may(permit: Permit, actor: Actor, thing: object) -> Text:
    """The rule behind a refusal: the department that is competent, else the roles that are."""
    if found := its_department(permit, actor, thing):
        return found
    if any(role == actor.role for role, _ in permit.clauses):
        return say("In your role you do this for what is your own organisation's, with its rights.")
    roles = [role for role in Role if role in {role for role, _ in permit.clauses} - NOBODY]
    if not roles:
        return say("The hall does this by itself, when its rules say so.")
    return say("This is done by: %(roles)s.", roles=Several(map(name_of, roles)))


def its_department(permit: Permit, actor: Actor, thing: object) -> Text | None:
    """For a department that is not competent: which one is."""
    for when in [when for role, when in permit.clauses if role == actor.role]:
        bodies = list(_COMPETENT[when](thing)) if when in _COMPETENT else []
        if bodies and actor.organisation_id not in {body.id for body in bodies}:
            return say("The competent department is: %(bodies)s.", bodies=_names(bodies))
    return None


def _names(bodies: Iterable[Any]) -> Names:
    once = {body.id: body for body in bodies}.values()
    chinese, english = [body.name_zh for body in once], [body.name_en for body in once]
    return Names("、".join(chinese), ", ".join(filter(None, english)))
