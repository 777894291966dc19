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


MACHINE = Machine[State](
    {
        "accept": ({State.FILED}, State.ACCEPTED),
        "refuse": ({State.FILED}, State.REFUSED),
        "answer": ({State.ACCEPTED}, State.ANSWERED),
        "extend": ({State.ANSWERED}, State.ANSWERED),
        "uphold": ({State.ACCEPTED, State.ANSWERED}, State.UPHELD),
        "dismiss": ({State.ACCEPTED, State.ANSWERED}, State.DISMISSED),
        "withdraw": ({State.FILED, State.ACCEPTED, State.ANSWERED}, State.WITHDRAWN),
    }
)

name_all(
    {
        State.FILED: say("Filed, acceptance due"),
        State.ACCEPTED: say("Accepted, answer due"),
        State.ANSWERED: say("Answered, decision due"),
        State.UPHELD: say("Upheld"),
        State.DISMISSED: say("Dismissed"),
        State.REFUSED: say("Not accepted"),
        State.WITHDRAWN: say("Withdrawn"),
        About.FIRM: say("About a firm"),
        About.OWNER: say("About an owner"),
        About.AWARD: say("About an award"),
    }
)
