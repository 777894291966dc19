"""The catalogue that `.ci/translations.py` merges: one file a room, no two answers."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "translations.py"


@pytest.fixture(scope="module")
def catalogue():
    spec = importlib.util.spec_from_file_location("catalogue", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogue"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["catalogue"]


@pytest.fixture
def read(catalogue, tmp_path):
    def read(*pairs, name="room.po"):
        file = tmp_path / name
        lines = "\n\n".join(f'msgid "{message}"\nmsgstr "{text}"' for message, text in pairs)
        file.write_text(lines, encoding="utf-8")
        return catalogue.read_room(file)

    return read


def test_the_same_translation_twice_is_one(catalogue, read):
    entries, _ = read(("Home", "首页"), ("Home", "首页"))
    merged, faults = catalogue.merge(entries)
    assert list(merged) == ["Home"]
    assert not faults


def test_two_translations_of_one_text_are_refused(catalogue, read):
    first, _ = read(("Home", "首页"), name="a.po")
    second, _ = read(("Home", "主页"), name="b.po")
    _, faults = catalogue.merge(first + second)
    assert "b.po:1: 'Home' is '主页' here, '首页' in " in faults[0]


def test_a_line_that_is_none_is_named(read):
    _, faults = read(("Home", "首页"), ('Say "yes"', "是"))
    assert "room.po:4: not a line of a catalogue" in faults[0]


@pytest.mark.parametrize("text", ["%(day)s 天", "若干天", "%(days) 天"])
def test_a_translation_keeps_the_places_of_its_message(catalogue, read, text):
    entries, _ = read(("%(days)s days", text))
    assert len(catalogue.ill_filled(entries)) == 1


def test_an_empty_translation_is_none(read):
    assert read(("Home", "")) == ([], [])
