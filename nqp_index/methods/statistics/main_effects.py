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
    fit = smooth[int(np.argmin([error for _, error in smooth]))][0]
    return float(np.var(fit) / np.var(s))


def correlation_ratio(z: Floats, s: Floats) -> float:
    """Variance of the group means of s over the variance of s, the groups being the distinct values of z."""
    _, group = np.unique(z, return_inverse=True)
    means = np.bincount(group, weights=s) / np.bincount(group)
    return float(np.var(means[group]) / np.var(s))


def _smoothed(z: Floats, s: Floats, bandwidth: float) -> tuple[Floats, float]:
    """Local-linear fit at every point, and its mean squared leave-one-out error."""
    away = z[None, :] - z[:, None]
    kernel = np.exp(-0.5 * (away / bandwidth) ** 2)
    fit = _line_at_zero(kernel, away, s)
    np.fill_diagonal(kernel, 0.0)  # not the residual over 1 - leverage: that is 0 over 0 where a point stands alone
    return fit, float(np.mean((s - _line_at_zero(kernel, away, s)) ** 2))


def _line_at_zero(kernel: Floats, away: Floats, s: Floats) -> Floats:
    """(n,) height at 0 of the line through s (n,) over `away` (n, n), weighted by each row of `kernel` (n, n).

    Seen from each row's heaviest point, so that nothing is lost where that outweighs all others by many digits.
    """
    heaviest = kernel.argmax(axis=1)
    origin = np.take_along_axis(away, heaviest[:, None], axis=1)
    x, y = away - origin, s - s[heaviest][:, None]
    total, first, second = kernel.sum(axis=1), (kernel * x).sum(axis=1), (kernel * x**2).sum(axis=1)
    level, product = (kernel * y).sum(axis=1), (kernel * x * y).sum(axis=1)
    slope, height = total * product - first * level, level * second - first * product
    return np.asarray(s[heaviest] + (height - slope * origin[:, 0]) / (total * second - first**2))


def _both(z: Floats, s: Floats) -> tuple[Floats, Floats]:
    there = ~(np.isnan(z) | np.isnan(s))
    return z[there], s[there]
