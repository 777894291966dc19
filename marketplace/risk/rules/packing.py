"""Texts as JSON, so that a stored reading can still be shown in the reader's language."""

from typing import Any

from marketplace.core.money import Money
from marketplace.core.texts import Text


def pack(text: Text) -> dict[str, Any]:
    """The message id and its parameters; texts and money among them are packed too."""
    return {"id": text.id, "params": {key: _packed(value) for key, value in text.params.items()}}


def _packed(value: object) -> object:
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    return pack(value) if isinstance(value, Text) else value


def unpack(packed: dict[str, Any]) -> Text:
    params = {key: _unpacked(value) for key, value in packed["params"].items()}
    return Text(packed["id"], params)


def _unpacked(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    return Money(**value) if "minor" in value else unpack(value)
