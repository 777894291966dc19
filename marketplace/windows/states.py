"""Kinds of counter, and the states of a post."""

from enum import StrEnum, auto

from marketplace.core.states import Machine
from marketplace.core.texts import name_all, say


class CounterKind(StrEnum):
    """What is done at a counter."""

    GENERAL = auto()
    CONSULTATION = auto()
    ACCEPTANCE = auto()
    REPLY = auto()


class PostState(StrEnum):
    """Who sits at a post: A, or B in A's place."""

    HELD = auto()
    STOOD_IN = auto()
    CLOSED = auto()


MACHINE = Machine[PostState](
    {
        "stand_in": ({PostState.HELD}, PostState.STOOD_IN),
        "step_back": ({PostState.STOOD_IN}, PostState.HELD),
        "close": ({PostState.HELD}, PostState.CLOSED),
        "reopen": ({PostState.CLOSED}, PostState.HELD),
    }
)

name_all(
    {
        CounterKind.GENERAL: say("General counter"),
        CounterKind.CONSULTATION: say("Consultation"),
        CounterKind.ACCEPTANCE: say("Comprehensive acceptance"),
        CounterKind.REPLY: say("Comprehensive reply"),
        PostState.HELD: say("A is at the post"),
        PostState.STOOD_IN: say("B stands in for A"),
        PostState.CLOSED: say("Post closed"),
    }
)
