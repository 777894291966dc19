"""Each step has a name in both languages; details are read, not dumped."""

from datetime import date, datetime

import pytest

from marketplace.audit.rules import DETAILS, PATHS, STEPS, THINGS, said, steps_like
from marketplace.core.policy import PERMISSIONS


def test_each_operation_has_a_name_and_each_name_an_operation(app):
    named = {name for name in PERMISSIONS if name.split(".")[0] not in OTHERS}
    assert named - set(STEPS) == set()
    assert set(STEPS) - set(PERMISSIONS) <= BY_COMMAND


OTHERS = {"core", "tests", "things"}  # rooms that tests invent
BY_COMMAND = {"opendata.take_in"}  # imported by the command alone


def test_things_with_a_page_have_a_name():
    assert set(PATHS) <= set(THINGS)


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [("is_admin", True, "yes"), ("measure", "warning", "A warning"), ("months", 6, 6),
     ("decided_at", "2026-03-05", date(2026, 3, 5)), ("reason", "2026-13-05", "2026-13-05"),
     ("until", "2026-03-05T00:00:00+08:00", datetime.fromisoformat("2026-03-05T00:00+08:00")),
     ("digest", "a" * 64, "a" * 12 + "…"), ("measure", "unknown", "unknown")],
)  # fmt: skip
def test_details_are_read(key, value, read):
    assert said(key, value) == read


def test_steps_are_found_by_their_words():
    assert steps_like("objection upheld", str) == ["selection.uphold"]
    assert "reason" in DETAILS
