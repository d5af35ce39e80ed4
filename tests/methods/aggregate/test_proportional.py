"""COPRAS and EDAS against their published formulas, with costs, zeros and negatives."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

COPRAS, EDAS = method("aggregate", "copras"), method("aggregate", "edas")
X = np.array([[250, 16, 12, 5], [200, 16, 8, 3], [300, 32, 16, 4], [275, 32, 8, 4], [225, 16, 16, 2]], dtype=float)
W = np.array([0.35, 0.25, 0.25, 0.15])
TYPES = np.array([-1, 1, 1, 1])


def test_copras_significance_step_by_step():
    p = X / X.sum(axis=0) * W
    good, bad = p[:, 1:].sum(axis=1), p[:, 0]
    expected = good + bad.min() * bad.sum() / (bad * (bad.min() / bad).sum())
    np.testing.assert_allclose(COPRAS(X, W, direction=TYPES), expected, rtol=1e-12)


def test_copras_scores_sum_to_one():
    assert COPRAS(X, W, direction=TYPES).sum() == pytest.approx(1.0)
    assert COPRAS(X, W).sum() == pytest.approx(1.0)


def test_copras_utility_is_in_per_cent_of_the_best():
    extra = COPRAS.extras(X, W, direction=TYPES)
    assert extra["utility"].max() == pytest.approx(100.0)
    np.testing.assert_allclose(extra["costs"], X[:, 0] / X[:, 0].sum() * W[0])


def test_copras_refuses_negative_values_and_costs_of_zero():
    with pytest.raises(DataError, match="column 2"):
        COPRAS(np.array([[1.0, -2.0], [3.0, 4.0]]), np.array([0.5, 0.5]))
    with pytest.raises(DataError, match="column 1"):
        COPRAS(np.array([[0.0, 2.0], [3.0, 4.0]]), np.array([0.5, 0.5]), direction=np.array([-1, 1]))


def test_edas_appraisal_step_by_step():
    mean = X.mean(axis=0)
    away = TYPES * (X - mean) / mean
    above, below = np.maximum(away, 0) @ W, np.maximum(-away, 0) @ W
    expected = (above / above.max() + 1 - below / below.max()) / 2
    np.testing.assert_allclose(EDAS(X, W, direction=TYPES), expected, rtol=1e-12)


def test_edas_of_equal_rows_is_missing():
    assert np.isnan(EDAS(np.full((3, 2), 4.0), np.array([0.5, 0.5]))).all()


def test_edas_refuses_columns_whose_mean_is_not_positive():
    with pytest.raises(DataError, match="column 1"):
        EDAS(np.array([[-1.0, 2.0], [0.5, 4.0]]), np.array([0.5, 0.5]))


@pytest.mark.parametrize("seed", range(12))
def test_a_mean_that_is_zero_up_to_rounding_is_no_divisor_whatever_its_sign(seed):
    x = np.random.default_rng(seed).lognormal(size=(9, 3))
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    with pytest.raises(DataError, match="column 1, 2, 3"):
        EDAS(z, np.full(3, 1 / 3))
