"""Texts in, tokens out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.search.rules.letters import LONGEST_QUERY, fold, stem
from marketplace.search.rules.query import Han, Word, cut, initials, parse, readings
from marketplace.search.rules.tokens import tokens

SYLLABLES = {"xi", "an", "xian", "huan", "ping", "fang", "fan", "gan"}


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("surveys", "survey"),
        ("surveying", "survey"),
        ("companies", "company"),
        ("assess", "assess"),
        ("assesses", "assess"),
        ("bus", "bus"),
        ("ring", "ring"),
    ],
)
def test_stem(word: str, root: str) -> None:
    assert stem(word) == root


def test_a_query_is_runs_of_letters() -> None:
    assert parse("环评AND(hp)、环评") == (Han("环评"), Word("and"), Word("hp"))


def test_a_long_query_is_cut() -> None:
    assert parse("x" * LONGEST_QUERY + " 环评") == (Word("x" * 40),)


def test_a_run_is_cut_into_the_fewest_known_words() -> None:
    known = {"成都", "环评", "公司", "都环"}
    cut_run = cut((Han("成都环评公司"), Word("hp")), known.__contains__)
    assert cut_run == (Han("成都"), Han("环评"), Han("公司"), Word("hp"))


@pytest.mark.parametrize(
    ("word", "terms"),
    [
        ("huanping", [["2huanping"]]),
        ("huanp", [["2huanp"]]),
        ("hua", [["1hua"]]),
        ("xian", [["1xian"], ["2xian"]]),
        ("fangan", [["2fangan"], ["2fangan"]]),
        ("water", []),
        ("x1", []),
    ],
)
def test_pinyin_is_read_in_every_way(word: str, terms: list[list[str]]) -> None:
    assert readings(Word(word), SYLLABLES) == terms


def test_initials() -> None:
    assert initials(Word("hp")) == ["ihp"]
    assert initials(Word("schp1")) == []
    assert initials(Word("schpj")) == ["isch", "ichp", "ihpj"]


def test_only_names_are_spoken_and_only_codes_are_tags() -> None:
    kept = tokens({"name_zh": "环评", "item": "S01 S02", "text_zh": "测绘"})
    assert kept.sound == {"1huan", "1ping", "2huanping", "ihp"}
    assert kept.tag == {"item=s01", "item=s02"}
    assert {"环", "评", "环评", "s01", "测绘"} <= kept.name | kept.text


def test_without_a_name_the_first_field_is_one() -> None:
    assert "环评" in tokens({"title": "环评"}).name


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
