"""A state machine is a table of named moves. Nothing else may assign a state."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Generic, TypeVar

from marketplace.core.errors import WrongStateError
from marketplace.core.texts import name_of, say

S = TypeVar("S", bound=StrEnum)


class Machine(Generic[S]):
    """Moves by name: the states they may start from, and the state they lead to."""

    def __init__(self, moves: Mapping[str, tuple[Collection[S], S]]) -> None:
        self.moves = moves

    def move(self, thing: Any, verb: str) -> None:
        sources, target = self.moves[verb]
        if thing.state not in sources:
            raise WrongStateError(
                say(
                    "This cannot be done now: the state is “%(state)s”.", state=name_of(thing.state)
                ),
                rule=self._rule(verb),
            )
        thing.state = target

    def allows(self, verb: str, state: S) -> bool:
        return state in self.moves[verb][0]

    def verbs_from(self, state: S) -> list[str]:
        return [verb for verb, (sources, _) in self.moves.items() if state in sources]

    def _rule(self, verb: str) -> Any:
        states = ", ".join(name_of(state) for state in self.moves[verb][0])
        return say("Allowed only in these states: %(states)s.", states=states)
