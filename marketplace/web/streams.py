"""Server-sent events: each holds a thread, so only a quarter of a process's threads may; the
others are told to ask again by themselves. This is the one place that keeps the cap."""

import threading
import time
from collections.abc import Callable, Iterator

from flask import Flask, Response, current_app, request, stream_with_context

from marketplace.core.database import db

SHARE = 4
SECONDS = 60  # then the browser comes back, and finds room or does not
PAUSE_SECONDS = 1.0
BREATH = 10  # pauses until a sign of life is sent, by which a reader who left is noticed
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
Look = Callable[[str], tuple[str, str] | None]  # what was seen last -> what is new, if anything


def pause() -> None:
    time.sleep(PAUSE_SECONDS)


class Cap:
    """Places for streams in this process; a worker that was forked has its own."""

    def __init__(self, threads: int) -> None:
        self.places = threading.BoundedSemaphore(max(1, threads // SHARE))

    def enter(self) -> bool:
        return self.places.acquire(blocking=False)

    def leave(self) -> None:
        self.places.release()


def stream(look: Look, seen: str) -> Response:
    """What `look` finds new, as events, for a minute; 204 when there is no place: do not return."""
    cap: Cap = current_app.extensions["streams"]
    if request.method == "HEAD" or not cap.enter():
        return Response(status=204)
    events = stream_with_context(_events(look, seen))
    response = Response(events, mimetype="text/event-stream", headers=HEADERS)
    response.call_on_close(cap.leave)
    return response


def _events(look: Look, seen: str) -> Iterator[str]:
    yield "retry: 2000\n\n"
    for turn in range(int(SECONDS / PAUSE_SECONDS)):
        found = look(seen)
        db.session.rollback()  # the next look sees what was committed meanwhile
        if found:
            seen, text = found
            lines = "\n".join(f"data: {line}" for line in text.splitlines())
            yield f"id: {seen}\n{lines}\n\n"
        elif turn % BREATH == 0:
            yield ": here\n\n"
        pause()


def init_app(app: Flask, threads: int) -> None:
    app.extensions["streams"] = Cap(threads)
