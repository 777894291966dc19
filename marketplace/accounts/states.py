"""Kinds of organisation, and the roles a person may wear in each."""

from enum import StrEnum, auto

from marketplace.core.act import Role
from marketplace.core.texts import name_all, say


class Kind(StrEnum):
    """What an organisation is in the hall."""

    COMPANY = auto()
    GOVERNMENT_BODY = auto()
    NATURAL_PERSON = auto()
    INTERMEDIARY = auto()
    DEPARTMENT = auto()
    OPERATOR = auto()
    WINDOW = auto()
    AUDIT = auto()
    EXTERNAL = auto()  # a party of imported history; nobody signs in for it


name_all(
    {
        Kind.COMPANY: say("Company"),
        Kind.GOVERNMENT_BODY: say("Government body"),
        Kind.NATURAL_PERSON: say("Natural person"),
        Kind.INTERMEDIARY: say("Intermediary firm"),
        Kind.DEPARTMENT: say("Department"),
        Kind.OPERATOR: say("Hall operator"),
        Kind.WINDOW: say("Service window"),
        Kind.AUDIT: say("Audit body"),
        Kind.EXTERNAL: say("External organisation"),
    }
)

OWNER_KINDS = frozenset({Kind.COMPANY, Kind.GOVERNMENT_BODY, Kind.NATURAL_PERSON})
HALL_KINDS = frozenset({Kind.DEPARTMENT, Kind.OPERATOR, Kind.WINDOW, Kind.AUDIT})
ROLES_IN: dict[Kind, tuple[Role, ...]] = {
    Kind.COMPANY: (Role.OWNER,),
    Kind.GOVERNMENT_BODY: (Role.OWNER,),
    Kind.NATURAL_PERSON: (Role.OWNER,),
    Kind.INTERMEDIARY: (Role.INTERMEDIARY,),
    Kind.DEPARTMENT: (Role.REGULATOR, Role.SPECIALIST),
    Kind.OPERATOR: (Role.OPERATOR,),
    Kind.WINDOW: (Role.CLERK, Role.SPECIALIST),
    Kind.AUDIT: (Role.AUDITOR,),
    Kind.EXTERNAL: (),
}
