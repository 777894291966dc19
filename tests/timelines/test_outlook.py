"""The critical path from today, slack, and the forecast."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marketplace.timelines.rules.days import Day, open_days_of
from marketplace.timelines.rules.forecast import RUNS, Experience, forecast
from marketplace.timelines.rules.graph import Graph, Step, Turn
from marketplace.timelines.rules.path import ball, outlook
from marketplace.timelines.states import Holder, Kind

TODAY = date(2026, 3, 2)
OPEN = open_days_of(date(2026, 1, 1), TODAY, lambda day: day.weekday() < 5)


def matter(code, days=5, waits_for=(), begun=None, done=None):
    turns = (Turn(Holder.DEPARTMENT, 1, begun, done),) if begun else ()
    known = date(2026, 1, 1)
    return Step(code, Kind.MATTER, Holder.DEPARTMENT, days, known, tuple(waits_for), turns, done)


def seen(*steps):
    return outlook(Graph(steps), TODAY, OPEN)


def told(*steps, known=None, seed="x"):
    return forecast(Graph(steps), TODAY, OPEN, known or Experience(), seed)


def test_the_path_is_the_longest_chain():
    found = seen(matter("M1", 5), matter("M2", 9), matter("M3", 3, ["M1", "M2"]))
    assert (found.left, found.path) == (12, ("M2", "M3"))
    assert found.slack == {"M1": 4, "M2": 0, "M3": 0}


def test_a_tie_ends_with_the_greater_and_comes_from_the_smaller():
    assert seen(matter("M1"), matter("M2"), matter("M3", 5, ["M1", "M2"])).path == ("M1", "M3")
    assert seen(matter("M1"), matter("M2")).path == ("M2",)


def test_days_worked_are_off_the_path_and_a_day_is_always_left():
    begun = TODAY - timedelta(days=4)  # Thursday: Friday and Monday were worked
    assert seen(matter("M1", 5, begun=begun)).left == 3
    assert seen(matter("M1", 5, begun=date(2026, 1, 5))).left == 1


def test_nothing_is_left_of_what_is_done():
    done = matter("M1", begun=date(2026, 1, 5), done=date(2026, 1, 9))
    assert seen(done, matter("M2", 4, ["M1"])).path == ("M2",)
    assert (seen(done).left, seen(done).path, told(done)) == (0, (), None)


def test_who_has_the_ball_tonight():
    days = [Day(TODAY + timedelta(days=n), Holder.DEPARTMENT, 1, "M1") for n in range(3)]
    assert (ball(days).holder, ball(days).since) == (Holder.DEPARTMENT, date(2026, 3, 1))
    assert ball([]).holder == Holder.OWNER


def test_with_too_few_finished_the_plans_figure_counts_and_is_marked():
    found = told(matter("M1"), matter("M2", 3, ["M1"]))
    assert (found.p50, found.p90, found.own, found.by_plan) == (8, 8, 0, ("M1", "M2"))


def test_with_five_finished_they_count():
    found = told(matter("M1"), known=Experience({"M1": [2, 4, 6, 8, 30]}))
    assert (found.p50, found.p90, found.own) == (6, 30, 1)


def test_of_a_step_at_work_only_the_longer_ones_count():
    begun = TODAY - timedelta(days=7)  # five working days ago
    known = Experience({"M1": [2, 4, 6, 8, 30]})
    assert told(matter("M1", begun=begun), known=known).p50 == 3
    assert told(matter("M1", begun=date(2026, 1, 5)), known=known).p90 == 1


def test_the_wait_before_a_step_counts_too():
    known = Experience(waited={Kind.MATTER: [10] * 5})
    assert told(matter("M1"), known=known).p50 == 15
    assert told(matter("M1", begun=TODAY), known=known).p50 == 5


def test_choosing_a_firm_is_added_to_the_plan():
    item = Step("S1", Kind.ITEM, Holder.INTERMEDIARY, 20, TODAY)
    assert told(item, known=Experience(choosing=7)).p50 == 27


def test_the_later_of_two_paths_decides():
    known = Experience({"M1": [1, 1, 1, 1, 99]})
    assert told(matter("M1"), matter("M2", 10), known=known).p50 == 10
    assert told(matter("M1"), matter("M2", 10), known=known).p90 == 99


samples = st.lists(st.integers(1, 60), min_size=5, max_size=50)


@given(samples, samples, st.text(max_size=5))
def test_a_forecast_is_the_same_each_time_and_in_order(first, second, seed):
    known = Experience({"M1": first, "M2": second})
    steps = [matter("M1"), matter("M2", waits_for=["M1"])]
    found = told(*steps, known=known, seed=seed)
    assert found == told(*steps, known=known, seed=seed)
    assert min(first) + min(second) <= found.p50 <= found.p90 <= max(first) + max(second)


@given(samples)
def test_one_step_alone_has_the_quantiles_of_its_sample(sample):
    found = told(matter("M1"), known=Experience({"M1": sample}))
    assert found.p50 == sorted(sample)[(RUNS - 1) * len(sample) // (2 * RUNS)]
