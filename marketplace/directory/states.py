"""How a firm enters the hall, and how a qualification is checked."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class FirmState(StrEnum):
    """Entry of a firm."""

    DRAFT = auto()
    IN_CHECK = auto()
    RETURNED = auto()
    ADMITTED = auto()
    REFUSED = auto()
    LEFT = auto()


FIRM = Machine[FirmState](
    {
        "apply": ({FirmState.DRAFT, FirmState.RETURNED}, FirmState.IN_CHECK),
        "give_back": ({FirmState.IN_CHECK}, FirmState.RETURNED),
        "refuse": ({FirmState.IN_CHECK}, FirmState.REFUSED),
        "admit": ({FirmState.IN_CHECK}, FirmState.ADMITTED),
        "leave": (
            {FirmState.DRAFT, FirmState.RETURNED, FirmState.ADMITTED},
            FirmState.LEFT,
        ),
        "reopen": ({FirmState.REFUSED, FirmState.LEFT}, FirmState.DRAFT),
    }
)


class PaperState(StrEnum):
    """Check of one qualification."""

    DRAFT = auto()
    IN_CHECK = auto()
    RETURNED = auto()
    IN_FORCE = auto()
    REFUSED = auto()
    REPLACED = auto()
    WITHDRAWN = auto()


PAPER = Machine[PaperState](
    {
        "submit": ({PaperState.DRAFT, PaperState.RETURNED}, PaperState.IN_CHECK),
        "give_back": ({PaperState.IN_CHECK}, PaperState.RETURNED),
        "refuse": ({PaperState.IN_CHECK}, PaperState.REFUSED),
        "accept": ({PaperState.IN_CHECK}, PaperState.IN_FORCE),
        "replace": ({PaperState.IN_FORCE}, PaperState.REPLACED),
        "withdraw": (
            {PaperState.DRAFT, PaperState.RETURNED, PaperState.IN_CHECK, PaperState.IN_FORCE},
            PaperState.WITHDRAWN,
        ),
        "reopen": ({PaperState.REFUSED}, PaperState.DRAFT),
    }
)


class PenaltyKind(StrEnum):
    """What a decision does to a firm's standing."""

    WARNING = auto()
    SUSPENSION = auto()
    EXPULSION = auto()


class Mark(StrEnum):
    """What only one firm should have; two that share it are linked."""

    LEGAL_REPRESENTATIVE = auto()
    PHONE = auto()
    BANK_ACCOUNT = auto()
    ADDRESS = auto()
    PERSON = auto()


class Standing(StrEnum):
    """May this firm take work today?"""

    GOOD = auto()
    WARNED = auto()
    SUSPENDED = auto()
    EXPELLED = auto()
    NO_QUALIFICATION = auto()


# One call for each: members of two enumerations with one value are equal.
name_all(
    {
        FirmState.DRAFT: say("Draft"),
        FirmState.IN_CHECK: say("In check"),
        FirmState.RETURNED: say("Returned for correction"),
        FirmState.ADMITTED: say("Admitted"),
        FirmState.REFUSED: say("Refused"),
        FirmState.LEFT: say("Left the hall"),
    }
)
name_all(
    {
        PaperState.DRAFT: say("Draft"),
        PaperState.IN_CHECK: say("In check"),
        PaperState.RETURNED: say("Returned for correction"),
        PaperState.IN_FORCE: say("In force"),
        PaperState.REFUSED: say("Refused"),
        PaperState.REPLACED: say("Replaced"),
        PaperState.WITHDRAWN: say("Withdrawn"),
    }
)
name_all(
    {
        PenaltyKind.WARNING: say("Warning"),
        PenaltyKind.SUSPENSION: say("Suspension"),
        PenaltyKind.EXPULSION: say("Expulsion"),
    }
)
name_all(
    {
        Standing.GOOD: say("May take work"),
        Standing.WARNED: say("May take work, warned"),
        Standing.SUSPENDED: say("Suspended"),
        Standing.EXPELLED: say("Expelled"),
        Standing.NO_QUALIFICATION: say("No qualification in force"),
    }
)
name_all(
    {
        Mark.LEGAL_REPRESENTATIVE: say("legal representative"),
        Mark.PHONE: say("phone number"),
        Mark.BANK_ACCOUNT: say("bank account"),
        Mark.ADDRESS: say("address"),
        Mark.PERSON: say("person"),
    }
)
