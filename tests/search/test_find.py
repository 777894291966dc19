"""What people type, and what they find."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core.words import Entry, Found
from marketplace.search.backend.whoosh_backend import WhooshBackend

NAME = "四川青岚环境影响评价技术有限公司"


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshBackend]:
    """An index that the examples of Hypothesis may share, for none of them writes."""
    backend = WhooshBackend(tmp_path_factory.mktemp("lasting") / "index")
    backend.rebuild([Entry("firms", 7, {"name": NAME}), Entry("firms", 8, {"name": "Survey 青山"})])
    yield backend
    backend.close()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("青岚", (1,)),
        ("境影响评", (1,)),
        ("水", (2, 1)),
        ("成都代理", (3,)),
        ("四川评价公司", (1,)),
        ("assessments", (1,)),
        ("ASSESS", (1,)),
        ("survey", (2,)),
        ("ｓｕｒｖｅｙｉｎｇ", (2,)),
        ("lushui", (2,)),
        ("lvshui", (2,)),
        ("chongqing", (2,)),
        ("huanping", (2,)),
        ("huanpin", (2,)),
        ("huan jing", (1,)),
        ("hp", (2,)),
        ("qlhj", (1,)),
        ("青岚 yingxiang", (1,)),
        ("lushui评", (2,)),
        ("510107", (3,)),
        ("招标 -代理* (", (3,)),
        ("没有的词", ()),
        ("???", ()),
        ("", ()),
    ],
)
def test_what_is_typed_is_found(backend: WhooshBackend, text: str, ids: tuple[int, ...]) -> None:
    assert backend.find("firms", text).ids == ids


def test_names_come_before_other_texts_and_boost_decides_ties(backend: WhooshBackend) -> None:
    backend.update([Entry("firms", 4, {"name_zh": "环评一所"}, boost=10)])
    assert backend.find("firms", "环评").ids == (4, 2, 3, 1)


def test_filters_hold_whole_values(backend: WhooshBackend) -> None:
    assert backend.find("firms", "环评", {"area": "510104"}).ids == (1,)
    assert backend.find("firms", "环评", {"area": "5101"}).ids == ()
    assert backend.find("firms", "环评", {"area": "510100", "grade": "A"}).ids == ()


def test_kinds_are_apart(backend: WhooshBackend) -> None:
    assert backend.find("service_items", "s-01").ids == (1,)
    assert backend.find("nothing", "环评") == Found()


def test_past_the_limit_there_is_more(backend: WhooshBackend) -> None:
    assert backend.find("firms", "环评", limit=2) == Found((2, 3), more=True)
    assert backend.find("firms", "环评", limit=3) == Found((2, 3, 1), more=False)


@given(text=st.text(), value=st.text())
@settings(deadline=None)
def test_nothing_typed_is_an_error(lasting: WhooshBackend, text: str, value: str) -> None:
    lasting.find("firms", text)
    lasting.find("firms", "青岚" + text, {"area": value, value: text})


@given(text=st.text(st.characters(codec=None, exclude_categories=[]), max_size=300))
@settings(deadline=None)
def test_half_characters_are_dropped(lasting: WhooshBackend, text: str) -> None:
    lasting.find("firms", text)


@given(start=st.integers(0, len(NAME) - 2), size=st.integers(2, len(NAME)))
def test_any_part_of_a_name_finds_it(start: int, size: int, lasting: WhooshBackend) -> None:
    assert lasting.find("firms", NAME[start : start + size]).ids == (7,)
