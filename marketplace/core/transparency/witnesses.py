"""The witnesses this hall asks: each on its own machine, with its own key and memory."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from marketplace.core.transparency.names import Party

Question = dict[str, Any]  # "about" what, such as cosign; "name": the same question, always
Answer = dict[str, Any]


class Witness(Protocol):
    """`ask` puts a question, or looks whether it is answered; `done` when the answer is kept.

    `last` is the size of the last head it signed, as far as it tells: the next proof begins there.
    """

    @property
    def party(self) -> Party: ...

    def last(self) -> int: ...

    def ask(self, question: Question) -> Answer | None: ...

    def done(self, question: Question) -> None: ...


_CONNECTED: list[Witness] = []


def connect(witnesses: Iterable[Witness]) -> None:
    _CONNECTED[:] = witnesses


def connected() -> Sequence[Witness]:
    return tuple(_CONNECTED)
