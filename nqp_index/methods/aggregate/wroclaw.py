"""Wroclaw taxonomy (Hellwig): distance from the pattern of development."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import Floats, blank_where, column_max, complete_rows, safe_divide, weighted_mean
from nqp_index.methods.normalise.zscore import standardised
from nqp_index.methods.params import Interval, Whole
from nqp_index.methods.registry import register


def _variant(*, spread: float, ddof: int, n: int, k: int) -> str:
    return f"pattern of the best z-scores, d0 = mean + {spread:g} sd (ddof {ddof})"


@register(
    "aggregate", "wroclaw", zh="弗罗茨瓦夫分类法（Hellwig）", en="Wroclaw taxonomy", aliases=("hellwig",),
    formula="d = √(Σ w (z - best)²) on z-scores; S = 1 - d/(mean d + 2 sd d)",
    source="Hellwig (1968), Przegląd Statystyczny 15(4)",
    about_zh="到发展样板（各列最优）的距离", about_en="distance from the pattern made of every column's best",
    needs={"real", "complete"}, traits={"monotone", "relative", "affine_invariant"}, variant=_variant,
)  # fmt: skip
def wroclaw(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    spread: Annotated[float, Interval(0, 10)] = 2.0,
    ddof: Annotated[int, Whole(0, 1)] = 0,
) -> Floats:
    """Measure of development: 1 = the pattern itself, about 0 = far from it; negative for rows very far away.

    z       (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no pattern
    w       (..., k)     weights, sum 1; equal ones give Hellwig's measure
    ref     (..., m, k)  rows that fix z-scores, pattern and the distance's scale; default z
    spread  standard deviations above the mean distance at which the measure is 0
    ddof    of the deviations: of the columns and of the distances
    returns (..., n)  scores; constant children are left out; missing where all rows are equal
    >>> wroclaw(np.array([[0.0], [4.0]]), np.array([1.0])).round(4)
    array([0.3333, 1.    ])
    """
    z, ref, whole = complete_rows(z, w, ref)
    scaled, scaled_ref = standardised(z, ref, ddof=ddof), standardised(ref, ref, ddof=ddof)
    pattern = column_max(scaled_ref)
    away = np.sqrt(weighted_mean((scaled - pattern) ** 2, w))
    away_ref = np.sqrt(weighted_mean((scaled_ref - pattern) ** 2, w))
    centre, width = _mean_and_sd(away_ref, ddof)
    return blank_where(1.0 - safe_divide(away, centre + spread * width), ~whole)


def _mean_and_sd(d: Floats, ddof: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the present distances (..., m), keeping the axis."""
    there = ~np.isnan(d)
    n = there.sum(axis=-1, keepdims=True).astype(np.float64)
    centre = safe_divide(np.where(there, d, 0.0).sum(axis=-1, keepdims=True), n)
    squares = np.where(there, (d - centre) ** 2, 0.0).sum(axis=-1, keepdims=True)
    return centre, np.sqrt(safe_divide(squares, n - ddof))
