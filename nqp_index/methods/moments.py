"""Skewness and kurtosis of columns, in the sample form that spreadsheets and statistics packages print."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, column_count, column_mean, column_sum, is_constant


def skewness(x: Floats) -> Floats:
    """G1 of each column's present values, keeping the row axis; NaN for n < 3 and for constant columns.

    The adjusted Fisher-Pearson coefficient: Excel SKEW, pandas, scipy bias=False, COINr.
    """
    n, m2, m3, _ = _central_moments(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        g = m3 / m2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    return np.where((n < 3) | is_constant(x)[..., None, :], np.nan, g)


def kurtosis(x: Floats) -> Floats:
    """Excess G2 of each column's present values, keeping the row axis; NaN for n < 4 and for constant columns.

    Excel KURT, pandas, scipy bias=False, COINr.
    """
    n, m2, _, m4 = _central_moments(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        g = ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return np.where((n < 4) | is_constant(x)[..., None, :], np.nan, g)


def _central_moments(x: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    n = column_count(x)
    deviation = x - column_mean(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        m2, m3, m4 = (column_sum(deviation**power) / n for power in (2, 3, 4))
    return n, m2, m3, m4
