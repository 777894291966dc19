"""A column for a text that a job writes and a person reads later, in his own language.

Ours is kept as message id and values; what others wrote (the payment service) as they wrote it.
"""

import json
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from marketplace.core.money import Money
from marketplace.core.texts import Text

MARK = '{"say": '


class KeptText(TypeDecorator[str]):
    """As long as `String(n)`: a message that does not fit is kept in English, cut to length."""

    impl = String
    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        kept = json.dumps(_packed(value), ensure_ascii=False) if isinstance(value, Text) else ""
        return kept if kept and len(kept) <= self.length else str(value)[: self.length]

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or not value.startswith(MARK):
            return value
        try:
            return Text(*_unpacked(json.loads(value)))
        except (ValueError, LookupError, TypeError, AttributeError):
            return value  # somebody else's words, that only look like it


def words_of(error: Exception) -> str:
    """What an exception was raised with: `str(error)` would forget that it is a message."""
    told = error.args[0] if error.args else ""
    return told if isinstance(told, str) else str(told)


def _packed(value: object) -> Any:
    if isinstance(value, Text):
        return {"say": value.id, "with": {key: _packed(one) for key, one in value.params.items()}}
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    return value if isinstance(value, int) else str(value)


def _unpacked(told: dict[str, Any]) -> tuple[str, dict[str, object]]:
    return told["say"], {key: _value(one) for key, one in told["with"].items()}


def _value(one: Any) -> object:
    if not isinstance(one, dict):
        return one
    return Text(*_unpacked(one)) if "say" in one else Money(one["minor"], one["currency"])
