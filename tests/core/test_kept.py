"""Texts that are kept and read later."""

import pytest
from sqlalchemy.dialects import sqlite

from marketplace.core.errors import WrongStateError
from marketplace.core.kept import KeptText, words_of
from marketplace.core.money import Money
from marketplace.core.texts import Text, say

DIALECT = sqlite.dialect()


def again(value, length=500):
    column = KeptText(length)
    return column.process_result_value(column.process_bind_param(value, DIALECT), DIALECT)


def test_a_message_comes_back_with_its_values():
    inner = say("Draft")
    text = say("%(n)s %(paid)s %(what)s", n=3, paid=Money(1050, "CNY"), what=inner)
    found = again(text)
    assert isinstance(found, Text)
    assert (found.id, found.params) == (text.id, text.params)
    assert found.params["what"].id == "Draft"


@pytest.mark.parametrize("words", ["", "Card declined.", '{"say": 1', '{"say": "x", "with": 3}'])
def test_what_others_wrote_stays_as_it_is(words):
    assert again(words) == words
    assert not isinstance(again(words), Text)


def test_what_does_not_fit_is_kept_in_english():
    found = again(say("Far too long: %(what)s", what="x" * 600))
    assert (len(found), found[:13]) == (500, "Far too long:")


def test_an_exception_gives_its_message_whole():
    assert words_of(WrongStateError(say("Draft"))).id == "Draft"
    assert words_of(ValueError()) == ""
