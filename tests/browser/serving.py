"""A served hall, and a clock that stands still."""

from contextlib import contextmanager
from datetime import datetime

from werkzeug.serving import WSGIRequestHandler, make_server

from marketplace.core import clock
from tests.support import serve


@contextmanager
def clock_at(moment):
    """The hall's clock stands at a moment, until the story moves it on."""
    ticking, clock.now = clock.now, lambda: datetime.fromisoformat(moment)
    try:
        yield
    finally:
        clock.now = ticking


@contextmanager
def served(app):
    """The address at which a thread of this process serves the hall."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    serve(server)
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_request(self, *_):
        """The log of a failed test should begin with what failed."""
