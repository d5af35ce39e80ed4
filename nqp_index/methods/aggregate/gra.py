"""Grey relational analysis: how close a row runs to the best of every column."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import (
    Floats,
    blank_where,
    column_max,
    column_min,
    complete_rows,
    safe_divide,
    weighted_sum,
)
from nqp_index.methods.params import Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.terms import Text

Extremes = Annotated[str, OneOf("whole", "column")]


def _variant(*, rho: float, extremes: str, n: int, k: int) -> Text:
    if extremes == "whole":
        return Text(f"ρ = {rho:g}，最大差取自全表", f"rho {rho:g}, largest distance of the whole table")
    return Text(f"ρ = {rho:g}，最大差逐列取", f"rho {rho:g}, largest distance of each column")


@register(
    "aggregate", "gra", zh="灰色关联分析", en="grey relational analysis", aliases=("grey",),
    formula="S = Σ w (Δmin + ρ Δmax)/(Δ + ρ Δmax), Δ = z⁺ - z, z⁺ = max z",
    source="Deng (1989), J. Grey System 1(1)",
    about_zh="与各列最优值组成的参考序列的关联度",
    about_en="grey relation to the row put together from the columns' best",
    needs={"real", "complete"}, traits={"monotone", "relative", "shift_invariant", "scale_invariant"}, variant=_variant,
)  # fmt: skip
def gra(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    rho: Annotated[float, Interval(0, 1, open_low=True)] = 0.5,
    extremes: Extremes = "whole",
) -> Floats:
    """Weighted grey relational degree to the best of every column: 1 = best in everything.

    z         (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no extreme
    w         (..., k)     weights, sum 1
    ref       (..., m, k)  rows whose best values are the reference sequence; default z. What is better still counts
                           as reaching it
    rho       distinguishing coefficient
    extremes  largest distance over the whole table (children with weight), or of each column; year by year under
              `scope: {normalise: pooled, aggregate: yearly}`
    returns (..., n)  degrees; missing where all rows are equal; a constant child counts as reached by everybody
    The smallest distance is 0, since the sequence is made of values that occur in ref.
    >>> gra(np.array([[0.0], [1.0]]), np.array([1.0])).round(4)
    array([0.3333, 1.    ])

    中文
    z         (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不影响极值
    w         (..., k)     权重，合计 1
    ref       (..., m, k)  以其各列最优值组成参考序列的对象；默认为 z。优于参考序列者视为达到
    rho       分辨系数
    extremes  whole：最大差取自全表（权重不为 0 的下级）；column：各列各取自己的最大差；逐年取极值时写
              `scope: {normalise: pooled, aggregate: yearly}`
    返回 (..., n) 关联度，1 = 各项均为最优；各对象全同时为缺失；常数下级视为人人达到最优
    参考序列由 ref 中实有的数值组成，因此最小差为 0。
    """
    z, ref, whole = complete_rows(z, w, ref)
    best = column_max(ref)
    span = best - column_min(ref)
    if extremes == "whole":
        counted = span if (w != 0).all() else np.where((w != 0)[..., None, :], span, np.nan)
        span = np.fmax.reduce(counted, axis=-1, keepdims=True)
    far = rho * span
    relation = np.where(span > 0, safe_divide(far, np.maximum(best - z, 0.0) + far), 1.0)
    degree = weighted_sum(relation, w)
    if extremes == "column":
        counted = span if (w != 0).all() else np.where((w != 0)[..., None, :], span, np.nan)
    different = np.fmax.reduce(counted, axis=-1) > 0
    return blank_where(degree, ~(whole & different))
