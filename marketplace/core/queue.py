"""Writers of one process wait in a queue before they ask SQLite for its one write lock.

SQLite lets whoever looks again at the right moment go first: of sixteen that look, some look in
vain for ten seconds. Of two or three processes with one writer each nobody starves, but they sleep
ever longer between two looks; so they wait on a file beside the database, of which the kernel wakes
the next at once, and which it gives free when a process dies. Only the order hangs on all this:
what keeps writers apart is SQLite's lock.

Waiting on the file has no limit of its own. No call of the kernel waits for a file's lock until a
time; a thread that slept between looks would lose its place to every process that comes by just
then, which is what the file is there against; a semaphore can wait until a time, but a process that
dies keeps it. Nor is it needed: only a process that was stopped, not one that died, holds the file
for long, and it holds SQLite's lock as well. Then one thread of each process waits here until it
goes on, and every other one leaves the queue after `LONGEST_SECONDS`, to be refused by SQLite.
"""

import fcntl
import os
import threading
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.pool import Pool, QueuePool

LONGEST_SECONDS = 20.0
MARK, TURN = "holds the place of the writer", "holds the turn of this process"
BESIDE = "-queue"  # after the name of the database
_LOCKS: WeakKeyDictionary[Pool, threading.Lock] = WeakKeyDictionary()
_TURNS: dict[tuple[int, str], int] = {}  # descriptors by process: a child has its own
_MAKING = threading.Lock()


def enter(connection: Connection) -> None:
    """Wait for the place of the writer; after so long go on without it, SQLite will decide."""
    pool = connection.engine.pool
    if not isinstance(pool, QueuePool) or MARK in connection.info:
        return
    lock = _lock_of(pool)
    if lock.acquire(timeout=LONGEST_SECONDS):
        connection.info[MARK] = lock
        with suppress(OSError):  # such as a full disk: SQLite will decide
            connection.info[TURN] = _take_turn(connection.engine.url.database or "")


def leave(info: dict[Any, Any]) -> None:
    """Give the place to the next, once the connection is back in its pool."""
    lock: threading.Lock | None = info.pop(MARK, None)
    turn: int | None = info.pop(TURN, None)
    if turn is not None:
        fcntl.flock(turn, fcntl.LOCK_UN)
    if lock is not None:
        lock.release()


def _lock_of(pool: Pool) -> threading.Lock:
    with _MAKING:
        return _LOCKS.setdefault(pool, threading.Lock())


def _take_turn(database: str) -> int | None:
    if not os.path.isfile(database):
        return None  # in memory
    here = (os.getpid(), database)
    if here not in _TURNS:
        _TURNS[here] = os.open(database + BESIDE, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(_TURNS[here], fcntl.LOCK_EX)
    return _TURNS[here]
