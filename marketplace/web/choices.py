"""Choosing one or several of what is listed."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import wtforms
from wtforms.fields import choices as wtforms_choices

from marketplace.core.texts import name_of, say
from marketplace.web import widgets
from marketplace.web.questions import Question

CHOOSE = say("Choose one")
# The published stubs are older than these names.
_wtforms: Any = wtforms_choices


def listed(choices: Any) -> Any:
    """An enumeration, or pairs of value and label, as WTForms wants them."""
    if isinstance(choices, type) and issubclass(choices, StrEnum):
        return [_wtforms.SelectChoice(member.value, name_of(member)) for member in choices]
    if choices is None or callable(choices):
        return choices
    return [_wtforms.SelectChoice(*pair) if isinstance(pair, tuple) else pair for pair in choices]


def reading(coerce: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Reads what was chosen; nothing chosen is None."""
    return lambda value: None if value in ("", None) else coerce(value)


class Listed(Question):
    """What both have: choices as pairs or a StrEnum, a hint under some of them."""

    def __init__(self, *args: Any, choices: Any = None, **kwargs: Any) -> None:
        self.hints: Mapping[str, str] = kwargs.pop("hints", {})
        enumeration = isinstance(choices, type) and issubclass(choices, StrEnum)
        coerce = reading(kwargs.pop("coerce", choices if enumeration else str))
        super().__init__(*args, choices=listed(choices), coerce=coerce, **kwargs)

    @property
    def choices(self) -> Any:
        return _wtforms.SelectField.choices.fget(self)

    @choices.setter
    def choices(self, choices: Any) -> None:
        _wtforms.SelectField.choices.fset(self, listed(choices))


class ChoiceField(Listed, wtforms.SelectField):
    """One of the choices, as radio buttons when few; `blank` is the text of the empty option."""

    def __init__(self, *args: Any, radios: bool = False, **kwargs: Any) -> None:
        self.blank = "" if radios else kwargs.pop("blank", CHOOSE)
        kwargs.setdefault("widget", widgets.Radios() if radios else widgets.Select())
        super().__init__(*args, **kwargs)

    def iter_choices(self) -> Iterator[Any]:
        if self.blank:
            yield _wtforms.Choice("", self.blank, self.data is None, {})
        yield from super().iter_choices()


class ChoicesField(Listed, wtforms.SelectMultipleField):
    """Any of the choices."""

    widget = widgets.Checkboxes()
