"""The formula by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.rulesets import Rules
from marketplace.credit.rules.ladder import measure, nth_in_a_year
from marketplace.credit.rules.points import (
    GIVES,
    GROUP,
    KINDS,
    TAKES,
    Line,
    full_points,
    last_day,
    points_on,
    tally,
)
from marketplace.credit.states import Kind, Side
from marketplace.directory.states import PenaltyKind

FIGURES, DAY = Rules(), date(2026, 3, 2)
GOOD, BAD = sorted(GIVES), sorted(TAKES)
LINES = st.lists(
    st.one_of(
        st.builds(Line, st.sampled_from(GOOD), st.integers(0, 100)),
        st.builds(Line, st.just(Kind.RATED), st.integers(-40, 40)),
        st.builds(Line, st.sampled_from(BAD), st.integers(-600, 0)),
    ),
    max_size=60,
)


@given(LINES)
def test_the_parts_sum_exactly_to_the_score_within_its_bounds(lines):
    got = tally(lines, FIGURES)
    parts = got.base + got.entries + sum(got.over.values()) + got.bound + got.rounding
    assert parts == got.score * 10
    assert 0 <= got.score <= 100
    assert abs(got.rounding) <= 5
    assert all(value <= 0 for value in got.over.values())


@given(LINES, st.sampled_from(GOOD), st.sampled_from(BAD), st.integers(0, 100))
def test_more_good_never_lowers_and_more_bad_never_raises(lines, good, bad, points):
    score = tally(lines, FIGURES).score
    assert tally([*lines, Line(good, points)], FIGURES).score >= score
    assert tally([*lines, Line(bad, -points)], FIGURES).score <= score


@given(st.integers(-600, 600), st.integers(0, 800))
def test_points_only_fade(full, age):
    now = points_on(full, DAY, DAY + timedelta(days=age), FIGURES)
    then = points_on(full, DAY, DAY + timedelta(days=age + 1), FIGURES)
    assert abs(then) <= abs(now) <= abs(full)
    assert full * now >= 0


def test_points_are_whole_at_first_and_gone_after_the_period():
    at = [points_on(-80, DAY, DAY + timedelta(days=age), FIGURES) for age in (0, 180, 364, 365)]
    assert at == [-80, -80, 0, 0]
    assert points_on(-80, DAY, DAY + timedelta(days=181), FIGURES) == -79
    assert last_day(DAY, FIGURES) == DAY + timedelta(days=364)


def test_nothing_is_the_base():
    assert tally([], FIGURES).score == FIGURES.credit_base


@pytest.mark.parametrize(
    ("stars", "place", "tenths"), [(5, 1, 40), (5, 2, 20), (3, 1, 0), (1, 1, -40), (4.6, 1, 32)]
)
def test_stars_are_worth_their_distance_from_three(stars, place, tenths):
    assert full_points(Kind.RATED, FIGURES, stars, place) == tenths


def test_twenty_mutual_ratings_give_less_than_four_honest_ones():
    ring = sum(full_points(Kind.RATED, FIGURES, 5, place) for place in range(1, 21))
    assert ring < 4 * full_points(Kind.RATED, FIGURES, 5)


def test_every_kind_has_its_figure_and_belongs_to_a_side():
    for kind in Kind:
        assert (kind in GIVES) + (kind in TAKES) + (kind is Kind.RATED) == 1
    assert set(GROUP) == {Kind.RATED, *GIVES}
    assert set(KINDS[Side.FIRM]) | set(KINDS[Side.OWNER]) == set(Kind)


def test_a_group_counts_up_to_its_limit():
    got = tally([Line(Kind.ON_TIME, 20)] * 9, FIGURES)
    assert (got.over["times"], got.score) == (-80, 70)


def test_the_ladder_climbs_within_a_year():
    days = [DAY, DAY + timedelta(days=100), DAY + timedelta(days=200), DAY + timedelta(days=400)]
    assert nth_in_a_year(days, 365) == [1, 2, 3, 3]
    assert nth_in_a_year([DAY, DAY + timedelta(days=365)], 365) == [1, 1]
    assert [measure(nth, FIGURES) for nth in (1, 2, 3, 4)] == [
        (PenaltyKind.WARNING, 0), (PenaltyKind.SUSPENSION, 30),
        (PenaltyKind.SUSPENSION, 180), (PenaltyKind.SUSPENSION, 180),
    ]  # fmt: skip
