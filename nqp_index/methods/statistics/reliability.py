"""Internal consistency: does a set of indicators measure one thing?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nqp_index.methods.kernels import Floats


@dataclass(frozen=True, eq=False)
class Reliability:
    """Cronbach's alpha, its standardised form, alpha without each column (k,), and the complete rows it rests on."""

    alpha: float
    standardised: float
    if_deleted: Floats
    rows: int


def cronbach(z: Floats) -> Reliability:
    """Cronbach's alpha of directed scores z (n, k), over complete rows; NaN for k < 2 or a constant total.

    alpha = k/(k-1) (1 - Σ s_j² / s_total²), ddof 1; standardised k r̄ / (1 + (k-1) r̄).
    Columns must all point the same way: alpha of undirected values is meaningless.
    """
    z = z[~np.isnan(z).any(axis=1)]
    n, k = z.shape
    nothing = Reliability(float("nan"), float("nan"), np.full(k, np.nan), n)
    if k < 2 or n < 3:
        return nothing
    covariance = np.cov(z, rowvar=False, ddof=1)
    deleted = [_alpha(np.delete(np.delete(covariance, j, 0), j, 1)) for j in range(k)]
    return Reliability(_alpha(covariance), _standardised(covariance), np.array(deleted), n)


def _alpha(covariance: Floats) -> float:
    k = len(covariance)
    total = float(covariance.sum())
    if k < 2 or total <= 0:
        return float("nan")
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def _standardised(covariance: Floats) -> float:
    spread = np.sqrt(np.diag(covariance))
    k = len(covariance)
    if (spread == 0).any():
        return float("nan")
    mean_r = (float((covariance / np.outer(spread, spread)).sum()) - k) / (k * (k - 1))
    return k * mean_r / (1 + (k - 1) * mean_r)
