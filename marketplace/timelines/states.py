"""Who holds the ball, what kinds of things a timeline shows, how far a housekeeper has come."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class Holder(StrEnum):
    """Whose turn it is."""

    OWNER = auto()
    INTERMEDIARY = auto()
    DEPARTMENT = auto()
    UTILITY = auto()
    NOTICE = auto()
    OPERATOR = auto()
    NOBODY = auto()


# Days belong to these five; the hall's own checks count as a department's.
HOLDERS = (
    Holder.INTERMEDIARY,
    Holder.DEPARTMENT,
    Holder.UTILITY,
    Holder.NOTICE,
    Holder.OWNER,
)


class Kind(StrEnum):
    MATTER = auto()
    REQUEST = auto()
    CONTRACT = auto()
    DELIVERABLE = auto()
    CHANGE = auto()
    ITEM = auto()


class Dimension(StrEnum):
    """By what the city's days are told apart."""

    ALL = auto()
    MATTER = auto()
    FIRM = auto()
    AREA = auto()
    MONTH = auto()


class State(StrEnum):
    """Where a housekeeper of a project is."""

    ASSIGNED = auto()
    CONTACTED = auto()
    REPLACED = auto()


MACHINE = Machine[State](
    {
        "contact": ({State.ASSIGNED}, State.CONTACTED),
        "replace": ({State.ASSIGNED, State.CONTACTED}, State.REPLACED),
    }
)
SERVING = frozenset({State.ASSIGNED, State.CONTACTED})

name_all(
    {
        Holder.OWNER: say("The owner"),
        Holder.INTERMEDIARY: say("The intermediary"),
        Holder.DEPARTMENT: say("The department"),
        Holder.UTILITY: say("The utility"),
        Holder.NOTICE: say("Public notice"),
        Holder.OPERATOR: say("The hall"),
        Holder.NOBODY: say("Nobody"),
        Kind.MATTER: say("Approval matter"),
        Kind.REQUEST: say("Request"),
        Kind.CONTRACT: say("Contract"),
        Kind.DELIVERABLE: say("Deliverable"),
        Kind.CHANGE: say("Change order"),
        Kind.ITEM: say("Service item"),
        State.ASSIGNED: say("Assigned, first contact due"),
        State.CONTACTED: say("In contact"),
        State.REPLACED: say("Replaced"),
    }
)
