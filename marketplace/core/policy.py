"""Who may do what. Each operation names its permit once; `may` answers for buttons and menus."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError
from marketplace.core.texts import say

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
        rule = say("Permission %(name)s of the hall's table of permissions.", name=permission)
        raise NotAllowedError(rule=rule)
