"""Nearest neighbours: the mean of the regions most alike in what both report."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.impute.neighbours import filled_where
from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.methods.normalise.zscore import standardised
from nqp_index.methods.params import Whole
from nqp_index.methods.registry import register
from nqp_index.terms import Text


def _variant(*, neighbours: int, n: int, k: int) -> Text:
    return Text(
        f"同年最相近的 {neighbours} 个地区的均值，按共有指标 Z 分数的欧氏距离",
        f"mean of the {neighbours} nearest regions of the year, Euclidean on z-scores of common columns",
    )


@register(
    "impute", "knn", zh="K近邻", en="nearest neighbours",
    formula=Text(
        "有 j 值的最近若干地区的均值；d² = (K/共有指标数) Σ (z - z')²，对共有指标求和",
        "mean of the nearest regions that have j; d² = (K / K common) Σ (z - z')² over common columns",
    ),
    source="Troyanskaya et al. (2001), Bioinformatics 17(6); scikit-learn KNNImputer (distance)",
    about_zh="同年最相近的若干地区的均值", about_en="mean of the most similar regions of the same year",
    traits={"by_year", "no_future"}, max_rows=3000, variant=_variant,
)  # fmt: skip
def knn(x: Floats, *, neighbours: Annotated[int, Whole(1, 1000)] = 5) -> tuple[Floats, NDArray[np.bool_]]:
    """Fill with the mean of the regions of the same year that are nearest and have the value.

    x           (..., T, R, K)  values; NaN = missing
    neighbours  how many regions; fewer where fewer have the value; ties go to the region declared first
    returns (x, filled); columns are compared as z-scores of the year, constant ones not at all. An indicator without
    any value in a year stays missing, and so does a region that shares no indicator with any other
    >>> x = np.array([[[1.0, 10.0], [1.1, np.nan], [9.0, 50.0]]])
    >>> knn(x, neighbours=1)[0][0, 1]
    array([ 1.1, 10. ])

    中文
    x           (..., T, R, K)  数值；NaN = 缺失
    neighbours  取几个近邻；有该指标数值的地区不足时全取；距离相等时取排列在前者
    返回 (x, filled)；各列按当年的 Z 分数比较，常数列不参与
    某年没有任何数值的指标保持缺失；与其他地区没有共同指标的地区也保持缺失。
    """
    distance = _distances(standardised(x, x, ddof=1))
    value = np.full(x.shape, np.nan)
    for j in np.flatnonzero(np.isnan(x).any(axis=tuple(range(x.ndim - 1)))):
        donor = np.where(np.isnan(x[..., None, :, j]), np.inf, distance)
        nearest = np.argsort(donor, axis=-1, kind="stable")[..., :neighbours]
        near = np.take_along_axis(np.broadcast_to(x[..., None, :, j], donor.shape), nearest, axis=-1)
        usable = np.isfinite(np.take_along_axis(donor, nearest, axis=-1))
        count = usable.sum(axis=-1).astype(np.float64)
        value[..., j] = safe_divide(np.where(usable, near, 0.0).sum(axis=-1), count)
    return filled_where(x, value, np.ones(x.shape, dtype=np.bool_))


def _distances(z: Floats) -> Floats:
    """Squared distances (..., R, R) over the columns both rows have, scaled up to all; inf without any, and to self."""
    R, K = z.shape[-2:]
    total = np.zeros((*z.shape[:-2], R, R))
    common = np.zeros_like(total)
    for j in range(K):
        step = z[..., :, None, j] - z[..., None, :, j]
        both = ~np.isnan(step)
        total += np.where(both, step * step, 0.0)
        common += both
    distance = np.where(common > 0, K * safe_divide(total, common), np.inf)
    distance[..., np.arange(R), np.arange(R)] = np.inf
    return np.asarray(distance)
