"""Decisions without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.directory.rules.entry import Application, lines, missing
from marketplace.directory.rules.lists import safe_cell
from marketplace.directory.rules.papers import (
    best_grade,
    certificate_key,
    covers,
    grade_name,
    kind_for,
)
from marketplace.directory.rules.standing import in_effect, name_key, places, standing_of
from marketplace.directory.states import PenaltyKind, Standing

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
EXPULSION, SUSPENSION, WARNING = PenaltyKind.EXPULSION, PenaltyKind.SUSPENSION, PenaltyKind.WARNING


@pytest.mark.parametrize(
    ("penalties", "has_paper", "standing"),
    [
        (set(), True, Standing.GOOD),
        (set(), False, Standing.NO_QUALIFICATION),
        ({WARNING}, True, Standing.WARNED),
        ({WARNING}, False, Standing.NO_QUALIFICATION),
        ({WARNING, SUSPENSION}, True, Standing.SUSPENDED),
        ({SUSPENSION, EXPULSION}, False, Standing.EXPELLED),
    ],
)
def test_the_heaviest_decides(penalties, has_paper, standing):
    assert standing_of(penalties, has_paper) is standing


def test_a_penalty_counts_from_its_first_moment_to_before_its_last():
    assert in_effect(NOON, NOON + HOUR, False, NOON)
    assert not in_effect(NOON, NOON + HOUR, False, NOON + HOUR)
    assert not in_effect(NOON + HOUR, None, False, NOON)
    assert not in_effect(NOON, None, True, NOON + HOUR)


def test_a_certificate_number_has_one_spelling():
    assert certificate_key("甲测资字 ＡＢ－12/3") == certificate_key("甲测资字ab123")
    assert certificate_key("12") != certificate_key("21")


@given(st.dates(), st.dates(), st.dates())
def test_a_paper_covers_its_first_and_last_day(first, last, day):
    assert covers(first, last, day) == (first <= day <= last)


def test_the_best_grade_is_the_highest():
    assert best_grade(["乙级", "甲级", ""]) == "甲级"
    assert best_grade(["", "地方级"]) == "地方级"
    assert best_grade([]) == best_grade([""]) == ""
    assert grade_name("甲级") == "Grade A"
    assert (grade_name("地方级"), grade_name("")) == ("地方级", "No grade")


def test_places_are_every_item_and_area_and_any():
    assert sorted(places({5: ["乙级"], 6: ["甲级", "丙级"]}, [1])) == [
        (0, 0, "甲级"), (0, 1, "甲级"), (5, 0, "乙级"),
        (5, 1, "乙级"), (6, 0, "甲级"), (6, 1, "甲级"),
    ]  # fmt: skip


def test_names_sort_by_their_sound():
    names = ["长江测绘", "成都设计", "安达评估", "中天咨询", "Beta"]
    assert sorted(names, key=name_key)[:2] == ["Beta", "安达评估"]
    assert all(len(name_key(name * 20)) <= 60 for name in names)


def test_an_empty_application_lacks_everything():
    assert len(missing(Application(False, 0, 0, 1, 0))) == 5
    assert missing(Application(True, 1, 1, 0, 1)) == []


def test_lines_are_faults():
    assert lines("- a\n\n • b \n*\n") == ["a", "b"]


@given(st.text())
def test_no_cell_is_a_formula(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("无", "营业执照"), ("无资质要求 none", "营业执照"), ("测绘资质", "测绘资质")],
)
def test_where_no_qualification_is_asked_the_licence_is_shown(asked, shown):
    assert kind_for(asked) == shown
