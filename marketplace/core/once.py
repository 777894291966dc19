"""One-time effects: of many who do the same at once, one succeeds."""

from typing import Any

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from marketplace.core.errors import WrongStateError
from marketplace.core.texts import say


def hold(session: Session, thing: Any) -> None:
    """Lock a row if it is still in the state we read; refuse when somebody was faster."""
    table = type(thing)
    same = (table.id == thing.id, table.state == thing.state)
    locked = session.execute(
        update(table).where(*same).values(state=thing.state),
        execution_options={"synchronize_session": False},
    )
    assert isinstance(locked, CursorResult)  # noqa: S101 (an UPDATE always has a cursor)
    if locked.rowcount != 1:
        raise WrongStateError(say("Somebody has changed this in the meantime. Reload the page."))
