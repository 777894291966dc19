"""What must always be true of the data; `hall check` proves it. Each room adds its own."""

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy.orm import Session

Look = Callable[[Session, Path], Iterable[str]]
INVARIANTS: dict[str, Look] = {}


def invariant(name: str) -> Callable[[Look], Look]:
    """Register a look at the data, which gives one line for each fault it finds.

    `name` says what must hold; the look gets the session and the data folder.
    """

    def register(look: Look) -> Look:
        INVARIANTS[name] = look
        return look

    return register
