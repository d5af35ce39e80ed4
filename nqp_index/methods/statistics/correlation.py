"""Correlations between columns with gaps: each pair over the rows that both have."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, ranks

#: A column whose squared deviations are this small beside its values is constant up to float noise.
NOISE = 1e-24


def pearson(x: Floats) -> tuple[Floats, Floats]:
    """Correlation of every pair of columns over the rows present in both.

    x  (n, k)  NaN = missing
    returns r (k, k), NaN for a constant column or fewer than 3 common rows, and the common rows (k, k)
    """
    there = ~np.isnan(x)
    mean = np.where(there, x, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    centred = np.where(there, x - mean, 0.0)
    m = there.astype(np.float64)
    n = m.T @ m
    with np.errstate(divide="ignore", invalid="ignore"):
        sums = centred.T @ m
        squares = (centred**2).T @ m
        covariance = centred.T @ centred - sums * sums.T / n
        variance = squares - sums**2 / n
        constant = variance <= NOISE * n * np.nanmax(np.where(there, x**2, 0.0), axis=0, initial=0.0)[:, None]
        r = covariance / np.sqrt(variance * variance.T)
    known = (n >= 3) & ~constant & ~constant.T
    return np.where(known, np.clip(r, -1.0, 1.0), np.nan), n


def spearman(x: Floats) -> tuple[Floats, Floats]:
    """Correlation of the average ranks of every pair of columns, ranked anew over the rows present in both."""
    there = ~np.isnan(x)
    if there.all():
        return pearson(_ranked(x))
    k = x.shape[1]
    r, n = np.full((k, k), np.nan), there.T.astype(float) @ there
    for i in range(k):
        for j in range(i, k):
            both = there[:, i] & there[:, j]
            if both.sum() >= 3:
                r[i, j] = r[j, i] = pearson(_ranked(x[both][:, [i, j]]))[0][0, 1]
    return r, n


def rank_correlation(a: Floats, b: Floats) -> float:
    """Spearman correlation of two vectors over the entries present in both; NaN where it is not defined."""
    return float(spearman(np.column_stack([a, b]))[0][0, 1])


def _ranked(x: Floats) -> Floats:
    return ranks(x.T, ties="average").T
