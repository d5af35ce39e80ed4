"""A region's own standing in the other indicators stands in for the one that is missing."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.impute.neighbours import filled_where
from nqp_index.methods.kernels import Floats, column_max, column_min, safe_divide
from nqp_index.methods.params import OneOf
from nqp_index.methods.registry import register
from nqp_index.terms import Text

Bounds = Annotated[str, OneOf("pooled", "yearly")]
Within = Annotated[str, OneOf("pillar", "parent", "all")]


def _variant(*, bounds: str, within: str, n: int, k: int) -> Text:
    ends = {"pooled": "全部年份", "yearly": "当年"}[bounds]
    others = {
        "pillar": Text("同维度的", " of the pillar"), "parent": Text("同一上级的", " under the same parent"),
        "all": Text("", ""),
    }[within]  # fmt: skip
    return Text(f"该地区{others.zh}现有指标极差标准化得分的均值，上下限取自{ends}",
                f"mean min-max score of the region's present indicators{others.en}, {bounds} bounds")  # fmt: skip


@register(
    "impute", "row_mean", zh="行均值", en="the region's own mean standing",
    formula=Text(
        "x = lo + z̄ (hi - lo)，逆向指标为 hi - z̄ (hi - lo)；z̄ 为该行极差标准化得分的均值",
        "x = lo + z̄ (hi - lo), or hi - z̄ (hi - lo) when negative; z̄ mean min-max score of the row",
    ),
    source=Text(
        "Becker et al., COINr（impute_by: row）；同一上级等权时，与剔除缺失指标、重新归一化权重的结果相同",
        "Becker et al., COINr (impute_by: row); at equal weights under one parent the same as leaving missing "
        "indicators out and rescaling the weights",
    ),
    about_zh="以该地区其余指标的平均标准化得分推回原值", about_en="the region's mean score in its other indicators",
    traits={"by_row"}, variant=_variant,
)  # fmt: skip
def row_mean(
    x: Floats, *, direction: Floats | None = None, pillars: NDArray[np.int64] | None = None,
    parents: NDArray[np.int64] | None = None, bounds: Bounds = "pooled", within: Within = "pillar",
) -> tuple[Floats, NDArray[np.bool_]]:  # fmt: skip
    """Fill with the value that scores the mean min-max score of the region's present indicators of the year.

    x          (..., T, R, K)  values; NaN = missing
    direction  (K,)            +1 or -1; default +1
    pillars, parents  (K,)     which pillar, and which node right above it, an indicator belongs to; default one for all
    bounds     smallest and largest value, pooled: over all years; yearly: of each year alone
    within     whose scores make the mean: those of the same pillar, of the same parent, or all that are filled so
    returns (x, filled); constant columns are neither used nor filled, a region without any value there stays missing
    >>> row_mean(np.array([[[0.0, 0.0], [10.0, 10.0], [5.0, np.nan]]]))[0][0, 2]
    array([5., 5.])

    中文
    x          (..., T, R, K)  数值；NaN = 缺失
    direction  (K,)            +1 或 -1；默认 +1
    pillars、parents  (K,)     指标所属的维度与直接上级的编号；默认全部相同
    bounds     极差标准化的上下限：pooled 取全部年份的最小、最大值；yearly 逐年取
    within     取哪些指标的均值：pillar：同维度；parent：同一上级；all：采用本方法的全部指标
    返回 (x, filled)；以该地区当年其余指标极差标准化得分的均值推回原值。常数列不用也不补，其中没有任何数值的地区保持缺失
    """
    low, high = column_min(x), column_max(x)
    if bounds == "pooled":
        low = np.fmin.reduce(low, axis=-3, keepdims=True)
        high = np.fmax.reduce(high, axis=-3, keepdims=True)
    turned = np.zeros(x.shape[-1], dtype=np.bool_) if direction is None else np.asarray(direction) < 0
    share = safe_divide(x - low, high - low)
    score = np.where(turned, 1.0 - share, share)
    part = {"pillar": pillars, "parent": parents, "all": None}[within]
    mean = _means(score, np.zeros(x.shape[-1], dtype=np.int64) if part is None else part)
    value = np.where(turned, high - mean * (high - low), low + mean * (high - low))
    return filled_where(x, np.where(high > low, value, np.nan), np.ones(x.shape, dtype=np.bool_))


def _means(score: Floats, part: NDArray[np.int64]) -> Floats:
    """For every cell of score (..., R, K) the mean of the row's present scores in the columns of the same part (K,)."""
    there, found = ~np.isnan(score), np.empty(score.shape)
    for own in (part == number for number in np.unique(part)):
        count = there[..., own].sum(axis=-1, keepdims=True).astype(np.float64)
        total = np.where(there, score, 0.0)[..., own].sum(axis=-1, keepdims=True)
        found[..., own] = safe_divide(total, count)
    return found
