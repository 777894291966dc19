"""Who holds the ball, and what kinds of things a timeline shows."""

from enum import StrEnum, auto

from marketplace.core.texts import name_all, say


class Holder(StrEnum):
    """Whose turn it is."""

    OWNER = auto()
    INTERMEDIARY = auto()
    DEPARTMENT = auto()
    OPERATOR = auto()
    NOBODY = auto()


class Kind(StrEnum):
    MATTER = auto()
    REQUEST = auto()
    CONTRACT = auto()
    DELIVERABLE = auto()


name_all(
    {
        Holder.OWNER: say("The owner"),
        Holder.INTERMEDIARY: say("The intermediary"),
        Holder.DEPARTMENT: say("The department"),
        Holder.OPERATOR: say("The hall"),
        Holder.NOBODY: say("Nobody"),
        Kind.MATTER: say("Approval matter"),
        Kind.REQUEST: say("Request"),
        Kind.CONTRACT: say("Contract"),
        Kind.DELIVERABLE: say("Deliverable"),
    }
)
