"""Means with a penalty for an unbalanced profile: Mazziotta-Pareto, its adjusted form, and mean-min."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import (
    Floats,
    blank_where,
    column_max,
    column_mean,
    column_min,
    complete_rows,
    safe_divide,
    weighted_mean,
)
from nqp_index.methods.normalise.zscore import standardised
from nqp_index.methods.params import Interval, OneOf, Whole
from nqp_index.methods.registry import register

Penalty = Annotated[int, OneOf(-1, 1)]
Standard = Annotated[str, OneOf("zscore", "none")]


def _mpi_variant(*, penalty: int, ddof: int, standardise: str, n: int, k: int) -> str:
    scale = "100 + 10 z-score (ddof 0)" if standardise == "zscore" else "scores as given"
    return f"{scale}, penalty {'-' if penalty < 0 else '+'} S²/M, S with ddof {ddof} across children"


def _ampi_variant(*, penalty: int, base_rows: int | None, n: int, k: int) -> str:
    base = "whole reference set" if base_rows is None else f"first {base_rows} rows of the reference set"
    return f"70..130 around the mean of the {base}, penalty {'-' if penalty < 0 else '+'} S²/M"


def _mean_min_variant(*, a: float, b: float, standardise: str, n: int, k: int) -> str:
    scale = "100 + 10 z-score (ddof 0)" if standardise == "zscore" else "scores as given"
    return f"{scale}, a {a:g}, b {b:g}"


@register(
    "aggregate", "mpi", zh="Mazziotta-Pareto 指数", en="Mazziotta-Pareto index",
    formula="z' = 100 + 10 (z - mean)/sd; S = M ± S²/M, M and S of the row",
    source="De Muro, Mazziotta & Pareto (2011), Social Indicators Research 104",
    about_zh="均值减去与不均衡程度成比例的惩罚", about_en="the mean less a penalty for an unbalanced profile",
    needs={"real", "complete"}, traits={"relative", "affine_invariant"}, variant=_mpi_variant,
)  # fmt: skip
def mpi(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    penalty: Penalty = -1,
    ddof: Annotated[int, Whole(0, 1)] = 0,
    standardise: Standard = "zscore",
) -> Floats:
    """Mean of the row on a common scale, lowered (or raised) by its variance over its mean.

    z            (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no mean
    w            (..., k)     weights, sum 1; the paper's are equal, others weight the mean and the variance
    ref          (..., m, k)  rows that fix mean and sd; default z
    penalty      -1 where high is good, +1 for an index of something bad
    ddof         of the deviation across children: 0 as in the paper, 1 as in Compind
    standardise  zscore: to 100 + 10 z first, sd with ddof 0; none: z is on its final scale
    returns (..., n)  scores around 100; constant children are left out
    Raises DataError where a row's mean is not positive.
    """
    z, ref, whole = complete_rows(z, w, ref)
    scaled = z if standardise == "none" else 100.0 + 10.0 * standardised(z, ref, ddof=0)
    return blank_where(_penalised(scaled, w, whole, penalty, ddof, "mpi"), ~whole)


@register(
    "aggregate", "ampi", zh="调整 Mazziotta-Pareto 指数", en="adjusted Mazziotta-Pareto index",
    formula="z' = 100 + 60 (z - r)/(sup - inf), r base mean; S = M ± S²/M",
    source="Mazziotta & Pareto (2016), Social Indicators Research 127",
    about_zh="以固定基期均值为 100，可跨年比较", about_en="100 is the base mean, so that years compare",
    needs={"real", "complete"}, traits={"relative", "affine_invariant"}, variant=_ampi_variant,
)  # fmt: skip
def ampi(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    penalty: Penalty = -1,
    base_rows: Annotated[int | None, Whole(1, optional=True)] = None,
) -> Floats:
    """Mean of the row on goalposts around a base mean, lowered (or raised) by its variance over its mean.

    z          (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no goalpost
    w          (..., k)     weights, sum 1; the paper's are equal
    ref        (..., m, k)  rows of all years, whose extremes fix the goalposts' distance; default z
    penalty    -1 where high is good, +1 for an index of something bad
    base_rows  the base mean is taken over the first so many rows of ref (rows run year by year); default all
    returns (..., n)  scores; 100 is the base mean, 60 the width between extremes, so 70..130 is no bound;
                      constant children are left out
    Raises DataError where a row's mean is not positive.
    """
    z, ref, whole = complete_rows(z, w, ref)
    base = column_mean(ref[..., :base_rows, :])
    scaled = 100.0 + 60.0 * safe_divide(z - base, column_max(ref) - column_min(ref))
    return blank_where(_penalised(scaled, w, whole, penalty, 0, "ampi"), ~whole)


@register(
    "aggregate", "mean_min", zh="均值-最小函数", en="mean-min function",
    formula="S = M - a (√((M - min)² + b²) - b)", source="Casadio Tarabusi & Guarini (2013), Soc. Indic. Res. 112",
    about_zh="均值向最差一项收缩，a = 0 为均值，a = 1 且 b = 0 为最小值",
    about_en="the mean drawn towards the row's worst score: a = 0 mean, a = 1 and b = 0 minimum",
    needs={"real", "complete"}, traits={"relative", "affine_invariant", "monotone"}, variant=_mean_min_variant,
)  # fmt: skip
def mean_min(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    a: Annotated[float, Interval(0, 1)] = 0.5,
    b: Annotated[float, Interval(0, 1000)] = 1.0,
    standardise: Standard = "zscore",
) -> Floats:
    """Mean of the row, drawn towards its worst score.

    z            (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no mean
    w            (..., k)     weights, sum 1, of the mean; the worst score is taken over children with weight
    ref          (..., m, k)  rows that fix mean and sd; default z
    a, b         strength of the pull, and the distance below which it is weak
    standardise  zscore: to 100 + 10 z first, sd with ddof 0; none: z is on its final scale
    returns (..., n)  scores; constant children are left out
    >>> mean_min(np.array([[40.0, 100.0]]), np.array([0.5, 0.5]), a=1, b=0, standardise="none")
    array([40.])
    """
    z, ref, whole = complete_rows(z, w, ref)
    scaled = z if standardise == "none" else 100.0 + 10.0 * standardised(z, ref, ddof=0)
    mean = weighted_mean(scaled, w)
    weighted = scaled if (w != 0).all() else np.where((w != 0)[..., None, :], scaled, np.nan)
    gap = mean - np.fmin.reduce(weighted, axis=-1)
    return blank_where(mean - a * (np.sqrt(gap * gap + b * b) - b), ~whole)


def _penalised(z: Floats, w: Floats, whole: NDArray[np.bool_], penalty: int, ddof: int, method: str) -> Floats:
    """M ± S²/M, with weighted mean and variance over the present children."""
    mean = weighted_mean(z, w)
    if (whole & (mean <= 0)).any():
        raise DataError(problem("E3028", method=method))
    square = weighted_mean((z - mean[..., None]) ** 2, w)
    if ddof:
        k = (~np.isnan(z) & (w != 0)[..., None, :]).sum(axis=-1).astype(np.float64)
        square = safe_divide(square * k, k - 1.0)
    return mean + penalty * safe_divide(square, mean)
