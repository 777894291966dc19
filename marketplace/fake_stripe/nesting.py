"""The payment service's way to write nested values in a form: a[b][0]=c."""

import re
from collections.abc import Iterable
from typing import Any

_PART = re.compile(r"\[([^\]]*)\]")


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """{"a": {"b": ["c"]}} from a[b][0]=c."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        head, parts = key.split("[", 1)[0], _PART.findall(key)
        place, last = found, head
        for part in parts:
            place, last = place.setdefault(last, {}), part
        place[last or str(len(place))] = value
    listed: dict[str, Any] = _listed(found)
    return listed


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(part) for key, part in value.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner
