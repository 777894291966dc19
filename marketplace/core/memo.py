"""What hardly ever changes and stands on many pages: read now and then, by each process itself."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

T = TypeVar("T")
LASTS_SECONDS = 30
_KEPT: WeakKeyDictionary[Any, dict[Any, tuple[float, Any]]] = WeakKeyDictionary()


def now_and_then(read: Callable[[Session], T]) -> Callable[[Session], T]:
    """Keep what `read` gives for half a minute; it must give plain values, no rows."""

    @wraps(read)
    def kept(session: Session) -> T:
        mine = _KEPT.setdefault(session.get_bind(), {})
        until, value = mine.get(read, (0.0, None))
        if time.monotonic() < until:
            found: T = value
            return found
        fresh = read(session)
        mine[read] = (time.monotonic() + LASTS_SECONDS, fresh)
        return fresh

    return kept


def forget() -> None:
    """Read everything again: whoever has just changed it wants to see it."""
    _KEPT.clear()
