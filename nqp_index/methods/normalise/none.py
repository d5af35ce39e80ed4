"""No normalisation: the values are scores already."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.normalise.costs import WideCostRule, after_ratio, before_ratio, turned
from nqp_index.methods.registry import register
from nqp_index.terms import Text, joined


def _variant(*, cost: str, n: int, k: int) -> Text:
    return joined(Text("原值", "values as they are"), turned(cost))


@register(
    "normalise", "none", zh="不标准化", en="no normalisation", aliases=("raw", "identity"),
    source=Text(
        "OECD/JRC 手册（2008）表 38（原值的几何平均）",
        "OECD/JRC Handbook (2008), table 38 (geometric mean of raw values)",
    ),
    formula="z = x",
    about_zh="原值即得分：各指标须同一量纲，或合成方法不受量纲影响（几何平均、COPRAS、EDAS）",
    about_en="the values themselves: for indicators in one measure, or aggregations that measures do not move",
    needs={"real"}, gives={"ratio"}, traits={"keeps_order"}, variant=_variant,
)  # fmt: skip
def none(x: Floats, ref: Floats, *, direction: Floats | None = None, cost: WideCostRule = "negate") -> Floats:
    """The values themselves.

    x          (..., n, K)  values, not directed; NaN = missing
    ref        (..., m, K)  the reference set
    direction  (K,)         +1 or -1; `cost` names what is done where it is -1: the sign is turned (`negate`, default),
                            or for ratios 1/x (`inverse`); `keep` for COPRAS and EDAS, which take costs as they
                            are; others as in `ratio_max`
    returns (..., n, K)  x; missing in columns that are constant in ref
    Raises DataError on negative indicators where `cost` is "refuse", and for 1/x on values of 0 or less.
    >>> none(np.array([[3.0]]), np.array([[1.0], [2.0]]))
    array([[3.]])

    中文
    x          (..., n, K)  数值，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集
    direction  (K,)         +1 或 -1
    cost       逆向指标（direction 为 -1）的处理：negate（默认）变号；inverse 取 1/x；mirror 取 min + max - x；
               complement 取 1 - x；keep 原样交给自行区分方向的 COPRAS 与 EDAS；refuse 拒绝
    返回 (..., n, K) 即 x 本身；在 ref 中为常数的列无得分
    cost 为 refuse 而有逆向指标，或取 1/x 时有零或负值，报 DataError。
    """
    x, ref = before_ratio(x, ref, direction, cost, "none")
    return after_ratio(np.where(is_constant(ref)[..., None, :], np.nan, x), direction, cost)
