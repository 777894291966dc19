"""One JSON object a line on standard error: what happened, when, in which request."""

import logging
import sys

import structlog

SECRET_WORDS = ("password", "secret", "token", "code", "cookie", "authorization")
NO_LOCALS = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)  # they hold secrets
_Event = structlog.typing.EventDict


def _hide(_: object, __: str, event: _Event) -> _Event:
    """A value whose key sounds secret never reaches the log."""
    for key in event:
        if any(word in key.lower() for word in SECRET_WORDS):
            event[key] = "hidden"
    return event


def start(level: int = logging.INFO) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(NO_LOCALS),
            _hide,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
