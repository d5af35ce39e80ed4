"""Comparison of rows by twos: the share of weight by which one outranks another."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, safe_divide


def outranking(z: Floats, w: Floats) -> Floats:
    """o_ab: share of the weight of the children both rows have in which a beats b, ties counting half.

    z  (..., n, k)  scores, larger is better; NaN = missing        w  (..., k)  weights
    returns (..., n, n); o_ab + o_ba = 1; 0 on the diagonal; NaN for pairs that share no child with weight
    """
    n = z.shape[-2]
    shape = (*np.broadcast_shapes(z.shape[:-2], w.shape[:-1]), n, n)
    total = np.zeros(shape)
    complete = not np.isnan(z).any()
    common = np.zeros(shape) if not complete else None
    for j in range(z.shape[-1]):
        a, b, weight = z[..., :, None, j], z[..., None, :, j], w[..., None, None, j]
        total += weight * (0.5 * (a > b) + 0.5 * (a >= b))
        if common is not None:
            common += weight * ~(np.isnan(a) | np.isnan(b))
    if common is not None:
        total = safe_divide(total, common)
    total[..., np.arange(n), np.arange(n)] = 0.0
    return total
