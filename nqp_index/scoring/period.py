"""One score for several years: the weighted mean of each region's yearly scores."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Recipe
from nqp_index.model.result import Period
from nqp_index.scoring.linear import ROOM
from nqp_index.scoring.places import placed


def period(recipe: Recipe, years: tuple[int, ...], scores: Floats, high_is_good: tuple[bool, ...]) -> Period | None:
    """Scores over all years of a run whose recipe weighs its years; None where it does not.

    scores        (T, R, N) of every year
    high_is_good  (N,) which end of each node's score is good
    A region without a score in some years is scored on the rest, as long as their weight reaches `coverage.node`.
    """
    if recipe.time is None:
        return None
    weights = method("time", recipe.time.method)(np.array(years, dtype=np.float64), **recipe.time.options)
    there = ~np.isnan(scores)
    present = np.einsum("t,trn->rn", weights, there)
    total = np.einsum("t,trn->rn", weights, np.where(there, scores, 0.0))
    enough = present >= max(recipe.coverage.node, ROOM) - ROOM
    found: Floats = np.where(enough & (present > 0), total / np.where(present > 0, present, 1.0), np.nan)
    places = [placed(found[:, i], recipe.ranking, high_is_good=good) for i, good in enumerate(high_is_good)]
    return Period(weights, found, np.stack(places, axis=-1), present)
