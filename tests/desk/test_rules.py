"""Order and clocks of what waits; lawful figures; the file of an arrangement."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from marketplace.core.rulesets import Rules
from marketplace.core.texts import say
from marketplace.core.workdays import Calendar
from marketplace.desk import rules
from marketplace.desk.rules import Look, Wait
from marketplace.desk.rules.figures import NAMES
from tests.support import CALENDAR_DATA

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar.from_data(CALENDAR_DATA)
NOW = datetime.fromisoformat("2026-03-02T12:00+08:00")


def wait(due):
    return Wait(say("Wait"), "", "/", due and datetime.fromisoformat(due))


def test_what_is_due_first_comes_first_and_what_has_no_time_last():
    late, soon, never = wait("2026-03-01T00:00Z"), wait("2026-03-09T00:00Z"), wait(None)
    assert rules.in_order([never, soon, late]) == [late, soon, never]


@pytest.mark.parametrize(
    ("due", "days", "late"),
    [
        ("2026-03-03T00:00+08:00", 0, False),
        ("2026-03-04T00:00+08:00", 1, False),
        ("2026-03-10T00:00+08:00", 5, False),
        ("2026-02-28T00:00+08:00", -2, True),
    ],
)
def test_a_clock_counts_working_days_to_the_last_day(due, days, late):
    clock = rules.clock(datetime.fromisoformat(due), NOW, CALENDAR, ZONE)
    assert (clock.days_left, clock.late) == (days, late)


def test_without_a_time_there_is_no_clock():
    assert rules.clock(None, NOW, CALENDAR, ZONE) is None


def test_every_figure_has_a_label():
    assert set(rules.LABELS) == set(NAMES)


def test_every_figure_has_a_chapter_and_no_chapter_is_empty():
    chapters = rules.in_chapters(dict.fromkeys(NAMES, 1))
    assert all(figures for _, figures in chapters)
    assert sum(len(figures) for _, figures in chapters) == len(NAMES)


@pytest.mark.parametrize(("value", "lawful"), [(0, False), (1, True), (365, True), (366, False)])
def test_a_figure_lies_between_one_and_a_year(value, lawful):
    assert (rules.fault_in_figure("offer_days", value) is None) == lawful
    assert rules.fault_in_figure("renotices", 0) is None
    assert rules.fault_in_figure("offer_days", None)


def test_changes_name_what_differs():
    old = {name: getattr(Rules(), name) for name in NAMES}
    ((label, before, after),) = rules.changes(old, old | {"offer_days": 5})
    assert (str(label), before, after) == (
        "Fewest days for offers",
        "3 working days",
        "5 working days",
    )


def test_days_of_a_month_look_as_the_calendar_has_them():
    (january, february, *_) = rules.months(CALENDAR, 2026, {})
    days = {day.day: day.look for week in january.weeks + february.weeks for day in week if day}
    assert days[date(2026, 1, 1)] is Look.HOLIDAY
    assert days[date(2026, 1, 4)] is Look.MADE_UP
    assert days[date(2026, 1, 10)] is Look.OFF
    assert days[date(2026, 1, 12)] is Look.WORKED


GOOD = {"status": "official", "days_off": [{"date": "2028-01-03"}], "make_up_workdays": []}


def test_an_arrangement_is_read_with_or_without_years_around_it():
    for content in ({"2028": GOOD}, {"years": {"2028": GOOD}}):
        assert rules.years_of(json.dumps(content).encode()) == {"2028": GOOD}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "not a JSON file"),
        ("{}", "no years"),
        ('{"x": {}}', "“x” is not a year"),
        (json.dumps({"2028": GOOD | {"status": "guess"}}), "official or provisional"),
        (json.dumps({"2028": {"status": "official"}}), "“days_off” is missing"),
        (json.dumps({"2029": GOOD}), "“2028-01-03” is no day"),
        (json.dumps({"2028": GOOD | {"days_off": [{"date": "2028-13-01"}]}}), "2028-13-01"),
        (json.dumps({"2028": GOOD | {"days_off": GOOD["days_off"] * 2}}), "or twice"),
    ],
)
def test_a_bad_arrangement_is_refused_with_its_fault(content, told):
    with pytest.raises(ValueError, match=told):
        rules.years_of(content.encode())
