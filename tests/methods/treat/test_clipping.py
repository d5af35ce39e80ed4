"""Clipping: limits by each rule, beside NumPy and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import median_abs_deviation

from nqp_index.methods.registry import method

X = np.random.default_rng(8).standard_t(2, (40, 3))
Q1, Q3 = np.quantile(X, [0.25, 0.75], axis=0)


@pytest.mark.parametrize(
    ("name", "options", "low", "high"),
    [
        ("percentile", {"p": 0.05}, np.quantile(X, 0.05, axis=0), np.quantile(X, 0.95, axis=0)),
        ("iqr", {"a": 1.5}, Q1 - 1.5 * (Q3 - Q1), Q3 + 1.5 * (Q3 - Q1)),
        ("sd", {"a": 2.0}, X.mean(axis=0) - 2 * X.std(axis=0, ddof=1), X.mean(axis=0) + 2 * X.std(axis=0, ddof=1)),
        ("mad", {"a": 3.0}, np.median(X, axis=0) - 3 * median_abs_deviation(X, scale="normal"),
         np.median(X, axis=0) + 3 * median_abs_deviation(X, scale="normal")),
    ],
)  # fmt: skip
def test_values_beyond_the_limits_move_to_them(name, options, low, high):
    found = method("treat", name)(X, X, **options)
    np.testing.assert_allclose(found, np.clip(X, low, high), rtol=1e-12)
    assert (found != X).any()


@pytest.mark.parametrize("name", ["iqr", "mad"])
def test_a_column_whose_spread_is_zero_stays_untouched(name):
    x = np.array([[1.0]] * 9 + [[50.0]])
    np.testing.assert_array_equal(method("treat", name)(x, x), x)


def test_gaps_are_ignored():
    x = np.vstack([X, np.full((5, 3), np.nan)])
    np.testing.assert_array_equal(method("treat", "percentile")(x, x)[:40], method("treat", "percentile")(X, X))


@pytest.mark.parametrize("n", [7, 31, 40, 100, 300])
@pytest.mark.parametrize("p", [0.0, 0.01, 0.05, 0.1, 0.25])
def test_quantiles_of_stata_are_order_statistics_or_the_mean_of_two(n: int, p: float) -> None:
    """Stata _pctile (winsor2): x_(i) for the first i with i > nP, averaged with x_(i-1) where that is i - 1 = nP."""
    x = np.random.default_rng(n).lognormal(size=(n + 2, 2))
    x[[0, 5], 1] = np.nan
    x[[0, 3], 0] = np.nan
    found = method("treat", "percentile")(x, x, p=p, quantiles="stata")
    for j in range(2):
        own = x[~np.isnan(x[:, j]), j]
        low, high = np.quantile(own, [p, 1 - p], method="averaged_inverted_cdf")
        np.testing.assert_allclose(found[~np.isnan(x[:, j]), j], np.clip(own, low, high), rtol=1e-12)
