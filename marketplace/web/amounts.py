"""Numbers and money, as people write them."""

import re
from typing import Any

import wtforms
from flask import current_app

from marketplace.core.money import Money, in_words, parse_amount
from marketplace.core.texts import Text, say
from marketplace.web import widgets
from marketplace.web.questions import Question
from marketplace.web.texts import locale

LONGEST_NUMBER = 15


class WholeNumberField(Question, wtforms.IntegerField):
    """A whole number; full-width digits and thousands commas are understood."""

    widget = widgets.TextInput()
    width = "5"

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        bare = re.sub(r"[,\uff0c\s]", "", valuelist[0]) if valuelist else ""
        if not bare:
            return
        if not re.fullmatch(r"[-+]?\d+", bare) or len(bare) > LONGEST_NUMBER:
            raise ValueError(say("Write a whole number, such as 12."))
        self.data = int(bare)

    def params(self) -> dict[str, Any]:
        return super().params() | {"inputmode": "numeric"}


class MoneyField(Question, wtforms.StringField):
    """An amount as people write it (98,000, 9.8万); shown again, it is also told in words."""

    widget = widgets.TextInput()
    data: Any
    width = "10"

    def __init__(self, *args: Any, currency: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = parse_amount(valuelist[0], self._currency())

    def _currency(self) -> str:
        return self.currency or str(current_app.config["HALL_CURRENCY"])

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data.amount:,f}" if isinstance(self.data, Money) else ""

    def params(self) -> dict[str, Any]:
        currency = self._currency()
        prefix = {"text": "¥" if currency == "CNY" else currency}
        return super().params() | {"prefix": prefix, "hint": {"text": self._hint()}}

    def _hint(self) -> Text | str:
        if isinstance(self.data, Money):
            return say("In words: %(words)s", words=in_words(self.data, locale()))
        return self.description or say("For example 98,000 or 9.8万")
