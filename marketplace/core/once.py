"""One-time effects: of many who do the same at once, one succeeds."""

from functools import lru_cache
from typing import Any

from sqlalchemy import CursorResult, Update, bindparam, update
from sqlalchemy.orm import Session

from marketplace.core.database import Row, table_of
from marketplace.core.errors import WrongStateError
from marketplace.core.texts import say


@lru_cache(None)
def _locking(kind: type[Row]) -> Update:
    """Put together once for each table: writes the state that is there already."""
    table = table_of(kind)
    same = bindparam("same", type_=table.c.state.type)
    kept = (table.c.id == bindparam("key"), table.c.state == same)
    return update(table).where(*kept).values(state=same)


def hold(session: Session, thing: Any) -> None:
    """Lock a row if it is still in the state we read; refuse when somebody was faster."""
    kind: type[Row] = type(thing)
    locked = session.execute(_locking(kind), {"key": thing.id, "same": thing.state})
    assert isinstance(locked, CursorResult)  # noqa: S101 (an UPDATE always has a cursor)
    if locked.rowcount != 1:
        raise WrongStateError(say("Somebody has changed this in the meantime. Reload the page."))
