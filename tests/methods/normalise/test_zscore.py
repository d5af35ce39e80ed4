"""Standardised scores: deviations, robust spreads and the logistic squeeze."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import iqr, median_abs_deviation, zscore

from nqp_index.methods.registry import method

ZSCORE, ROBUST, LOGISTIC = (method("normalise", n) for n in ("zscore", "robust", "logistic"))
X = np.random.default_rng(4).gamma(2.0, 5.0, (12, 3))


@pytest.mark.parametrize("ddof", [0, 1])
def test_z_scores_equal_scipy(ddof):
    np.testing.assert_allclose(ZSCORE(X, X, ddof=ddof), zscore(X, ddof=ddof), rtol=1e-12)


def test_the_mazziotta_pareto_scale_is_centre_100_scale_10():
    np.testing.assert_allclose(ZSCORE(X, X, ddof=0, centre=100.0, scale=10.0), 100 + 10 * zscore(X), rtol=1e-12)


def test_robust_scores_equal_scipy_median_deviation_and_interquartile_range():
    away = X - np.median(X, axis=0)
    np.testing.assert_allclose(ROBUST(X, X), away / median_abs_deviation(X, scale="normal"), rtol=1e-12)
    np.testing.assert_allclose(ROBUST(X, X, spread="iqr"), away / iqr(X, axis=0, scale="normal"), rtol=1e-12)
    np.testing.assert_allclose(ROBUST(X, X, spread="mad", as_normal=False), away / median_abs_deviation(X), rtol=1e-12)


def test_an_extreme_moves_robust_scores_of_the_others_little():
    wild = X.copy()
    wild[0] = 1e6
    assert (np.ptp(ROBUST(wild, wild)[1:], axis=0) > 0.5 * np.ptp(ROBUST(X, X)[1:], axis=0)).all()
    assert np.ptp(ZSCORE(wild, wild)[1:], axis=0).max() < 1e-3


def test_no_spread_gives_no_robust_scores_though_the_column_varies():
    x = np.array([[1.0], [1.0], [1.0], [9.0]])
    assert np.isnan(ROBUST(x, x)).all()


def test_equal_decimals_are_constant_despite_float_noise_in_their_deviation():
    x = np.full((31, 1), 0.7)
    assert x.std() != 0
    assert np.isnan(ZSCORE(x, x)).all()


def test_the_logistic_of_the_mean_is_half_way_and_extremes_stay_inside():
    x = np.array([[-1e9], [0.0], [1.0], [-1.0], [1e9]])
    z = LOGISTIC(x, x[1:4])
    assert z[1] == 50.0
    assert (z >= 0).all()
    assert (z <= 100).all()


def test_steepness_stretches_the_middle():
    assert np.ptp(LOGISTIC(X, X, steepness=3.0)) > np.ptp(LOGISTIC(X, X, steepness=0.5))
