"""How much of an index's variance one of its parts carries: linear, local-linear, and for parts with few values."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats

#: Bandwidths that are tried, as shares of the part's range.
BANDWIDTHS = (0.05, 0.08, 0.12, 0.2, 0.3, 0.5, 1.0)

#: A part with fewer distinct values than this is looked at value by value.
FEW_VALUES = 5


def linear_effect(z: Floats, s: Floats) -> float:
    """Squared correlation of a part z (n,) and the index s (n,), over rows that have both; NaN where one is constant.

    It misses curved effects: see `local_effect`.
    """
    z, s = _both(z, s)
    if len(z) < 3 or np.ptp(z) == 0 or np.ptp(s) == 0:
        return float("nan")
    return float(np.corrcoef(z, s)[0, 1] ** 2)


def local_effect(z: Floats, s: Floats) -> float:
    """Share of the variance of s (n,) that a smooth function of z (n,) explains: Var(fit) / Var(s).

    Local-linear regression with a Gaussian kernel; the bandwidth is the one of `BANDWIDTHS` with the smallest
    leave-one-out error. A part with few distinct values is looked at by the correlation ratio instead.
    Source: Paruolo, Saisana and Saltelli (2013), JRSS-A 176:609.
    """
    z, s = _both(z, s)
    if len(z) < 3 or np.ptp(z) == 0 or np.ptp(s) == 0:
        return float("nan")
    if len(np.unique(z)) < FEW_VALUES:
        return correlation_ratio(z, s)
    smooth = [_smoothed(z, s, share * float(np.ptp(z))) for share in BANDWIDTHS]
    errors = [error for _, error in smooth]
    if not np.isfinite(errors).any():
        return linear_effect(z, s)
    fit = smooth[int(np.nanargmin(errors))][0]
    return float(np.var(fit) / np.var(s))


def correlation_ratio(z: Floats, s: Floats) -> float:
    """Variance of the group means of s over the variance of s, the groups being the distinct values of z."""
    _, group = np.unique(z, return_inverse=True)
    means = np.bincount(group, weights=s) / np.bincount(group)
    return float(np.var(means[group]) / np.var(s))


def _smoothed(z: Floats, s: Floats, bandwidth: float) -> tuple[Floats, float]:
    """Local-linear fit at every point, and its mean squared leave-one-out error (infinite where it breaks down)."""
    away = z[None, :] - z[:, None]
    kernel = np.exp(-0.5 * (away / bandwidth) ** 2)
    first, second = (kernel * away).sum(axis=1), (kernel * away**2).sum(axis=1)
    total = kernel.sum(axis=1)
    determinant = total * second - first**2
    if (determinant <= 1e-12 * total * second).any():
        return s, float("inf")
    hat = kernel * (second[:, None] - first[:, None] * away) / determinant[:, None]
    fit = hat @ s
    freedom = 1.0 - np.diag(hat)
    if (freedom < 1e-8).any():
        return fit, float("inf")
    return fit, float(np.mean(((s - fit) / freedom) ** 2))


def _both(z: Floats, s: Floats) -> tuple[Floats, Floats]:
    there = ~(np.isnan(z) | np.isnan(s))
    return z[there], s[there]
