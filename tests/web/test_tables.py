"""Wide tables: on a phone their rows become cards."""

import re

import pytest

from marketplace.app import ROOT

WIDEST = 3  # columns that a phone shows side by side
TABLE = re.compile(r"call table\((.*?)\) %\}", re.DOTALL)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def columns(call):
    """How many heads the first list of a call names."""
    depth, count = 0, 1
    for letter in call[call.find("[") + 1 :]:
        depth += (letter in "([{") - (letter in ")]}")
        if depth < 0:
            break
        count += letter == "," and not depth
    return count


def test_columns_are_counted():
    assert columns('_("Offers"), [_("Firm"), (_("Price, all"), "numeric"), _("Days")], True') == 3


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_a_wide_table_lies_in_cards(file):
    source = file.read_text(encoding="utf-8")
    for found in TABLE.finditer(source):
        if columns(found[1]) > WIDEST:
            assert "hall-cards" in source[: found.start()], found[1]
