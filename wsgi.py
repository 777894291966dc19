"""The application for any WSGI server: `gunicorn wsgi:app`."""

import contextlib
import ctypes
import gc

from marketplace.app import create_app

ARENAS = (-8, 2)  # glibc's M_ARENA_MAX: many threads share two heaps, and so leave fewer holes

with contextlib.suppress(AttributeError, OSError):  # another C library keeps its own ways
    ctypes.CDLL(None).mallopt(*ARENAS)
app = create_app()
gc.collect()
gc.freeze()  # what was made up to now stays: no worker looks through it, or copies it by looking
