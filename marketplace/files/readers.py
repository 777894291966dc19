"""What the clock does here, and what must hold."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.duties import duty
from marketplace.core.invariants import invariant
from marketplace.files import operations, queries

duty("files.sweep", queries.due_sweeps, operations.sweep)


@invariant("uploads on the disk are those of the table")
def uploads_agree(session: Session, data: Path) -> Iterable[str]:
    return queries.faults(session, data, clock.now())
