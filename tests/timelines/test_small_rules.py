"""Choosing a housekeeper, scoring forecasts, drawing the chart, counting the city."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.act import Role
from marketplace.core.policy import PERMISSIONS
from marketplace.timelines.operations.publishing import ALPHABET, LENGTH, short
from marketplace.timelines.operations.sums import Key, city
from marketplace.timelines.queries import stacked
from marketplace.timelines.rules import chart
from marketplace.timelines.rules.chart import NAMES, WIDTH
from marketplace.timelines.rules.days import Day
from marketplace.timelines.rules.graph import Turn
from marketplace.timelines.rules.housekeeper import Candidate, chosen
from marketplace.timelines.rules.scores import Score, score
from marketplace.timelines.states import HOLDERS, MACHINE, Dimension, Holder, State

BEGAN = date(2026, 3, 2)
EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


def on(days):
    return BEGAN + timedelta(days=days)


@pytest.mark.parametrize(
    ("candidates", "person"),
    [
        ([], None),
        ([Candidate(1, False, 0, None), Candidate(2, True, 9, None)], 2),
        ([Candidate(1, True, 3, None), Candidate(2, True, 2, LATE)], 2),
        ([Candidate(1, True, 2, LATE), Candidate(2, True, 2, EARLY)], 2),
        ([Candidate(1, True, 2, EARLY), Candidate(2, True, 2, None)], 2),
        ([Candidate(2, False, 2, None), Candidate(1, False, 2, None)], 1),
    ],
)
def test_field_then_load_then_turn_then_number(candidates, person):
    found = chosen(candidates)
    assert (found.person_id if found else None) == person


def test_a_housekeeper_may_choose_no_firm():
    rooms = ("selection.", "requests.", "contracts.", "directory.")
    lawful = {name for name, permit in PERMISSIONS.items() if permit.says(Role.SPECIALIST) != "-"}
    assert [name for name in lawful if name.startswith(rooms)] == []


@pytest.mark.parametrize("state", State)
def test_every_move_of_a_housekeeper(state):
    moves = {"assigned": ["contact", "replace"], "contacted": ["replace"], "replaced": []}
    assert MACHINE.verbs_from(state) == moves[state.value]


def test_no_forecasts_no_score():
    assert score([]) == Score()
    assert score([(None, None, on(3), 1)]) == Score()


def test_a_score_tells_shares_errors_and_the_side_they_are_on():
    told = [(on(10), on(20), on(12), 1), (on(10), on(20), on(25), 1), (on(10), on(20), on(9), 2)]
    found = score(told)
    assert (found.n, found.projects, found.error, found.bias) == (3, 2, 2, 2)
    assert (round(found.within_p50, 2), round(found.within_p90, 2)) == (0.33, 0.67)


def day(n, holder=Holder.OWNER, code=""):
    return Day(on(n), holder, None, code)


def test_runs_are_days_in_a_row_of_one_holder_for_one_step():
    found = chart.runs([day(1), day(2), day(3, code="M1"), day(4, Holder.NOTICE, "M1")])
    assert [(run.first, run.days, run.code) for run in found] == [
        (on(1), 2, ""), (on(3), 1, "M1"), (on(4), 1, "M1"),
    ]  # fmt: skip


def test_the_chart_is_at_least_four_weeks_wide_and_nothing_leaves_it():
    scale = chart.scale(BEGAN, [on(3), None])
    assert (scale.x(BEGAN), scale.x(on(28)), scale.x(on(99))) == (NAMES, WIDTH, WIDTH)
    (bar,) = chart.bars([Turn(Holder.OWNER, None, on(-9), None)], on(7), scale)
    assert (bar.x, bar.look) == (NAMES, "owner")
    assert chart.bars([Turn(Holder.OWNER, None, on(-9), on(-2))], on(7), scale) == []


def test_months_are_marked_and_not_too_many():
    assert [month for _, month in chart.scale(BEGAN, [on(70)]).months()] == [
        date(2026, 4, 1), date(2026, 5, 1),
    ]  # fmt: skip
    assert len(chart.scale(BEGAN, [on(3_000)]).months()) <= chart.MOST_TICKS


@given(st.dictionaries(st.sampled_from(HOLDERS), st.integers(0, 5_000)))
def test_the_bar_is_full_and_has_no_gap(days):
    found = stacked(days)
    assert [share.days for share in found] == [days[h] for h in HOLDERS if days.get(h)]
    assert sum(share.width for share in found) == (WIDTH if any(days.values()) else 0)


def test_only_a_firms_own_days_are_its():
    keys = {
        Key(1, BEGAN, Holder.INTERMEDIARY, 5, "S1", 7): 3,
        Key(1, BEGAN, Holder.DEPARTMENT, 6, "M1", None): 2,
    }
    found = city(keys)
    assert {place: n for place, n in found.items() if place[0] is Dimension.FIRM} == {
        (Dimension.FIRM, 5, Holder.INTERMEDIARY): 3
    }
    assert found[Dimension.MONTH, 202603, Holder.DEPARTMENT] == 2
    assert found[Dimension.MATTER, 7, Holder.INTERMEDIARY] == 3


def test_short_addresses_are_short_and_always_the_same():
    codes = {short(f"2026-510701-48-01-{no:06}") for no in range(2_000)}
    assert len(codes) == 2_000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert short("x") == short("x")
