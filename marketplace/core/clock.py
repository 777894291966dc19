"""The one place that reads the clock of the machine."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 (this is the place)
