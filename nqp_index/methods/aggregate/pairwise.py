"""Comparison of rows by twos: the share of weight by which one outranks another."""

from __future__ import annotations

import math

import numpy as np

from nqp_index.methods.kernels import Floats, has_gaps, safe_divide, weighted_sum

#: Comparisons of scores held at a time: few enough to stay in the processor's cache.
CELLS = 400_000


def outranking(z: Floats, w: Floats) -> Floats:
    """o_ab: share of the weight of the children both rows have in which a beats b, ties counting half.

    z  (..., n, k)  scores, larger is better; NaN = missing        w  (..., k)  weights
    returns (..., n, n); o_ab + o_ba = 1; 0 on the diagonal; NaN for pairs that share no child with weight
    The comparisons of some rows with all are made once, and each weighting of them is a product.
    """
    n = z.shape[-2]
    total = np.empty((*np.broadcast_shapes(z.shape[:-2], w.shape[:-1]), n, n))
    step = max(1, CELLS // max(1, math.prod(z.shape)))
    gaps = has_gaps(z)
    for start in range(0, n, step):
        own = slice(start, start + step)
        total[..., own, :] = _of_rows(z[..., own, :], z, w, gaps=gaps)
    total[..., np.arange(n), np.arange(n)] = 0.0
    return total


def _of_rows(some: Floats, z: Floats, w: Floats, *, gaps: bool) -> Floats:
    """The same of some rows (..., s, k) against all (..., n, k): (..., s, n)."""
    a, b = some[..., :, None, :], z[..., None, :, :]
    halves = ((a > b).view(np.int8) + (a >= b).view(np.int8)).astype(np.float64)
    shares = 0.5 * _weighed(halves, w)
    if not gaps:
        return shares
    return safe_divide(shares, _weighed((~(np.isnan(a) | np.isnan(b))).astype(np.float64), w))


def _weighed(pairs: Floats, w: Floats) -> Floats:
    """pairs (..., s, n, k), w (..., k) -> (..., s, n)."""
    *batch, s, n, k = pairs.shape
    sums = weighted_sum(pairs.reshape(*batch, s * n, k), w)
    return np.asarray(sums.reshape(*sums.shape[:-1], s, n))
