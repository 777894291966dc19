"""Texts for people: written in English here, translated at the edge."""

from collections.abc import Mapping
from enum import StrEnum


class Text(str):
    """An English text that remembers its message id and parameters, to be translated later."""

    id: str
    params: Mapping[str, object]

    def __new__(cls, id: str, params: Mapping[str, object] | None = None) -> "Text":
        text = super().__new__(cls, id % params if params else id)
        text.id, text.params = id, params or {}
        return text


def say(id: str, /, **params: object) -> Text:
    """Mark `id` as a message; `params` fill its %(name)s places."""
    return Text(id, params)


_NAMES: dict[tuple[type[StrEnum], str], Text] = {}


def name_all(names: Mapping[StrEnum, Text]) -> None:
    """Say what each member of an enumeration is called on a page."""
    for member, text in names.items():
        _NAMES[type(member), member.value] = text


def name_of(member: StrEnum) -> Text:
    return _NAMES[type(member), member.value]


def named_enums() -> set[type[StrEnum]]:
    return {enum for enum, _ in _NAMES}
