"""The application for any WSGI server: `gunicorn wsgi:app`."""

import contextlib
import ctypes
import gc
import sqlite3
import sys
from typing import Any

from sqlalchemy import Engine, event

from marketplace.app import create_app

ARENAS = (-8, 2)  # glibc's M_ARENA_MAX: many threads share two heaps, and so leave fewer holes
TURN = 0.001  # seconds: who comes back from the disk holds the place of the writer, and must go on
PAGES = "cache_size=-384"  # KiB for each connection: a page reads few rows, and there are many


@event.listens_for(Engine, "connect")
def _spare(connection: Any, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA {PAGES}")


with contextlib.suppress(AttributeError, OSError):  # another C library keeps its own ways
    ctypes.CDLL(None).mallopt(*ARENAS)
sys.setswitchinterval(TURN)
app = create_app()
gc.collect()
gc.freeze()  # what was made up to now stays: no worker looks through it, or copies it by looking
