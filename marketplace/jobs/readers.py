"""What must hold of the database itself, whichever room wrote it."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.core.invariants import invariant
from marketplace.jobs import queries


@invariant("the database is sound")
def is_sound(session: Session, _: Path) -> Iterable[str]:
    return queries.unsound(session)


@invariant("each fact that waits for a reader waits for one that exists")
def readers_exist(session: Session, _: Path) -> Iterable[str]:
    return queries.unread_by_nobody(session)
