"""Obstacle degrees: which indicators hold a region back, by weight times distance to the best."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.methods.registry import method
from nqp_index.model.result import Result
from nqp_index.scoring.plan import plan_of
from nqp_index.scoring.scales import scales_of

#: References that are aims, and no statistics of the set.
TARGETS = ("values", "region")


def unit_scores(result: Result) -> Floats:
    """(T, R, K) indicator scores on 0..1 between the ends that their normaliser declares; where it declares none,
    between the worst and the best of all regions and years."""
    ends = declared_ends(result)
    low = np.where(np.isnan(ends[:, 0]), np.fmin.reduce(result.normalised, axis=(0, 1)), ends[:, 0])
    high = np.where(np.isnan(ends[:, 1]), np.fmax.reduce(result.normalised, axis=(0, 1)), ends[:, 1])
    return np.clip(safe_divide(result.normalised - low, np.broadcast_to(high - low, result.normalised.shape)), 0.0, 1.0)


def declared_ends(result: Result) -> Floats:
    """(K, 2) scores at the worst and at the best: the ends of a bounded normaliser, 0 and 1 on the way to a target;
    NaN where the normaliser knows none."""
    plan = plan_of(result.framework, frozenset(result.indicators), years=result.years, regions=result.regions)
    columns = [plan.column(code) for code in result.indicators]
    ends = scales_of(plan, result.recipe, columns)
    for j, column in enumerate(columns):
        choice = result.recipe.normalise.at(*plan.paths[column])
        on_its_way = "one_at_reference" in method("normalise", choice.method).traits
        if on_its_way and choice.options.get("to") in TARGETS:
            ends[j] = 0.0, 1.0
    return ends


def obstacle_degrees(result: Result) -> Floats:
    """(T, R, K) share of a region's whole shortfall that an indicator makes up: w (1 - z) / Σ w (1 - z).

    Effective weights; a missing indicator is left out and the rest sum to 1; NaN for a region without a shortfall.
    It explains the linear distance to the best that is declared or was seen, also where the index is no weighted sum.
    """
    shortfall = result.effective_weights[:, None, :] * (1.0 - unit_scores(result))
    total = np.nansum(shortfall, axis=-1, keepdims=True)
    return np.where(total > 0, safe_divide(shortfall, np.broadcast_to(total, shortfall.shape)), np.nan)
