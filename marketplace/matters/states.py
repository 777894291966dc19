"""Enumerations of the catalogue, as the data names them."""

from enum import StrEnum, auto

from marketplace.core.texts import name_all, say


class Obligation(StrEnum):
    """Who must have this work done, if anybody."""

    APPLICANT_COMMISSIONS = auto()
    APPLICANT_MAY_SELF_PREPARE = auto()
    DEPARTMENT_COMMISSIONS_AND_PAYS = auto()
    MARKET_OPTIONAL = auto()
    NEVER_REQUIRED = auto()


class Sureness(StrEnum):
    """How sure a figure is."""

    SEEN = auto()
    SOURCE = auto()
    SOURCE_TEXT = auto()
    DEFAULT20 = auto()
    RECALLED = auto()
    ILLUSTRATIVE = auto()
    NONE = auto()


name_all(
    {
        Obligation.APPLICANT_COMMISSIONS: say("The owner commissions it"),
        Obligation.APPLICANT_MAY_SELF_PREPARE: say("The owner may do it himself"),
        Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS: say("The department commissions and pays"),
        Obligation.MARKET_OPTIONAL: say("Optional, as the owner likes"),
        Obligation.NEVER_REQUIRED: say("Never required"),
        Sureness.SEEN: say("read in the law or rule"),
        Sureness.SOURCE: say("from a published source"),
        Sureness.SOURCE_TEXT: say("from a published source text"),
        Sureness.DEFAULT20: say("the Licensing Law's default of 20 working days"),
        Sureness.RECALLED: say("recalled, to be verified"),
        Sureness.ILLUSTRATIVE: say("illustrative, not official"),
        Sureness.NONE: say("no statutory limit"),
    }
)
