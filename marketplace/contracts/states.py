"""States of a contract and of its parts."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class State(StrEnum):
    """Where a contract is."""

    DRAFTED = auto()
    HALF_CONFIRMED = auto()
    IN_SERVICE = auto()
    DELIVERED = auto()
    RETURNED = auto()
    REFERRED = auto()
    ACCEPTED = auto()
    ENDED = auto()
    LAPSED = auto()


MACHINE = Machine[State](
    {
        "confirm": ({State.DRAFTED}, State.HALF_CONFIRMED),
        "conclude": ({State.HALF_CONFIRMED}, State.IN_SERVICE),
        "decline": ({State.DRAFTED, State.HALF_CONFIRMED}, State.LAPSED),
        "lapse": ({State.DRAFTED, State.HALF_CONFIRMED}, State.LAPSED),
        "deliver": ({State.IN_SERVICE, State.RETURNED}, State.DELIVERED),
        "give_back": ({State.DELIVERED}, State.RETURNED),
        "refer": ({State.DELIVERED}, State.REFERRED),
        "accept": ({State.DELIVERED}, State.ACCEPTED),
        "accept_by_rule": ({State.DELIVERED}, State.ACCEPTED),
        "rule_accepted": ({State.REFERRED}, State.ACCEPTED),
        "go_on": ({State.DELIVERED, State.REFERRED}, State.IN_SERVICE),
        "rule_returned": ({State.REFERRED}, State.RETURNED),
        "return_by_rule": ({State.REFERRED}, State.RETURNED),
        "end_by_rule": (
            {
                State.DRAFTED,
                State.HALF_CONFIRMED,
                State.IN_SERVICE,
                State.DELIVERED,
                State.RETURNED,
                State.REFERRED,
            },
            State.ENDED,
        ),
        "end": ({State.IN_SERVICE, State.RETURNED, State.REFERRED}, State.ENDED),
    }
)
FINISHED = frozenset({State.ACCEPTED})
OVER = frozenset({State.ACCEPTED, State.ENDED, State.LAPSED})


class Step(StrEnum):
    """Where a part of a contract is. While the regulator has to rule it is returned."""

    PLANNED = auto()
    DELIVERED = auto()
    RETURNED = auto()
    ACCEPTED = auto()
    ENDED = auto()


STEPS = Machine[Step](
    {
        "deliver": ({Step.PLANNED, Step.RETURNED}, Step.DELIVERED),
        "give_back": ({Step.DELIVERED}, Step.RETURNED),
        "accept_milestone": ({Step.DELIVERED, Step.RETURNED}, Step.ACCEPTED),
        "end": ({Step.PLANNED, Step.DELIVERED, Step.RETURNED}, Step.ENDED),
    }
)


class Change(StrEnum):
    """What became of a change order."""

    PROPOSED = auto()
    AGREED = auto()
    REFUSED = auto()
    UNANSWERED = auto()
    WITHDRAWN = auto()


CHANGES = Machine[Change](
    {
        "agree_change": ({Change.PROPOSED}, Change.AGREED),
        "refuse_change": ({Change.PROPOSED}, Change.REFUSED),
        "refuse_change_by_rule": ({Change.PROPOSED}, Change.UNANSWERED),
        "withdraw_change": ({Change.PROPOSED}, Change.WITHDRAWN),
    }
)


class Cause(StrEnum):
    """Why a contract is to change."""

    OWNER_WISH = auto()
    SITE = auto()
    AUTHORITY = auto()
    LATE_PAPERS = auto()
    FORCE_MAJEURE = auto()
    FIRM = auto()
    MISTAKE = auto()
    OTHER = auto()


class Lateness(StrEnum):
    """How late the work is, in working days over the contract."""

    ON_TIME = auto()
    LATE = auto()
    AT_FAULT = auto()


name_all(
    {
        Change.PROPOSED: say("Proposed, answer due"),
        Change.AGREED: say("Change agreed"),
        Change.REFUSED: say("Change refused"),
        Change.UNANSWERED: say("Refused by rule: no answer in time"),
        Change.WITHDRAWN: say("Proposal taken back"),
        Cause.OWNER_WISH: say("The owner wants more, less or other work"),
        Cause.SITE: say("The site is other than was known"),
        Cause.AUTHORITY: say("A department or the law asks for more"),
        Cause.LATE_PAPERS: say("Papers or access came late from the owner"),
        Cause.FORCE_MAJEURE: say("Weather, disaster or other force beyond both sides"),
        Cause.FIRM: say("The firm needs more time"),
        Cause.MISTAKE: say("A mistake in the contract"),
        Cause.OTHER: say("Another cause"),
        State.DRAFTED: say("Drafted, both sides to sign"),
        State.HALF_CONFIRMED: say("Signed by one side"),
        State.IN_SERVICE: say("In service"),
        State.DELIVERED: say("Delivered, acceptance due"),
        State.RETURNED: say("Returned with reasons"),
        State.REFERRED: say("With the regulator, ruling due"),
        State.ACCEPTED: say("Work accepted"),
        State.ENDED: say("Ended early"),
        State.LAPSED: say("Lapsed unsigned"),
        Lateness.ON_TIME: say("On time"),
        Lateness.LATE: say("Late"),
        Lateness.AT_FAULT: say("Late, and counted as a fault"),
    }
)
name_all(  # apart: members of two enumerations with one value are one key
    {
        Step.PLANNED: say("Not delivered yet"),
        Step.DELIVERED: say("Delivered, answer due"),
        Step.RETURNED: say("Work returned"),
        Step.ACCEPTED: say("Work accepted"),
        Step.ENDED: say("Ended early"),
    }
)
