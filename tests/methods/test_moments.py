"""Skewness and kurtosis beside SciPy and spreadsheets."""

from __future__ import annotations

import numpy as np
from scipy.stats import kurtosis as scipy_kurtosis
from scipy.stats import skew

from nqp_index.methods.moments import kurtosis, skewness


def test_sample_forms_equal_scipy_and_ignore_gaps():
    x = np.random.default_rng(0).gamma(1, 1, (15, 4))
    x[3, 1] = np.nan
    for j in range(4):
        column = x[~np.isnan(x[:, j]), j]
        np.testing.assert_allclose(skewness(x)[0, j], skew(column, bias=False), rtol=1e-12)
        np.testing.assert_allclose(kurtosis(x)[0, j], scipy_kurtosis(column, bias=False), rtol=1e-12)


def test_too_few_or_equal_values_have_neither():
    x = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0], [np.nan, 5.0]])
    np.testing.assert_array_equal(np.isnan(skewness(x)), [[False, True]])
    np.testing.assert_array_equal(np.isnan(kurtosis(x)), [[True, True]])
