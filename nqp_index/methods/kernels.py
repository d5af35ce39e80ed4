"""Array rules that every method shares: missing values, constants, fixed-order sums, ranks.

All sums over children run in declared order, one element-wise step per child, so that a result does not depend on
the size of the batch it was computed in: the nominal run is a batch of one, bit for bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Ranks treat scores closer than this share of the largest score as equal.
TIE = 1e-12


def is_constant(x: Floats) -> NDArray[np.bool_]:
    """Columns of x (..., n, K) whose present values are all equal, or that have none: (..., K)."""
    with np.errstate(invalid="ignore"):
        low = np.fmin.reduce(x, axis=-2)
        high = np.fmax.reduce(x, axis=-2)
        return np.asarray(~(high > low))


def column_min(x: Floats) -> Floats:
    """Smallest present value of each column, keeping the row axis: (..., 1, K); NaN where none is present."""
    return np.asarray(np.fmin.reduce(x, axis=-2, keepdims=True))


def column_max(x: Floats) -> Floats:
    """Largest present value of each column, keeping the row axis: (..., 1, K); NaN where none is present."""
    return np.asarray(np.fmax.reduce(x, axis=-2, keepdims=True))


def column_sum(x: Floats) -> Floats:
    """Sum of the present values of each column, keeping the row axis: (..., 1, K); 0 where none is present."""
    return np.asarray(np.where(np.isnan(x), 0.0, x).sum(axis=-2, keepdims=True))


def column_count(x: Floats) -> Floats:
    """Number of present values of each column, keeping the row axis: (..., 1, K)."""
    return np.asarray((~np.isnan(x)).sum(axis=-2, keepdims=True).astype(np.float64))


def column_mean(x: Floats) -> Floats:
    """Mean of the present values of each column, keeping the row axis; NaN where none is present."""
    n = column_count(x)
    return np.asarray(np.divide(column_sum(x), n, out=np.full(n.shape, np.nan), where=n > 0))


def column_std(x: Floats, *, ddof: int) -> Floats:
    """Standard deviation of the present values of each column, keeping the row axis; NaN where n <= ddof."""
    n = column_count(x)
    squares = column_sum((x - column_mean(x)) ** 2)
    return np.asarray(np.sqrt(np.divide(squares, n - ddof, out=np.full(n.shape, np.nan), where=n > ddof)))


def safe_divide(a: Floats, b: Floats) -> Floats:
    """a / b, and NaN where b is 0 or missing."""
    a, b = np.broadcast_arrays(a, b)
    return np.asarray(np.divide(a, b, out=np.full(a.shape, np.nan), where=(b != 0) & ~np.isnan(b)))


def normed(w: Floats) -> Floats:
    """Weights (..., k) rescaled to sum 1; NaN everywhere in a row whose sum is 0."""
    return safe_divide(w, w.sum(axis=-1, keepdims=True))


def weighted_sum(z: Floats, w: Floats) -> Floats:
    """Sum over children of w·z in declared order: z (..., n, k), w (..., k) -> (..., n). NaN stays NaN."""
    total: Any = w[..., None, 0] * z[..., 0]
    for j in range(1, z.shape[-1]):
        total = total + w[..., None, j] * z[..., j]
    return np.asarray(total)


def weighted_mean(z: Floats, w: Floats) -> Floats:
    """Mean of the present children with weights renormalised over them: z (..., n, k), w (..., k) -> (..., n).

    A child of weight 0 changes nothing, present or not; NaN where no child with weight is present.
    """
    if not np.isnan(z).any():
        return weighted_sum(z, w)
    there = ~np.isnan(z)
    total = weighted_sum(np.where(there, z, 0.0), w)
    present = weighted_sum(there.astype(np.float64), w)
    return safe_divide(total, present)


def published(scores: Floats, digits: int = 12) -> Floats:
    """Scores rounded to significant digits, so that float noise neither makes nor breaks a tie."""
    with np.errstate(divide="ignore", invalid="ignore"):
        power = digits - 1 - np.floor(np.log10(np.abs(scores)))
    power = np.where(np.isfinite(power), np.clip(power, -290, 290), 0.0)
    unit = 10.0**power
    return np.asarray(np.round(scores * unit) / unit)


def ranks(scores: Floats, *, ties: str = "competition", high_is_good: bool = True) -> Floats:
    """Ranks along the last axis, 1 = best; missing scores have a missing rank.

    competition: 1 + number of scores better by more than the tolerance; average: mean of the places shared;
    dense: 1 + number of distinct better scores.
    >>> ranks(np.array([.5, .9, .9, .1])), ranks(np.array([.5, .9, .9, .1]), ties="average")
    (array([3., 1., 1., 4.]), array([3. , 1.5, 1.5, 4. ]))
    """
    s = published(scores if high_is_good else -scores)
    order = np.argsort(-s, axis=-1, kind="stable")  # NaN goes last
    ordered = np.take_along_axis(s, order, axis=-1)
    present = ~np.isnan(ordered)
    largest = np.max(np.abs(np.where(present, ordered, 0.0)), axis=-1, keepdims=True)
    steps = (ordered[..., :-1] - ordered[..., 1:]) > TIE * largest
    new = np.concatenate([np.ones((*s.shape[:-1], 1), bool), steps], axis=-1)
    places = np.arange(1, s.shape[-1] + 1, dtype=np.float64)
    first = np.maximum.accumulate(np.where(new, places, 0.0), axis=-1)
    if ties == "dense":
        first = np.cumsum(new, axis=-1).astype(np.float64)
    elif ties == "average":
        last_new = np.concatenate([new[..., 1:] | ~present[..., 1:], np.ones((*s.shape[:-1], 1), bool)], axis=-1)
        upper = np.where(last_new, places, np.inf)
        last = np.minimum.accumulate(upper[..., ::-1], axis=-1)[..., ::-1]
        first = (first + last) / 2
    found = np.empty_like(s)
    np.put_along_axis(found, order, np.where(present, first, np.nan), axis=-1)
    return found
