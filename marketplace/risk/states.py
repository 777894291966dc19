"""States of a lead: what a person looks into. It is no verdict either."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class LeadKind(StrEnum):
    """What a lead is about."""

    FALSE_CLAIM = auto()
    OUTSIDE_REGISTER = auto()
    OWNER_CHARGED = auto()
    EXTRA_PAYMENT = auto()
    RATING_RING = auto()


class Asker(StrEnum):
    """Who is said to have asked for what nobody may ask for."""

    DEPARTMENT = auto()
    FIRM = auto()
    OTHER = auto()


class LeadState(StrEnum):
    """Where a lead is."""

    OPEN = auto()
    TAKEN = auto()
    CLOSED = auto()


class Outcome(StrEnum):
    """What a person found."""

    FOUNDED = auto()
    UNFOUNDED = auto()
    PASSED_ON = auto()


MACHINE = Machine[LeadState](
    {
        "take": ({LeadState.OPEN}, LeadState.TAKEN),
        "close": ({LeadState.TAKEN}, LeadState.CLOSED),
    }
)

name_all(
    {
        LeadKind.FALSE_CLAIM: say("The same false claim, told to several owners"),
        LeadKind.OUTSIDE_REGISTER: say("Asked for what is not in the register"),
        LeadKind.OWNER_CHARGED: say("Owner charged for the department's duty"),
        LeadKind.EXTRA_PAYMENT: say("Something paid or asked for beyond a contract"),
        LeadKind.RATING_RING: say("Two who praise each other again and again"),
        Asker.DEPARTMENT: say("The department of this matter, or its window"),
        Asker.FIRM: say("An intermediary firm"),
        Asker.OTHER: say("Somebody else"),
        LeadState.OPEN: say("Waits to be taken up"),
        LeadState.TAKEN: say("Looked into"),
        LeadState.CLOSED: say("Lead closed"),
        Outcome.FOUNDED: say("The lead was right"),
        Outcome.UNFOUNDED: say("The lead was wrong"),
        Outcome.PASSED_ON: say("Passed on to another authority"),
    }
)
