"""MABAC: how far a row lies above the border between the good and the poor approximation area."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import (
    Floats,
    blank_where,
    column_max,
    column_mean,
    column_min,
    complete_rows,
    safe_divide,
    weighted_sum,
)
from nqp_index.methods.registry import register
from nqp_index.terms import Text


@register(
    "aggregate", "mabac", zh="MABAC 边界逼近法", en="MABAC",
    formula=Text(
        "v = w (1 + z')，z' 为极差标准化值；g = (Π_i v_i)^(1/n)；S = Σ (v - g)",
        "v = w (1 + z'), z' min-max; g = (Π_i v_i)^(1/n); S = Σ (v - g)",
    ),
    source="Pamučar & Ćirović (2015), Expert Systems with Applications 42(6)",
    about_zh="与边界逼近区（各列几何平均）的距离之和", about_en="summed distance from the columns' geometric mean",
    needs={"real", "complete"}, traits={"monotone", "relative", "affine_invariant"},
    variant=lambda n, k: Text("与参照集边界逼近区的距离", "distances from the border area of the reference set"),
)  # fmt: skip
def mabac(z: Floats, w: Floats, *, ref: Floats | None = None) -> Floats:
    """Summed weighted distance from the border approximation area; above 0 is better than the border.

    z    (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no border
    w    (..., k)     weights, sum 1
    ref  (..., m, k)  rows that fix extremes and border; default z
    returns (..., n)  scores; constant children add nothing
    >>> mabac(np.array([[0.0], [3.0]]), np.array([1.0])).round(4)
    array([-0.4142,  0.5858])

    中文
    z    (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不影响边界
    w    (..., k)     权重，合计 1
    ref  (..., m, k)  用以确定极值与边界逼近区的对象；默认为 z
    返回 (..., n) 得分，大于 0 即优于边界；常数下级不起作用
    """
    z, ref, whole = complete_rows(z, w, ref)
    low, high = column_min(ref), column_max(ref)
    share = np.where(high > low, safe_divide(z - low, high - low), z * 0.0)
    share_ref = np.where(high > low, safe_divide(ref - low, high - low), ref * 0.0)
    border = np.exp(column_mean(np.log1p(share_ref)))
    return blank_where(weighted_sum(1.0 + share - border, w), ~whole)
