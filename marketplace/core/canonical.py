"""JSON that can be written in one way only, so that its digest says something."""

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any


def canonical(value: Any) -> str:
    """Sorted keys, no spaces, no escapes; moments and days as ISO 8601."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    raise TypeError(f"{type(value)} has no canonical form")
