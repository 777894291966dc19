"""What can be said, and what the hall can answer."""

from enum import StrEnum, auto

from marketplace.core.texts import name_all, say


class Saying(StrEnum):
    """One thing that a firm says."""

    APPROVAL_DAYS = auto()
    AUTHORITY_FEE = auto()
    SERVICE_DAYS = auto()
    SERVICE_PRICE = auto()
    MUST_USE_US = auto()
    VERY_HARD = auto()
    NEED_SOMEONE = auto()
    DEMANDED_ITEM = auto()
    DEMANDED_OTHER = auto()


class Verdict(StrEnum):
    """The answer to one thing that was said."""

    TRUE = auto()
    FALSE = auto()
    NOT_REQUIRED = auto()
    UNKNOWN = auto()


class Unit(StrEnum):
    """What a firm counts its days in."""

    WORKING_DAYS = auto()
    CALENDAR_DAYS = auto()
    MONTHS = auto()


name_all(
    {
        Saying.APPROVAL_DAYS: say("How long the approval takes"),
        Saying.AUTHORITY_FEE: say("What the authority charges"),
        Saying.SERVICE_DAYS: say("How long the firm's work takes"),
        Saying.SERVICE_PRICE: say("What this work costs"),
        Saying.MUST_USE_US: say("“You must use us”"),
        Saying.VERY_HARD: say("“It is very hard”"),
        Saying.NEED_SOMEONE: say("“You need to know someone”"),
        Saying.DEMANDED_ITEM: say("A report that is demanded"),
        Saying.DEMANDED_OTHER: say("Another paper that is demanded"),
        Verdict.TRUE: say("True"),
        Verdict.FALSE: say("False"),
        Verdict.NOT_REQUIRED: say("Not required"),
        Verdict.UNKNOWN: say("Cannot be known"),
        Unit.WORKING_DAYS: say("working days"),
        Unit.CALENDAR_DAYS: say("calendar days"),
        Unit.MONTHS: say("months"),
    }
)
