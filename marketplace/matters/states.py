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


class Waiting(StrEnum):
    """A hard prerequisite comes with the matter; an if_selected one counts when it is chosen."""

    HARD = auto()
    IF_SELECTED = auto()


class MatterType(StrEnum):
    """What kind of act a matter is."""

    PERMIT = auto()
    FILING = auto()
    TECHNICAL_REVIEW = auto()
    PUBLIC_SERVICE = auto()
    GOVERNMENT_COORDINATION = auto()
    ENTERPRISE_SELF_ORGANISED = auto()


class Online(StrEnum):
    """How far a matter is done without going anywhere."""

    END_TO_END = auto()
    APPLY_ONLINE_COLLECT_BY_POST = auto()
    DEPARTMENT_SYSTEM_ONLY = auto()


class Payer(StrEnum):
    """Who pays for a service item."""

    APPLICANT = auto()
    APPLICANT_IF_COMMISSIONED = auto()
    DEPARTMENT = auto()
    NOBODY_SHOULD = auto()


class Category(StrEnum):
    """The trades of the intermediaries."""

    PLANNING = auto()
    SURVEYING = auto()
    GEOLOGY = auto()
    ENVIRONMENT = auto()
    HERITAGE = auto()
    SURVEY_DESIGN = auto()
    SAFETY = auto()
    FIRE = auto()
    PROCUREMENT = auto()
    CONSTRUCTION = auto()
    TESTING = auto()
    ADVISORY = auto()


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

name_all(
    {
        Waiting.HARD: say("Always needed first"),
        Waiting.IF_SELECTED: say("Needed first if your project has it"),
        MatterType.PERMIT: say("Permit"),
        MatterType.FILING: say("Filing"),
        MatterType.TECHNICAL_REVIEW: say("Technical review"),
        MatterType.PUBLIC_SERVICE: say("Public service"),
        MatterType.GOVERNMENT_COORDINATION: say("Done between departments"),
        MatterType.ENTERPRISE_SELF_ORGANISED: say("Organised by the owner"),
        Online.END_TO_END: say("Online from beginning to end"),
        Online.APPLY_ONLINE_COLLECT_BY_POST: say("Apply online, the result comes by post"),
        Online.DEPARTMENT_SYSTEM_ONLY: say("In the department's own system only"),
        Payer.APPLICANT: say("The owner"),
        Payer.APPLICANT_IF_COMMISSIONED: say("The owner, if he has a firm do it"),
        Payer.DEPARTMENT: say("The department, never the owner"),
        Payer.NOBODY_SHOULD: say("Nobody has to"),
        Category.PLANNING: say("Project planning and reports"),
        Category.SURVEYING: say("Surveying and mapping"),
        Category.GEOLOGY: say("Geology and mining"),
        Category.ENVIRONMENT: say("Environment, water and energy"),
        Category.HERITAGE: say("Heritage"),
        Category.SURVEY_DESIGN: say("Site survey and design"),
        Category.SAFETY: say("Safety and health"),
        Category.FIRE: say("Fire safety"),
        Category.PROCUREMENT: say("Tendering and cost"),
        Category.CONSTRUCTION: say("Construction"),
        Category.TESTING: say("Testing and inspection"),
        Category.ADVISORY: say("Advice"),
    }
)
