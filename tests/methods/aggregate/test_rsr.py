"""Rank-sum ratio: ranks by hand, the interpolated form, and the probit regression with its grades."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from nqp_index.methods.registry import method

RSR = method("aggregate", "rsr")
EQUAL = np.array([0.5, 0.5])


def test_ranks_count_from_the_worst_and_ties_share():
    z = np.array([[10.0, 1.0], [20.0, 1.0], [30.0, 5.0], [20.0, 9.0]])
    np.testing.assert_allclose(RSR(z, EQUAL), np.array([1 + 1.5, 2.5 + 1.5, 4 + 3, 2.5 + 4]) / 8)


def test_the_best_of_everything_has_ratio_one():
    assert RSR(np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]), EQUAL)[2] == 1.0


def test_interpolated_ranks_keep_distances():
    z = np.array([[0.0, 0.0], [1.0, 1.0], [10.0, 10.0]])
    np.testing.assert_allclose(RSR(z, EQUAL, form="nonint"), np.array([1.0, 1.2, 3.0]) / 3, rtol=1e-12)


def test_probits_of_the_cumulative_mean_ranks_and_the_continuity_correction_of_the_last():
    z = np.array([[1.0, 1.0], [2.0, 2.0], [2.0, 2.0], [4.0, 4.0], [5.0, 5.0]])
    extra = RSR.extras(z, EQUAL)
    share = np.array([1 / 5, 2.5 / 5, 2.5 / 5, 4 / 5, 1 - 1 / 20])
    np.testing.assert_allclose(extra["probit"], norm.ppf(share) + 5, rtol=1e-12)


def test_regression_of_ratios_on_probits_and_grades_cut_at_probits_four_and_six():
    z = np.arange(1.0, 41.0)[:, None] * np.ones(2)
    extra = RSR.extras(z, EQUAL)
    slope, intercept = np.polyfit(extra["probit"], RSR(z, EQUAL), 1)
    assert extra["slope"] == pytest.approx(slope)
    assert extra["intercept"] == pytest.approx(intercept)
    np.testing.assert_allclose(extra["fitted"], intercept + slope * extra["probit"])
    np.testing.assert_array_equal(extra["grade"], 1 + (extra["probit"] >= 4) + (extra["probit"] >= 6))
    assert set(extra["grade"]) == {1, 2, 3}
    assert 0.9 < extra["r2"] < 1


def test_too_few_distinct_ratios_have_no_regression():
    extra = RSR.extras(np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]]), EQUAL)
    assert np.isnan(extra["slope"])
    assert np.isnan(extra["grade"]).all()


def test_regressions_are_given_for_every_draw_of_weights():
    z = np.random.default_rng(0).uniform(0, 1, (1, 9, 2))
    extra = RSR.extras(z, np.array([[0.5, 0.5], [0.9, 0.1]]))
    assert extra["slope"].shape == (2,)
    assert extra["probit"].shape == (2, 9)


@pytest.mark.parametrize(
    ("grades", "cuts"),
    [(3, [4, 6]), (4, [3.5, 5, 6.5]), (5, [3.2, 4.4, 5.6, 6.8]), (6, [3, 4, 5, 6, 7])],
)
def test_more_grades_are_cut_at_the_probits_of_tian_1993(grades: int, cuts: list[float]) -> None:
    """Tian (1993): usual cut points of three to six grades."""
    z = np.arange(1.0, 1001.0)[:, None] * np.ones(2)
    extra = RSR.extras(z, EQUAL, grades=grades)
    np.testing.assert_array_equal(extra["grade"], 1 + np.searchsorted(np.array(cuts), extra["probit"], side="right"))
    assert set(extra["grade"]) == set(range(1, grades + 1))
    np.testing.assert_array_equal(RSR(z, EQUAL, grades=grades), RSR(z, EQUAL))
