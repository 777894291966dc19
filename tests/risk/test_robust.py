"""Figures from the published examples of their authors, or worked out by hand."""

import pytest

from marketplace.risk.rules.robust import benjamini_hochberg, mad, quantile, wilson_lower


@pytest.mark.parametrize(
    ("share", "value"), [(0, 1), (0.1, 1.4), (0.25, 2), (0.5, 3), (0.9, 4.6), (1, 5), (2, 5)]
)
def test_quantile_is_type_7(share, value):
    assert quantile([5, 3, 1, 4, 2], share) == pytest.approx(value)


def test_no_values_have_no_quantile():
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)
    with pytest.raises(ValueError, match="no values"):
        mad([])


def test_mad_does_not_move_for_one_wild_value():
    assert mad([1, 1, 2, 2, 4, 6, 9]) == 1
    assert mad([1, 1, 2, 2, 4, 6, 9_000_000]) == 1


@pytest.mark.parametrize(
    ("successes", "n", "low"),
    [(0, 0, 0), (0, 10, 0), (1, 1, 0.2065), (10, 10, 0.7225), (5, 10, 0.2366)],
)
def test_wilson_lower(successes, n, low):
    assert wilson_lower(successes, n) == pytest.approx(low, abs=1e-4)


def test_benjamini_hochberg_of_their_own_example():
    # The fifteen p-values of the 1995 paper: four stand at 0.05.
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    chances += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert sum(benjamini_hochberg(chances, 0.05)) == 4
    assert benjamini_hochberg([], 0.05) == ()


def test_benjamini_hochberg_keeps_the_order_given():
    assert benjamini_hochberg([0.9, 0.001, 0.5], 0.05) == (False, True, False)
