"""Obstacle degrees: which indicators hold a region back, by weight times distance to the best."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.model.result import Result


def unit_scores(result: Result) -> Floats:
    """(T, R, K) indicator scores on 0..1 between the worst and the best of all regions and years."""
    low = np.fmin.reduce(result.normalised, axis=(0, 1))
    high = np.fmax.reduce(result.normalised, axis=(0, 1))
    return np.clip(safe_divide(result.normalised - low, np.broadcast_to(high - low, result.normalised.shape)), 0.0, 1.0)


def obstacle_degrees(result: Result) -> Floats:
    """(T, R, K) share of a region's whole shortfall that an indicator makes up: w (1 - z) / Σ w (1 - z).

    Effective weights; a missing indicator is left out and the rest sum to 1; NaN for a region without a shortfall.
    It explains the linear distance to the best, also where the index is no weighted sum.
    """
    shortfall = result.effective_weights[:, None, :] * (1.0 - unit_scores(result))
    total = np.nansum(shortfall, axis=-1, keepdims=True)
    return np.where(total > 0, safe_divide(shortfall, np.broadcast_to(total, shortfall.shape)), np.nan)
