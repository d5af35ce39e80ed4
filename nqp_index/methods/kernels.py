"""Array rules that every method shares: missing values, constants, fixed-order sums, ranks.

Sums over children are products of one fixed size, so that a result does not depend on the size of the batch it was
computed in: the nominal run is a batch of one, bit for bit.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Rows that are multiplied at a time, the last block filled up.
ROWS = 32
#: Ranks treat scores closer than this share of the largest score as equal.
TIE = 1e-12
#: Scores closer than this share of the largest are looked at for ties; wider than what rounding can move.
NEAR = 1e-10
#: Scores ranked at a time: few enough to stay in the processor's cache.
CHUNK = 32_768


def has_gaps(x: Floats) -> bool:
    """Whether any value is missing: the least value is NaN only then, and takes one pass without a mask. (So is a sum
    of squares; but that product waits for the processors that others keep busy.)"""
    return math.isnan(np.minimum.reduce(x, axis=None, initial=np.inf))


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
    if b.all():  # NaN counts as true here, and a / NaN is NaN
        return np.asarray(a / b)
    usable = (b != 0) & ~np.isnan(b)
    shape = np.broadcast_shapes(np.shape(a), np.shape(b))
    return np.asarray(np.divide(a, b, out=np.full(shape, np.nan), where=usable))


def normed(w: Floats) -> Floats:
    """Weights (..., k) rescaled to sum 1; NaN everywhere in a row whose sum is 0."""
    return safe_divide(w, w.sum(axis=-1, keepdims=True))


def weighted_sum(z: Floats, w: Floats) -> Floats:
    """Sum over children of w·z: z (..., n, k), w (..., k) -> (..., n). NaN stays NaN.

    One matrix-vector product for each block of rows and each w. A product of all draws at once would add in an order
    that depends on their number; these products have one size, so that a row's sum is the same bits in any batch.
    """
    z, w = _children_side_by_side(z), _children_side_by_side(w)[..., None]
    n = z.shape[-2]
    even = n - n % ROWS
    if even == 0:
        return _sums_filled_up(z, w)
    if even == n:
        return _sums_by_blocks(z, w)
    out = np.empty((*np.broadcast_shapes(z.shape[:-2], w.shape[:-2]), n))
    out[..., :even] = _sums_by_blocks(z[..., :even, :], w)
    out[..., even:] = _sums_filled_up(z[..., even:, :], w)
    return out


def _sums_by_blocks(z: Floats, w: Floats) -> Floats:
    """z (..., n, k) times w (..., k, 1) -> (..., n), n a multiple of ROWS."""
    *batch, n, k = z.shape
    sums = z.reshape(*batch, n // ROWS, ROWS, k) @ w[..., None, :, :]
    return np.asarray(sums.reshape(*sums.shape[:-3], n))


def _sums_filled_up(z: Floats, w: Floats) -> Floats:
    """The same for fewer than ROWS rows."""
    *batch, n, k = z.shape
    filled = np.zeros((*batch, ROWS, k))
    filled[..., :n, :] = z
    return np.asarray((filled @ w)[..., :n, 0])


def _children_side_by_side(a: Floats) -> Floats:
    """a itself, or a copy whose last axis is contiguous in memory: the layout too decides the order of adding."""
    return a if a.strides[-1] == a.itemsize or a.shape[-1] == 1 else np.ascontiguousarray(a)


def weighted_mean(z: Floats, w: Floats) -> Floats:
    """Mean of the present children with weights renormalised over them: z (..., n, k), w (..., k) -> (..., n).

    A child of weight 0 changes nothing, present or not; NaN where no child with weight is present.
    """
    if not has_gaps(z):
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
    dense: 1 + number of distinct better scores. Rows whose scores are well apart need no rounding and no ties.
    >>> ranks(np.array([.5, .9, .9, .1])), ranks(np.array([.5, .9, .9, .1]), ties="average")
    (array([3., 1., 1., 4.]), array([3. , 1.5, 1.5, 4. ]))
    """
    size = scores.shape[-1]
    flat = scores.reshape(-1, size)
    found = np.empty(flat.shape)
    step = max(1, CHUNK // max(size, 1))
    for start in range(0, len(flat), step):
        rows = flat[start : start + step]
        found[start : start + step] = _ranks_of_rows(-rows if high_is_good else rows, ties)
    return found.reshape(scores.shape)


def _ranks_of_rows(s: Floats, ties: str) -> Floats:
    """Ranks of rows (m, size) whose smallest value is best."""
    m, size = s.shape
    order = np.argsort(s, axis=-1)  # NaN goes last
    order += size * np.arange(m)[:, None]
    ordered = np.take(s, order)
    found = np.empty(m * size)
    found[order] = np.arange(1.0, size + 1)
    largest = np.maximum(np.abs(ordered[:, :1]), np.abs(ordered[:, -1:]))
    apart = ordered[:, 1:] - ordered[:, :-1] > NEAR * largest  # false beside NaN
    close = ~apart.all(axis=-1) | np.isnan(ordered[:, -1])
    ranked = found.reshape(m, size)
    if close.any():
        ranked[close] = _ranks_with_ties(-s[close], ties)
    return ranked


def _ranks_with_ties(scores: Floats, ties: str) -> Floats:
    """Ranks of rows (m, size), larger is better, that hold equal, nearly equal or missing scores."""
    s = published(scores)
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


def complete_rows(z: Floats, w: Floats, ref: Floats | None = None) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """What a method that takes no gaps works on: rows to score, rows to compare with, and which rows may be scored.

    z    (..., n, k) scores, NaN = missing      w (..., k) weights      ref (..., m, k) default z
    returns z without gaps (filled with 0 where they do not matter or the row will not be scored), ref with its
    incomplete rows emptied (z itself where it is z, and has no gaps), and whether a row (..., n) is complete. A gap in
    a child of weight 0 is no gap.
    """
    own = ref is None or ref is z
    if own and not has_gaps(z):
        return z, z, np.ones(z.shape[:-1], dtype=np.bool_)
    whole = _is_complete(z, w)
    ref, there = (z, whole) if ref is None or own else (ref, _is_complete(ref, w))
    if not there.all():
        ref = np.where(there[..., None], ref, np.nan)
    if np.isnan(ref).any():
        ref = np.where(there[..., None] & np.isnan(ref), 0.0, ref)
    if np.isnan(z).any():
        z = np.where(np.isnan(z), 0.0, z)
    return z, ref, whole


def _is_complete(z: Floats, w: Floats) -> NDArray[np.bool_]:
    gaps = np.isnan(z)
    if not gaps.any():
        return np.ones(z.shape[:-1], dtype=np.bool_)
    if (w != 0).all():
        return np.asarray(~gaps.any(axis=-1))
    return np.asarray(~(gaps & (w != 0)[..., None, :]).any(axis=-1))


def blank_where(s: Floats, empty: NDArray[np.bool_]) -> Floats:
    """s with NaN where `empty`; s itself where nothing is."""
    return np.where(empty, np.nan, s) if empty.any() else s


def column_quantile(x: Floats, q: float) -> Floats:
    """Type-7 quantile (linear between order statistics) of each column's present values, keeping the row axis."""
    ordered = np.sort(x, axis=-2)  # NaN goes last
    n = column_count(x)
    at = np.clip((n - 1) * q, 0, None)
    under = np.floor(at).astype(np.intp)
    over = np.minimum(under + 1, np.maximum(n.astype(np.intp) - 1, 0))
    low = np.take_along_axis(ordered, under, axis=-2)
    high = np.take_along_axis(ordered, over, axis=-2)
    return np.asarray(low + (at - under) * (high - low))


def column_median(x: Floats) -> Floats:
    """Median of each column's present values, keeping the row axis; NaN where none is present."""
    return column_quantile(x, 0.5)


def places(x: Floats, ref: Floats) -> tuple[Floats, Floats]:
    """How many present reference values lie below each x, and how many equal it: two arrays (..., n, K).

    Missing x have missing counts.
    """
    shape = np.broadcast_shapes(x.shape[:-2], ref.shape[:-2])
    values = np.ascontiguousarray(np.swapaxes(np.broadcast_to(x, (*shape, *x.shape[-2:])), -1, -2))
    ordered = np.ascontiguousarray(
        np.swapaxes(np.broadcast_to(np.sort(ref, axis=-2), (*shape, *ref.shape[-2:])), -1, -2)
    )
    flat, against = values.reshape(-1, values.shape[-1]), ordered.reshape(-1, ordered.shape[-1])
    below, equal = np.empty(flat.shape), np.empty(flat.shape)
    for i, (row, known) in enumerate(zip(flat, against, strict=True)):
        present = known[: int((~np.isnan(known)).sum())]
        below[i] = np.searchsorted(present, row, side="left")
        equal[i] = np.searchsorted(present, row, side="right") - below[i]
    gaps = np.isnan(flat)
    below[gaps], equal[gaps] = np.nan, np.nan
    return _columns_back(below, values.shape), _columns_back(equal, values.shape)


def _columns_back(flat: Floats, shape: tuple[int, ...]) -> Floats:
    return np.asarray(np.swapaxes(flat.reshape(shape), -1, -2))


def failing(bad: NDArray[np.bool_]) -> tuple[int, ...]:
    """1-based positions of the columns in which `bad` (..., K) holds anywhere: what every message calls `columns`."""
    return tuple(int(j) + 1 for j in np.flatnonzero(bad.any(axis=tuple(range(bad.ndim - 1)))))
