"""What the log never holds."""

import io
import json

import structlog

from marketplace.core import logs


def fail(password):
    raise ValueError("broken")


def test_no_secret_reaches_the_log_not_even_through_a_fault():
    written = io.StringIO()
    logs.start()
    log = structlog.wrap_logger(
        structlog.WriteLogger(written), processors=structlog.get_config()["processors"]
    )
    try:
        fail("canary-in-a-local")
    except ValueError:
        log.exception("fault", password="canary-in-a-field")
    line = json.loads(written.getvalue())
    assert (line["event"], line["password"]) == ("fault", "hidden")
    assert "canary" not in written.getvalue()
