"""Every calendar day belongs to exactly one holder: small histories, then generated ones."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.timelines.rules.attribution import days_of
from marketplace.timelines.rules.days import parts, shares, since
from marketplace.timelines.rules.graph import Graph, Step, Turn, settled
from marketplace.timelines.states import HOLDERS, Holder, Kind

BEGAN = date(2026, 2, 2)  # a Monday
OWNER, FIRM = Holder.OWNER, Holder.INTERMEDIARY
OFFICE, NOTICE = Holder.DEPARTMENT, Holder.NOTICE


def on(days):
    return BEGAN + timedelta(days=days)


def is_weekday(day):
    return day.weekday() < 5


def step(code="M1", days=5, waits_for=(), turns=(), done=None, known=0):
    kind, worker = (Kind.ITEM, FIRM) if code[0] == "S" else (Kind.MATTER, OFFICE)
    spans = tuple(Turn(h, 7, on(a), None if b is None else on(b)) for h, a, b in turns)
    done_on = None if done is None else on(done)
    return Step(code, kind, worker, days, on(known), tuple(waits_for), spans, done_on)


def held(*steps, last=20):
    return [day.holder for day in days_of(Graph(settled(steps)), BEGAN, on(last), is_weekday)]


def test_a_project_without_steps_is_the_owners():
    assert held(last=3) == [OWNER] * 3
    assert held(last=0) == []


def test_monday_to_friday_is_four_days_of_the_department():
    assert held(step(turns=[(OFFICE, 0, 4)], done=4), last=6) == [OFFICE] * 4 + [OWNER] * 2


def test_what_nobody_has_begun_is_the_owners():
    assert held(step(turns=[(OFFICE, 3, None)]), last=5) == [OWNER] * 3 + [OFFICE] * 2


def test_a_matter_waits_for_its_report():
    report = step("S1", turns=[(NOTICE, 1, 3), (FIRM, 3, 6), (OWNER, 6, 7)], done=7)
    approval = step("M1", waits_for=["S1"], turns=[(OFFICE, 8, 10)], done=10)
    expected = [OWNER] + [NOTICE] * 2 + [FIRM] * 3 + [OWNER] * 2 + [OFFICE] * 2
    assert held(report, approval, last=10) == expected


def test_the_longer_way_is_the_critical_one():
    quick = step("S1", days=3, turns=[(FIRM, 0, None)])
    slow = step("S2", days=30, turns=[(NOTICE, 0, None)])
    assert set(held(quick, slow, last=10)) == {NOTICE}


def test_work_done_shortens_the_way():
    ahead = step("S1", days=12, turns=[(FIRM, 0, None)])
    other = step("S2", days=7, turns=[(NOTICE, 0, None)])
    assert held(ahead, other, last=12) == [FIRM] * 8 + [NOTICE] * 4


def test_the_way_counts_what_comes_after():
    short = step("S1", days=2, turns=[(FIRM, 0, None)])
    after = step("M9", days=20, waits_for=["S1"])
    long = step("S2", days=15, turns=[(NOTICE, 0, None)])
    assert set(held(short, after, long, last=5)) == {FIRM}


def test_fourteen_days_of_a_returned_report_are_the_firms():
    """Scenario 9: the window returns the form twice; ten days, then four, are the agency's."""
    turns = [(OFFICE, 2, 5), (FIRM, 5, 15), (OFFICE, 15, 16), (FIRM, 16, 20), (OFFICE, 20, 22)]
    days = held(step(turns=turns, done=22), last=22)
    assert (days.count(FIRM), days.count(OFFICE), days.count(OWNER)) == (14, 6, 2)


def test_a_tie_goes_to_the_smaller_code():
    one, other = step("S1", turns=[(FIRM, 0, None)]), step("S2", turns=[(NOTICE, 0, None)])
    assert set(held(one, other, last=1)) == set(held(other, one, last=1)) == {FIRM}


def test_what_is_learned_later_changes_no_day_before():
    old = step("M1", turns=[(OFFICE, 0, None)])
    new = step("M2", days=90, known=5)
    assert held(old, new, last=8) == [OFFICE] * 5 + [OWNER] * 3


def test_a_circle_is_cut():
    first, second = step("M1", waits_for=["M2"]), step("M2", waits_for=["M1"])
    graph = Graph([second, first])
    assert (graph.order, graph.waits["M1"], graph.waits["M2"]) == (["M1", "M2"], (), ("M1",))


def test_an_item_that_nothing_waits_for_is_settled():
    given_up = step("S1", days=90, turns=[(NOTICE, 0, 1)])
    decided = step("M1", waits_for=["S1"], turns=[(OFFICE, 2, 4)], done=4)
    assert settled([given_up, decided])[0].done_on == on(4)
    assert held(given_up, decided, step("M2"), last=6)[-1] == OWNER


def test_an_item_that_somebody_is_at_is_not_settled():
    at_work = step("S1", days=90, turns=[(FIRM, 0, None)])
    decided = step("M1", waits_for=["S1"], turns=[(OFFICE, 2, 4)], done=4)
    assert settled([at_work, decided])[0].done_on is None
    assert held(at_work, decided, last=6) == [FIRM] * 6


def test_since_when_the_last_one_has_it():
    days = days_of(Graph([step(turns=[(OFFICE, 3, None)])]), BEGAN, on(9), is_weekday)
    assert (since(days), since([])) == (on(3), None)


def test_parts_tell_months_parties_and_steps_apart():
    counted = parts(days_of(Graph([step(turns=[(OFFICE, 0, None)])]), BEGAN, on(40), is_weekday))
    assert {(p.month.month, p.party_id, p.code): n for p, n in counted.items()} == {
        (2, 7, "M1"): 26,
        (3, 7, "M1"): 14,
    }


@st.composite
def histories(draw):
    """Up to nine steps with any turns at all, waits in circles among them."""
    codes = [f"{draw(st.sampled_from('MS'))}{n}" for n in range(draw(st.integers(0, 9)))]
    return [draw(steps(code, codes)) for code in codes]


@st.composite
def steps(draw, code, codes):
    days = sorted(draw(st.lists(st.integers(-5, 60), max_size=6)))
    turns = [
        (draw(st.sampled_from(HOLDERS)), begin, end)
        for begin, end in zip(
            days, [*days[1:], draw(st.none() | st.integers(60, 90))], strict=False
        )
    ]
    done = draw(st.none() | st.integers(days[-1] if days else 0, 95))
    waits = draw(st.lists(st.sampled_from(codes), max_size=3))
    return step(code, draw(st.integers(0, 40)), waits, turns, done, draw(st.integers(-5, 60)))


@pytest.mark.deep
@given(histories(), st.integers(0, 100))
def test_no_day_is_lost_or_counted_twice(history, last):
    days = days_of(Graph(settled(history)), BEGAN, on(last), is_weekday)
    assert [day.day for day in days] == [on(n + 1) for n in range(last)]
    assert sum(shares(days).values()) == sum(parts(days).values()) == last


@pytest.mark.deep
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_steps_are_read_is_nothing(history, rng):
    shuffled = [replace(one) for one in history]
    rng.shuffle(shuffled)
    one, other = (days_of(Graph(some), BEGAN, on(80), is_weekday) for some in (history, shuffled))
    assert one == other


@pytest.mark.deep
@given(histories(), st.integers(0, 80))
def test_no_later_event_changes_a_day(history, cut):
    """The history as it was known on the evening of a day gives the same days up to it."""
    known = [until(one, on(cut)) for one in history if one.known_on <= on(cut)]
    whole = days_of(Graph(history), BEGAN, on(80), is_weekday)[:cut]
    then = days_of(Graph(known), BEGAN, on(cut), is_weekday)
    if set(Graph(known).order) == {one.code for one in history}:
        assert then == whole


def until(one, day):
    turns = [turn for turn in one.turns if turn.began <= day]
    turns = [replace(t, ended=None) if t.ended and t.ended > day else t for t in turns]
    done_on = one.done_on if one.done_on and one.done_on <= day else None
    return replace(one, turns=tuple(turns), done_on=done_on)
