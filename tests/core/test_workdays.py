import json
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.errors import DomainError
from marketplace.core.workdays import Calendar, NoCalendarError

DATA = Path(__file__).parents[2] / "data" / "approvals" / "calendars.json"
YEARS = json.loads(DATA.read_text(encoding="utf-8"))["years"]
CALENDAR = Calendar.from_data(YEARS)
CHENGDU = ZoneInfo("Asia/Shanghai")
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1096)]
A_DAY = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_agrees_with_the_published_arrangement(year):
    days = [day for day in DAYS if day.year == year]
    assert [CALENDAR.is_open(day) for day in days] == list(map(chinese_calendar.is_workday, days))
    assert sum(map(CALENDAR.is_open, days)) == YEARS[str(year)]["working_days_in_year"]


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 2, 13), 0, date(2026, 2, 13)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a worked Saturday
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # over Spring Festival
        (date(2026, 2, 18), 1, date(2026, 2, 24)),  # accepted on a holiday
        (date(2025, 12, 31), 1, date(2026, 1, 4)),  # over New Year to a worked Sunday
    ],
)
def test_counting(start, days, end):
    assert CALENDAR.after(start, days) == end


def slowly(start, days):
    day = start
    while days:
        day += timedelta(days=1)
        days -= CALENDAR.is_open(day)
    return day


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.integers(0, 400))
def test_after_counts_like_fingers(start, days):
    end = CALENDAR.after(start, days)
    assert end == slowly(start, days)
    assert CALENDAR.between(start, end) == days


@given(A_DAY, A_DAY)
def test_between_counts_like_fingers(start, end):
    low, high = sorted((start, end))
    every = (low + timedelta(days=n) for n in range(1, (high - low).days + 1))
    counted = sum(map(CALENDAR.is_open, every))
    assert CALENDAR.between(low, high) == counted
    assert CALENDAR.between(high, low) == -counted


def test_a_year_without_a_calendar_is_refused_by_name():
    for ask in (
        lambda: CALENDAR.is_open(date(2028, 1, 3)),
        lambda: CALENDAR.is_provisional(date(2028, 1, 3)),
        lambda: CALENDAR.after(date(2027, 12, 31), 1),
        lambda: CALENDAR.between(date(2027, 1, 1), date(2028, 1, 1)),
    ):
        with pytest.raises(NoCalendarError, match="2028") as refusal:
            ask()
        assert isinstance(refusal.value, DomainError)
        assert isinstance(refusal.value, LookupError)


def test_days_are_not_counted_backward():
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.after(date(2026, 1, 5), -1)


def test_a_year_not_yet_announced_is_provisional():
    assert CALENDAR.is_provisional(date(2027, 3, 1))
    assert not CALENDAR.is_provisional(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("moment", "deadline"),
    [
        (datetime(2026, 11, 20, 15, 59, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC)),
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC)),
        (datetime(2026, 11, 19, 15, 59, tzinfo=UTC), datetime(2026, 11, 20, 16, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_the_end_of_the_local_day(moment, deadline):
    found = CALENDAR.deadline(moment, 1, CHENGDU)
    assert found == deadline
    assert found.tzinfo is UTC


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        CALENDAR.deadline(datetime(2026, 1, 5), 1, CHENGDU)  # noqa: DTZ001


def test_long_spans_are_quick():
    started = time.process_time()
    for _ in range(10_000):
        CALENDAR.between(date(2024, 1, 1), date(2027, 12, 31))
    assert time.process_time() - started < 2
