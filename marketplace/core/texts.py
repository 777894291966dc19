"""Texts for people: written in English here, translated at the edge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Text(str):
    """An English text that remembers its message id and parameters, to be translated later."""

    id: str
    params: Mapping[str, object]

    def __new__(cls, id: str, params: Mapping[str, object] | None = None) -> "Text":
        text = super().__new__(cls, _filled(id, params))
        text.id, text.params = id, params or {}
        return text

    def __mod__(self, params: Any) -> "Text":
        """More of its places filled in, and still a text to be translated."""
        return Text(self.id, {**self.params, **params})


def _filled(id: str, params: Mapping[str, object] | None) -> str:
    """The English text; one whose places are filled later stays as it is."""
    try:
        return id % params if params else id
    except KeyError:
        return id


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


@dataclass(frozen=True)
class Names:
    """The two names of a record as a parameter of a text: the reader's own language is shown."""

    name_zh: str
    name_en: str

    def __str__(self) -> str:
        return self.name_en or self.name_zh


class Several(tuple[Text, ...]):
    """Some texts as one parameter of another: listed as the reader's language lists."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


Translator = Callable[[str, str], str]
_TRANSLATORS: list[Translator] = []


def connect_translator(translate: Translator) -> None:
    """The web edge tells how a text is said in a language; for mails, which no page renders."""
    _TRANSLATORS[:] = [translate]


def in_language(text: str, locale: str) -> str:
    """A text in "zh" or "en", whoever is reading now; in English when nobody is connected."""
    return _TRANSLATORS[-1](text, locale) if _TRANSLATORS else str(text)
