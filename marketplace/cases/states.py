"""States of a case, of a commitment and of a utility's first contact."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class State(StrEnum):
    """Where a case is."""

    DRAFT = auto()
    RECEIVED = auto()
    NOTIFIED = auto()
    ACCEPTED = auto()
    IN_REVIEW = auto()
    PAUSED = auto()
    DECIDED = auto()
    REPLIED = auto()
    COLLECTED = auto()
    NOT_ACCEPTED = auto()
    WITHDRAWN = auto()


class Outcome(StrEnum):
    """What a department decided."""

    GRANTED = auto()
    REFUSED = auto()


class Channel(StrEnum):
    """How an application came."""

    ONLINE = auto()
    COUNTER = auto()


class Holder(StrEnum):
    """For whom a paused case waits: who caused the pause."""

    OWNER = auto()
    INTERMEDIARY = auto()
    DEPARTMENT = auto()
    PUBLIC_NOTICE = auto()
    UTILITY = auto()


class Source(StrEnum):
    """Where a paper of a case comes from."""

    UPLOAD = auto()
    DELIVERABLE = auto()  # of a contract of this hall
    HALL = auto()  # the hall or a register has it already
    DEFERRED = auto()  # promised for later


class Step(StrEnum):
    """What a case is handed over for."""

    RECEIVED = auto()
    TO_REVIEW = auto()
    STAND_IN = auto()
    STEP_BACK = auto()
    ASSIGNED = auto()
    TO_REPLY = auto()
    TO_APPLICANT = auto()


class Promise(StrEnum):
    """What became of an informed commitment."""

    OPEN = auto()
    KEPT = auto()
    BROKEN = auto()
    VOID = auto()  # the case ended without a permit


class Contact(StrEnum):
    """How far a utility is with the owner."""

    TOLD = auto()
    CONTACTED = auto()
    AGREED = auto()
    NOT_NEEDED = auto()


MACHINE = Machine[State](
    {
        "submit": ({State.DRAFT}, State.RECEIVED),
        "notify": ({State.RECEIVED}, State.NOTIFIED),
        "notify_in_review": ({State.IN_REVIEW}, State.PAUSED),
        "answer": ({State.NOTIFIED}, State.RECEIVED),
        "accept": ({State.RECEIVED}, State.ACCEPTED),
        "accept_by_rule": ({State.RECEIVED}, State.ACCEPTED),
        "decline": ({State.RECEIVED, State.NOTIFIED}, State.NOT_ACCEPTED),
        "take": ({State.ACCEPTED}, State.IN_REVIEW),
        "pause": ({State.IN_REVIEW}, State.PAUSED),
        "return_deliverable": ({State.IN_REVIEW}, State.PAUSED),
        "resume": ({State.PAUSED}, State.IN_REVIEW),
        "grant": ({State.IN_REVIEW}, State.DECIDED),
        "refuse": ({State.IN_REVIEW}, State.DECIDED),
        "reply": ({State.DECIDED}, State.REPLIED),
        "collect": ({State.REPLIED}, State.COLLECTED),
        "withdraw": (
            {
                State.DRAFT,
                State.RECEIVED,
                State.NOTIFIED,
                State.ACCEPTED,
                State.IN_REVIEW,
                State.PAUSED,
            },
            State.WITHDRAWN,
        ),
    }
)
PROMISES = Machine[Promise](
    {
        "keep": ({Promise.OPEN}, Promise.KEPT),
        "breach": ({Promise.OPEN}, Promise.BROKEN),
        "void": ({Promise.OPEN}, Promise.VOID),
    }
)
CONTACTS = Machine[Contact](
    {
        "contact": ({Contact.TOLD}, Contact.CONTACTED),
        "agree": ({Contact.CONTACTED}, Contact.AGREED),
        "decline_utility": ({Contact.TOLD, Contact.CONTACTED}, Contact.NOT_NEEDED),
    }
)
FRONT = frozenset({State.RECEIVED, State.NOTIFIED})
BACK = frozenset({State.ACCEPTED, State.IN_REVIEW, State.PAUSED})
OPEN = FRONT | BACK
DECIDED = frozenset({State.DECIDED, State.REPLIED, State.COLLECTED})
LIVE = OPEN | {State.DRAFT}
OVER = frozenset({State.COLLECTED, State.NOT_ACCEPTED, State.WITHDRAWN})

name_all(
    {
        State.DRAFT: say("Being put together"),
        State.RECEIVED: say("Received, acceptance due"),
        State.NOTIFIED: say("Gaps notified, the applicant's turn"),
        State.ACCEPTED: say("Accepted, on its way to the department"),
        State.IN_REVIEW: say("In review at the department"),
        State.PAUSED: say("Clock paused"),
        State.DECIDED: say("Decided, reply due"),
        State.REPLIED: say("Ready to be collected"),
        State.COLLECTED: say("Collected"),
        State.NOT_ACCEPTED: say("Application not accepted"),
        State.WITHDRAWN: say("Application withdrawn"),
        Outcome.GRANTED: say("Decision: granted"),
        Outcome.REFUSED: say("Decision: refused"),
        Channel.ONLINE: say("Applied for online"),
        Channel.COUNTER: say("Applied for at a counter"),
        Holder.OWNER: say("The applicant"),
        Holder.INTERMEDIARY: say("An intermediary"),
        Holder.DEPARTMENT: say("Another department"),
        Holder.PUBLIC_NOTICE: say("A public notice, hearing or expert review"),
        Holder.UTILITY: say("A utility"),
    }
)
name_all(
    {
        Source.UPLOAD: say("Uploaded by the applicant"),
        Source.DELIVERABLE: say("Work delivered in this hall"),
        Source.HALL: say("The hall has it already"),
        Source.DEFERRED: say("Promised for later"),
        Step.RECEIVED: say("Received at the front desk"),
        Step.TO_REVIEW: say("Handed to the department for review"),
        Step.STAND_IN: say("Handed to B, who stands in for A"),
        Step.STEP_BACK: say("Handed back to A"),
        Step.ASSIGNED: say("Assigned to another reviewer"),
        Step.TO_REPLY: say("Handed to the reply window"),
        Step.TO_APPLICANT: say("Handed to the applicant"),
        Promise.OPEN: say("Commitment given, check due"),
        Promise.KEPT: say("Commitment kept"),
        Promise.BROKEN: say("Commitment broken"),
        Promise.VOID: say("Commitment without effect"),
        Contact.TOLD: say("Told, first contact due"),
        Contact.CONTACTED: say("Has contacted the owner"),
        Contact.AGREED: say("Content agreed"),
        Contact.NOT_NEEDED: say("No connection needed"),
    }
)
