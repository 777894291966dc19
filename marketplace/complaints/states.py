"""States of a complaint."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class State(StrEnum):
    """Where a complaint is."""

    FILED = auto()
    ACCEPTED = auto()
    ANSWERED = auto()
    UPHELD = auto()
    DISMISSED = auto()
    REFUSED = auto()
    WITHDRAWN = auto()


class About(StrEnum):
    """What a complaint is about."""

    FIRM = auto()
    OWNER = auto()
    AWARD = auto()


class Kind(StrEnum):
    """What is complained of."""

    LATE = auto()
    QUALITY = auto()
    EXTRA_FEE = auto()
    FALSE_CLAIM = auto()
    CONFLICT = auto()
    RESULT = auto()
    UNPAID = auto()
    OTHER = auto()


class Measure(StrEnum):
    """What an upheld complaint does."""

    NONE = auto()
    WARNING = auto()
    SUSPENSION = auto()
    EXPULSION = auto()
    CANCELLATION = auto()


MACHINE = Machine[State](
    {
        "accept": ({State.FILED}, State.ACCEPTED),
        "refuse": ({State.FILED}, State.REFUSED),
        "answer": ({State.ACCEPTED}, State.ANSWERED),
        "extend": ({State.ANSWERED}, State.ANSWERED),
        "extend_unanswered": ({State.ACCEPTED}, State.ACCEPTED),
        "uphold": ({State.ACCEPTED, State.ANSWERED}, State.UPHELD),
        "dismiss": ({State.ACCEPTED, State.ANSWERED}, State.DISMISSED),
        "withdraw": ({State.FILED, State.ACCEPTED, State.ANSWERED}, State.WITHDRAWN),
    }
)
OPEN = frozenset({State.FILED, State.ACCEPTED, State.ANSWERED})

name_all(
    {
        State.FILED: say("Filed, acceptance due"),
        State.ACCEPTED: say("Accepted, answer due"),
        State.ANSWERED: say("Answered, decision due"),
        State.UPHELD: say("Found justified"),
        State.DISMISSED: say("Found unjustified"),
        State.REFUSED: say("Not accepted"),
        State.WITHDRAWN: say("Complaint withdrawn"),
        About.FIRM: say("About a firm"),
        About.OWNER: say("About an owner"),
        About.AWARD: say("About an award"),
        Kind.LATE: say("Late work"),
        Kind.QUALITY: say("Poor work"),
        Kind.EXTRA_FEE: say("A fee beyond the contract"),
        Kind.FALSE_CLAIM: say("False or misleading statement"),
        Kind.CONFLICT: say("Conflict of interest or collusion"),
        Kind.RESULT: say("The result of a selection"),
        Kind.UNPAID: say("Payment overdue or refused"),
        Kind.OTHER: say("Something else"),
        Measure.NONE: say("No measure"),
        Measure.WARNING: say("A warning"),
        Measure.SUSPENSION: say("Suspension"),
        Measure.EXPULSION: say("Expulsion"),
        Measure.CANCELLATION: say("The award is cancelled"),
    }
)
