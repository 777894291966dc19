"""Writers of one process wait in a queue before they ask SQLite for its one write lock.

SQLite lets whoever looks again at the right moment go first: of sixteen that look, some look in
vain for ten seconds. Of two or three processes with one writer each nobody starves.
"""

import threading
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.pool import Pool, QueuePool

LONGEST_SECONDS = 20.0
MARK = "holds the place of the writer"
_LOCKS: WeakKeyDictionary[Pool, threading.Lock] = WeakKeyDictionary()
_MAKING = threading.Lock()


def enter(connection: Connection) -> None:
    """Wait for the place of the writer; after so long go on without it, SQLite will decide."""
    pool = connection.engine.pool
    if not isinstance(pool, QueuePool) or MARK in connection.info:
        return
    lock = _lock_of(pool)
    if lock.acquire(timeout=LONGEST_SECONDS):
        connection.info[MARK] = lock


def leave(info: dict[Any, Any]) -> None:
    """Give the place to the next, once the connection is back in its pool."""
    lock: threading.Lock | None = info.pop(MARK, None)
    if lock is not None:
        lock.release()


def _lock_of(pool: Pool) -> threading.Lock:
    with _MAKING:
        return _LOCKS.setdefault(pool, threading.Lock())
