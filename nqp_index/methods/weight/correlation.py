"""Correlation of columns, the matrix that several weighters stand on; gaps are left out pair by pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats, column_mean, is_constant

Kind = Literal["pearson", "spearman", "kendall"]


def spread(z: Floats) -> Floats:
    """Sample standard deviation (ddof 1) of each column of z (..., n, k) over its present values: (..., k).

    Exactly 0 for a constant column, whatever rounding says; 0 as well where fewer than two values are present.
    """
    centred = z - column_mean(z)
    there = ~np.isnan(centred)
    squares = np.where(there, centred, 0.0)
    squares *= squares
    n = np.maximum(there.sum(axis=-2), 2)
    return np.where(is_constant(z), 0.0, np.sqrt(squares.sum(axis=-2) / (n - 1)))


def correlation(z: Floats, kind: Kind = "pearson") -> Floats:
    """Correlation matrix (..., k, k) of the columns of z (..., n, k).

    Gaps are left out pair by pair, before Spearman ranks the values that are left; Kendall is tau-b. Rows and columns
    of a constant indicator, and pairs with fewer than two common values, are 0, the diagonal of the others 1.
    """
    if kind == "kendall":
        return _kendall(z)
    return _spearman(z) if kind == "spearman" else deviation_and_pearson(z)[1]


def deviation_and_pearson(z: Floats) -> tuple[Floats, Floats]:
    """`spread` and Pearson `correlation` from one product of the centred values: (..., k) and (..., k, k).

    Elements of a batch with gaps are worked out pair by pair, the others as if alone: neither moves the other.
    """
    if not np.isnan(z.sum()):
        return _whole(z)
    gaps = _has_gaps(z)
    if gaps.all():
        return spread(z), _pairwise(z)
    s, r = _whole(np.where(np.isnan(z), 0.0, z))
    if gaps.any():
        s, r = np.where(gaps[..., None], spread(z), s), np.where(gaps[..., None, None], _pairwise(z), r)
    return s, r


def _has_gaps(z: Floats) -> NDArray[np.bool_]:
    """Which elements (...) of a batch have gaps; a column without any value is none, it is constant."""
    missing = np.isnan(z)
    return np.asarray((missing.any(axis=-2) & ~missing.all(axis=-2)).any(axis=-1))


def _whole(z: Floats) -> tuple[Floats, Floats]:
    centred = z - z.mean(axis=-2, keepdims=True)
    scatter = np.swapaxes(centred, -1, -2) @ centred
    constant = is_constant(z)
    squares = np.diagonal(scatter, axis1=-2, axis2=-1)
    s = np.where(constant, 0.0, np.sqrt(squares / max(z.shape[-2] - 1, 1)))
    return s, _scaled(scatter, s * np.sqrt(z.shape[-2] - 1))


def _scaled(scatter: Floats, size: Floats) -> Floats:
    """Cross-products (..., k, k) over the sizes (..., k) of both columns; 0 where a size is 0."""
    inverse = np.divide(1.0, size, out=np.zeros_like(size), where=size > 0)
    r = scatter * inverse[..., :, None]
    r *= inverse[..., None, :]
    return np.asarray(np.clip(r, -1.0, 1.0, out=r))


def _pairwise(z: Floats) -> Floats:
    """Pearson over the rows where both columns are present, with the means and deviations of those rows."""
    x = z - column_mean(z)
    there = (~np.isnan(x)).astype(np.float64)
    x = np.where(np.isnan(x), 0.0, x)
    t = np.swapaxes(there, -1, -2)
    n = np.maximum(t @ there, 1.0)
    sums = np.swapaxes(x, -1, -2) @ there  # [j, l]: sum of column j over the rows that l has too
    squares = np.swapaxes(x * x, -1, -2) @ there
    products = np.swapaxes(x, -1, -2) @ x
    variance = squares - sums * sums / n
    cross = products - sums * np.swapaxes(sums, -1, -2) / n
    size = np.sqrt(np.maximum(variance * np.swapaxes(variance, -1, -2), 0.0))
    informative = (variance > 1e-14 * squares) & (squares > 0)
    both = informative & np.swapaxes(informative, -1, -2)
    constant = is_constant(z)
    both &= ~constant[..., :, None] & ~constant[..., None, :]
    return np.clip(np.divide(cross, size, out=np.zeros_like(cross), where=both & (size > 0)), -1.0, 1.0)


def _spearman(z: Floats) -> Floats:
    """Pearson of ranks; a pair of columns with a gap is ranked over the rows that both have."""
    from scipy.stats import rankdata

    ranked = np.where(np.isnan(z), np.nan, rankdata(z, axis=-2, nan_policy="omit"))
    found = np.array(deviation_and_pearson(ranked)[1])

    def of_pair(x: Floats, y: Floats) -> float:
        a, b = (rank - rank.mean() for rank in (rankdata(x), rankdata(y)))
        size = np.sqrt((a @ a) * (b @ b))
        return float(a @ b / size) if size > 0 else 0.0

    gaps = np.asarray(np.isnan(z).any(axis=-2))
    _fill_pairs(found, z, gaps[..., :, None] | gaps[..., None, :], of_pair)
    return found


def _kendall(z: Floats) -> Floats:
    from scipy.stats import kendalltau

    k = z.shape[-1]
    found = np.broadcast_to(np.eye(k), (*z.shape[:-2], k, k)) * ~is_constant(z)[..., None]
    _fill_pairs(found, z, np.ones(found.shape, dtype=np.bool_), lambda x, y: kendalltau(x, y).statistic)
    return found


def _fill_pairs(
    found: Floats, z: Floats, wanted: NDArray[np.bool_], statistic: Callable[[Floats, Floats], float]
) -> None:
    """Write the statistic of each wanted pair of columns, over the rows that have both, into `found` (..., k, k).

    0 for constant columns, for fewer than two common rows, and where the statistic is undefined.
    """
    constant = is_constant(z)
    for at in np.ndindex(*z.shape[:-2]):
        x = z[at]
        for j, h in np.argwhere(np.tril(wanted[at], -1)):
            both = ~np.isnan(x[:, j]) & ~np.isnan(x[:, h])
            usable = both.sum() > 1 and not (constant[(*at, j)] or constant[(*at, h)])
            r = statistic(x[both, j], x[both, h]) if usable else 0.0
            found[at][j, h] = found[at][h, j] = 0.0 if np.isnan(r) else r
