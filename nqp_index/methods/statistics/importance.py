"""Weights against influence in a weighted sum: what the weights do, and which weights would do what was meant."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats

#: Weights all over the simplex among which a search for an importance looks for more starts, and how many it takes.
TRIED, VALLEYS = 4096, 6


def linear_importance(covariance: Floats, w: Floats) -> Floats:
    """Shares (k,) of squared correlations between each part and the weighted sum, from the parts' covariance (k, k).

    (V w)_j² / (V_jj w'Vw), scaled to sum 1. A part without variance has share 0.
    """
    effects = _effects(covariance, w)
    total = effects.sum()
    return effects / total if total > 0 else np.full(len(w), np.nan)


def weights_for_importance(covariance: Floats, target: Floats) -> tuple[Floats, float]:
    """The weights w >= 0, sum 1, whose importance comes nearest to the target, and the largest gap that remains.

    covariance (k, k) of the parts; target (k,) stated importance, sum 1.
    Weights are squares of free numbers, so that none turns negative; the squared distance is minimised from several
    starts, and the same input always gives the same weights.
    Source: Paruolo, Saisana and Saltelli (2013).
    """
    from scipy.optimize import least_squares

    k = len(target)
    if k == 1:
        return np.ones(1), 0.0

    def misses(root: Floats) -> Floats:
        return linear_importance(covariance, root**2 / (root**2).sum()) - target

    best, least = target, float(((linear_importance(covariance, target) - target) ** 2).sum())
    for start in _starts(covariance, target):
        found = least_squares(misses, np.sqrt(start), jac=lambda v: _slopes(covariance, v), xtol=1e-10, ftol=1e-12,
                              gtol=1e-12, max_nfev=200)  # fmt: skip
        if 2 * found.cost < least:
            best, least = _weights(found.x), 2 * float(found.cost)
        if least < 1e-16:
            break
    return best, float(np.abs(linear_importance(covariance, best) - target).max())


def _weights(root: Floats) -> Floats:
    """Weights that sum to 1 from their roots; what the search left beside 0 is 0."""
    w = root**2 / (root**2).sum()
    w = np.where(w < 1e-12, 0.0, w)
    return np.asarray(w / w.sum())


def _slopes(covariance: Floats, root: Floats) -> Floats:
    """Derivatives (k, k) of the shares by the roots of the weights."""
    total = (root**2).sum()
    w = root**2 / total
    spread, own = covariance @ w, np.diag(covariance)
    inverse = np.divide(1.0, own, out=np.zeros(len(w)), where=own > 0)
    effect = spread**2 * inverse
    by_weight = 2.0 * (spread * inverse)[:, None] * covariance
    whole = max(float(effect.sum()), 1e-300)
    share_by_weight = (by_weight - np.outer(effect / whole, by_weight.sum(axis=0))) / whole
    weight_by_root = (np.diag(2.0 * root) - np.outer(w, 2.0 * root)) / total
    return np.asarray(share_by_weight @ weight_by_root)


def _effects(covariance: Floats, w: Floats) -> Floats:
    spread = covariance @ w
    variance = float(w @ spread)
    own = np.diag(covariance)
    if variance <= 0:
        return np.zeros(len(w))
    return np.divide(spread**2, own * variance, out=np.zeros(len(w)), where=own > 0)


def _starts(covariance: Floats, target: Floats) -> list[Floats]:
    """The target itself, equal weights, the target over the parts' spread, one leaning on the largest part, and the
    nearest of many weights all over the simplex: where parts speak against each other there are several valleys."""
    k = len(target)
    spread = np.sqrt(np.maximum(np.diag(covariance), 1e-300))
    by_spread = (target + 1e-6) / spread
    leaning = np.where(np.arange(k) == int(np.argmax(target)), 0.5 + 0.5 / k, 0.5 / k)
    return [target + 1e-9, np.full(k, 1.0 / k), by_spread / by_spread.sum(), leaning,
            *_nearest_of_many(covariance, target)]  # fmt: skip


def _nearest_of_many(covariance: Floats, target: Floats) -> Floats:
    """(m, k) of `TRIED` weights spread over the simplex, the `VALLEYS` whose importance is nearest to the target."""
    w = np.random.default_rng(0).dirichlet(np.full(len(target), 0.7), TRIED)
    own = np.diag(covariance)
    effects = np.divide((w @ covariance) ** 2, own, out=np.zeros_like(w), where=own > 0)
    total = effects.sum(axis=1)
    shares = np.divide(effects, total[:, None], out=np.zeros_like(w), where=total[:, None] > 0)
    return np.asarray(w[np.argsort(((shares - target) ** 2).sum(axis=1), kind="stable")[:VALLEYS]])
