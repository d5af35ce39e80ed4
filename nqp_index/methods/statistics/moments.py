"""Skewness and kurtosis as statistical packages and spreadsheets print them."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, column_count, column_mean, column_sum, is_constant, safe_divide


def skewness(x: Floats) -> Floats:
    """Adjusted skewness G1 of each column: x (..., n, K) -> (..., K).

    m3 / m2^1.5 · sqrt(n(n-1)) / (n-2), over present values; NaN for n < 3 or a constant column.
    Equal to SKEW of spreadsheets and pandas.
    >>> skewness(np.array([[1.0], [2.0], [6.0]])).round(4)
    array([1.4579])
    """
    n, m2, m3, _ = _moments(x)
    usable = (n >= 3) & ~is_constant(x)
    factor = safe_divide(np.sqrt(n * np.maximum(n - 1, 0)), n - 2)
    return np.where(usable, safe_divide(m3, m2**1.5) * factor, np.nan)


def kurtosis(x: Floats) -> Floats:
    """Adjusted excess kurtosis G2 of each column: x (..., n, K) -> (..., K); 0 for a normal distribution.

    ((n+1)(m4/m2² - 3) + 6)(n-1) / ((n-2)(n-3)), over present values; NaN for n < 4 or a constant column.
    """
    n, m2, _, m4 = _moments(x)
    usable = (n >= 4) & ~is_constant(x)
    excess = safe_divide(m4, m2**2) - 3
    return np.where(usable, safe_divide(((n + 1) * excess + 6) * (n - 1), (n - 2) * (n - 3)), np.nan)


def _moments(x: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Number of present values and the second to fourth central moments of each column, without the row axis."""
    n = column_count(x)
    away = x - column_mean(x)
    second, third, fourth = (safe_divide(column_sum(away**power), n) for power in (2, 3, 4))
    return n[..., 0, :], second[..., 0, :], third[..., 0, :], fourth[..., 0, :]
