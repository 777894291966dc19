"""Texts as JSON, so that what was told once can still be shown in the reader's language."""

from collections.abc import Callable
from datetime import date
from typing import Any

from marketplace.core.money import Money
from marketplace.core.texts import Names, Several, Text


def pack(text: Text) -> dict[str, Any]:
    """The message id and its parameters; texts, names, money and days among them are packed too."""
    return {"id": text.id, "params": {key: _packed(value) for key, value in text.params.items()}}


def _packed(value: object) -> object:
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    return value


WRITERS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (Text, pack),
    (Several, lambda several: {"several": [pack(text) for text in several]}),
    (Names, lambda names: {"zh": names.name_zh, "en": names.name_en}),
    (Money, lambda money: {"minor": money.minor, "currency": money.currency}),
    (date, lambda day: {"day": day.isoformat()}),
)


def unpack(packed: dict[str, Any]) -> Text:
    params = {key: _unpacked(value) for key, value in packed["params"].items()}
    return Text(packed["id"], params)


def _unpacked(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    return next((read(value) for key, read in READERS.items() if key in value), value)


READERS: dict[str, Callable[[Any], object]] = {
    "minor": lambda value: Money(value["minor"], value["currency"]),
    "zh": lambda value: Names(value["zh"], value["en"]),
    "day": lambda value: date.fromisoformat(value["day"]),
    "several": lambda value: Several(unpack(text) for text in value["several"]),
    "id": unpack,
}
