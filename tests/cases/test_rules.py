"""Clocks across the Spring Festival, the statistic, papers, promises, milestones."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.app import ROOT
from marketplace.cases.rules import actuals, commitments, milestones, numbers, papers
from marketplace.cases.rules.clocks import (
    Span,
    digest,
    due_day,
    end_of,
    entry_is_late,
    fault_in_moment,
    taken,
    wait,
)
from marketplace.cases.rules.reduction import Decided, Sums, percent, sums
from marketplace.core.workdays import ONE_DAY, Calendar
from tests.support import CALENDAR_DATA

CALENDAR = Calendar.from_data(CALENDAR_DATA)
ZONE = ZoneInfo("Asia/Shanghai")
FIXTURE = ROOT / "data" / "approvals" / "fixture_green_card_trial.json"
days = st.dates(date(2026, 1, 5), date(2026, 6, 30))


# The Spring Festival of 2026: closed 15 to 23 February; Saturdays 14 and 28 February are worked.
@pytest.mark.parametrize(
    ("accepted", "promised", "last"),
    [
        (date(2026, 2, 13), 0, date(2026, 2, 13)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a worked Saturday
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # the first day after nine closed ones
        (date(2026, 2, 14), 5, date(2026, 2, 28)),  # Tuesday to Friday, and a worked Saturday
        (date(2026, 2, 18), 1, date(2026, 2, 24)),  # accepted online in the holidays
        (date(2026, 2, 27), 2, date(2026, 3, 2)),
    ],
)
def test_days_are_counted_over_the_spring_festival(accepted, promised, last):
    assert due_day(CALENDAR, accepted, promised) == last
    assert taken(CALENDAR, accepted, last, []).actual == promised


def test_a_pause_over_the_festival_takes_out_its_working_days_alone():
    pause = Span(date(2026, 2, 13), date(2026, 2, 25))  # the 14th, the 24th and the 25th
    spent = taken(CALENDAR, date(2026, 2, 12), date(2026, 2, 28), [pause])
    assert (spent.total, spent.paused, spent.actual) == (7, 3, 4)
    assert due_day(CALENDAR, date(2026, 2, 12), 4, [pause]) == date(2026, 2, 28)


def test_a_pause_within_one_day_takes_out_nothing():
    pause = Span(date(2026, 3, 3), date(2026, 3, 3))
    assert taken(CALENDAR, date(2026, 3, 2), date(2026, 3, 4), [pause]).paused == 0


def test_a_running_pause_takes_out_what_has_passed_and_moves_no_day():
    pause = Span(date(2026, 3, 3))
    assert taken(CALENDAR, date(2026, 3, 2), date(2026, 3, 6), [pause]).actual == 1
    assert due_day(CALENDAR, date(2026, 3, 2), 5, [pause]) == date(2026, 3, 9)


@pytest.mark.deep
@given(days, st.integers(0, 60), st.lists(st.tuples(days, st.integers(0, 40)), max_size=4))
def test_each_working_day_is_worked_or_paused_and_never_both(accepted, length, pauses):
    until = accepted + timedelta(days=length)
    spans = [Span(start, start + timedelta(days=more)) for start, more in pauses]
    inside = [accepted + ONE_DAY * n for n in range(1, length + 1)]
    open_days = [day for day in inside if CALENDAR.is_open(day)]
    still = [d for d in open_days if any(s.start < d <= s.end for s in spans if s.end)]
    spent = taken(CALENDAR, accepted, until, spans)
    assert (spent.total, spent.paused) == (len(open_days), len(still))


@given(days, st.integers(0, 30), st.integers(0, 20), st.integers(0, 20))
def test_in_time_means_within_the_promised_days(accepted, promised, before, length):
    start = CALENDAR.after(accepted, before)
    pause = Span(start, CALENDAR.after(start, length))
    last = due_day(CALENDAR, accepted, promised, [pause])
    for day in (max(last, pause.end), CALENDAR.after(max(last, pause.end), 1)):
        in_time = taken(CALENDAR, accepted, day, [pause]).actual <= promised
        assert in_time == (day <= last)


def test_the_last_moment_is_midnight():
    due = end_of(date(2026, 3, 5), ZONE)
    before = datetime(2026, 3, 5, 23, 59, tzinfo=ZONE)
    assert not wait(due, before, CALENDAR, ZONE).late
    late = wait(due, due, CALENDAR, ZONE)
    assert (late.last_day, late.days_left, late.late) == (date(2026, 3, 5), -1, True)


def test_an_entry_is_late_after_its_working_days():
    friday, monday, tuesday = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)
    assert not entry_is_late(CALENDAR, friday, monday, 1)
    assert entry_is_late(CALENDAR, friday, tuesday, 1)


def test_events_are_in_order():
    noon = datetime(2026, 3, 5, 12, tzinfo=ZONE)
    assert fault_in_moment(noon, noon, noon) is None
    assert fault_in_moment(noon + ONE_DAY, noon, None)
    assert fault_in_moment(noon - ONE_DAY, noon, noon)


def test_the_calendar_that_counted_is_told_apart():
    span = (date(2026, 2, 1), date(2026, 3, 1))
    changed = Calendar(CALENDAR.closed | {date(2026, 2, 26)}, CALENDAR.opened, CALENDAR.years)
    assert digest(CALENDAR, *span) == digest(CALENDAR, *span)
    assert digest(CALENDAR, *span) != digest(changed, *span)


def test_the_trial_of_the_green_card_gives_its_two_figures():
    trial = json.loads(FIXTURE.read_text(encoding="utf-8"))
    found = sums(Decided(case["committed_days"], case["actual_days"]) for case in trial["cases"])
    expected = trial["expected"]
    assert (found.n, found.committed, found.actual) == (31, 218, 100)
    assert percent(found.reduction) == f"{expected['reduction_percent']} %" == "54.1 %"
    assert percent(found.mean_of_ratios) == "56.8 %"
    assert found.late == expected["late"]


def test_the_days_of_the_trial_are_those_of_our_calendar():
    trial = json.loads(FIXTURE.read_text(encoding="utf-8"))
    for case in trial["cases"]:
        accepted, decided, due = (
            date.fromisoformat(case[key]) for key in ("accepted_on", "decided_on", "due_on")
        )
        assert due_day(CALENDAR, accepted, case["committed_days"]) == due
        assert taken(CALENDAR, accepted, decided, []).actual == case["actual_days"]


def test_the_statistic_of_nothing_and_of_same_day_matters():
    assert (percent(Sums().reduction), percent(Sums().mean_of_ratios)) == ("–", "–")
    same_day = sums([Decided(0, 0), Decided(4, 5)])
    assert (same_day.ratios_n, same_day.late, percent(same_day.reduction)) == (1, 1, "-25.0 %")


def test_a_firm_passes_a_work_once_or_not():
    assert actuals.first_pass([(1, False), (2, True), (1, False)]) == (1, 2)
    assert actuals.first_pass([(1, False), (1, True)]) == (0, 1)
    assert actuals.first_pass([]) == (0, 0)


def test_what_the_cases_of_a_matter_say():
    told = [actuals.Told(3, 5, True), actuals.Told(8, 5, False), actuals.Told(4, 5, True)]
    found = actuals.figures(told, ["form", "map", "form", "plan", "stamp"])
    assert (found.n, found.median_days, found.late_n) == (3, 4.0, 1)
    assert (found.first_pass_n, found.first_pass_of_n) == (2, 3)
    assert found.top_reasons == (("form", 2), ("map", 1), ("plan", 1))
    assert actuals.figures([], []).median_days is None


def test_papers_that_are_missing():
    paper = {"id": 1, "source": "applicant", "deferrable": True}
    absent = papers.Paper(applicant_supplies=True, is_there=False, **paper)
    assert papers.missing([absent]) == [absent]
    for more in ({"is_there": True}, {"is_there": False, "is_deferred": True}):
        assert not papers.missing([papers.Paper(applicant_supplies=True, **paper, **more)])
    assert not papers.missing([papers.Paper(applicant_supplies=False, is_there=False, **paper)])


def test_sources_of_papers():
    assert papers.is_shared("share:MR")
    assert not papers.is_shared("service_hall")
    assert papers.matters_behind("M111|M112", {"M112", "M5"}) == ["M112"]
    assert not papers.may_be_deferred(material=True, matter=False)


def test_a_commitment_names_what_is_promised():
    told = commitments.Told("环评", "EIA", "Law 7")
    said = commitments.conditions(told, [("图", "Map")], 30)
    assert len(said) == 4
    assert "30个工作日" in said[2].zh
    assert "Map" in said[2].en


@pytest.mark.parametrize(
    ("today", "until"),
    [(date(2026, 3, 5), date(2026, 9, 5)), (date(2026, 8, 31), date(2027, 2, 28))],
)
def test_a_breach_bars_for_months(today, until):
    assert commitments.barred_until(today, 6) == until
    assert commitments.is_barred(until, until)
    assert not commitments.is_barred(until, until + ONE_DAY)
    assert not commitments.is_barred(None, today)


def test_numbers_tell_what_they_are():
    case = numbers.case(numbers.application(2026, 7), 2)
    assert case == "BJ-2026-000007-2"
    assert numbers.notice(case, 1) == "BJ-2026-000007-2-BZ1"


HEAD = ",".join(milestones.COLUMNS)
LINE = "1,P,C,A,Agency,9,Final,2026-01-01,2026-02-01,,Lead,true,Late,3; 4"


def test_milestones_are_read():
    (line,) = milestones.read([HEAD + "\n", LINE + "\n"])
    assert (line.project_ref, line.ref, line.values["is_final"]) == ("1", "9", True)
    assert line.values["waits_for"] == ["3", "4"]
    first, target = line.values["baseline_on"], line.values["target_on"]
    assert milestones.slip(first, target, None) == milestones.Slip(31, None)
    assert milestones.slip(None, target, None) == milestones.Slip(None, None)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["a,b\n"], "columns are missing"),
        ([HEAD + "\n", LINE.replace("2026-01-01", "soon") + "\n"], "line 2: baseline_date"),
        ([HEAD + "\n", LINE.replace("1,P", ",P") + "\n"], "line 2: project_id"),
    ],
)
def test_a_bad_file_is_refused_by_line(lines, says):
    with pytest.raises(milestones.MilestoneError, match=says):
        milestones.read(lines)


def test_an_earlier_target_is_kept():
    old = date(2026, 1, 1)
    assert milestones.moved(old, old, "") is None
    assert milestones.moved(None, old, "") is None
    kept = milestones.moved(old, date(2026, 2, 1), "Funding")
    assert kept == {"target_on": "2026-01-01", "reason": "Funding"}
