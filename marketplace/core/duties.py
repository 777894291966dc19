"""What the clock makes due: found by a query, done by an operation, each in its own transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from marketplace.core.act import Act
from marketplace.core.database import Row

Find = Callable[[Session, datetime], Sequence[Row]]
Do = Callable[[Act, Any], Any]


@dataclass(frozen=True)
class Duty:
    find: Find
    do: Do
    timed: bool = False  # hangs on the exact moment: stands still while the clock is not trusted


DUTIES: dict[str, Duty] = {}


def duty(name: str, find: Find, do: Do, *, timed: bool = False) -> None:
    """Say what is due (`find`, a bounded list) and the operation that does it."""
    DUTIES[name] = Duty(find, do, timed)
