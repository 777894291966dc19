"""What may follow on a request that ended without an award."""

from marketplace.requests.states import Ending, State


def may_be_noticed_again(state: State, round: int, renotices: int) -> bool:
    """A failed request `renotices` times; a void one anew, for its failure was not the market's."""
    return state is State.VOID or (state is State.FAILED and round < renotices)


def may_go_direct(state: State, reason: str) -> bool:
    return state is State.FAILED and reason == Ending.TOO_FEW_AGAIN
