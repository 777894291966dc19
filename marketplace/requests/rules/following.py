"""What may follow on a request that ended without an award."""

from marketplace.core.texts import Text, say
from marketplace.requests.states import Ending, State

UNAWARDED = frozenset({State.FAILED, State.VOID})


def may_be_noticed_again(state: State, round: int, renotices: int) -> bool:
    """A failed request `renotices` times; a void one anew, for its failure was not the market's."""
    return state is State.VOID or (state is State.FAILED and round < renotices)


def may_go_direct(state: State, reason: str) -> bool:
    return state is State.FAILED and reason == Ending.TOO_FEW_AGAIN


def may_be_left(state: State) -> bool:
    """What the owner withdrew himself needs no such word."""
    return state in UNAWARDED


def may_do_next(state: State, round: int, reason: str, renotices: int) -> Text:
    """What the owner is told on his desk, by what may follow."""
    if may_go_direct(state, reason):
        return say("Failed twice: choose a firm directly, ask anew, or leave it at that")
    if not may_be_noticed_again(state, round, renotices):
        return say("Failed for good: ask anew, or leave it at that")
    if state is State.VOID:
        return say("A request became void: notice it again, or leave it at that")
    return say("A request failed: notice it again, or leave it at that")
