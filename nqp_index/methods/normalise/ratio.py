"""Ratios to the best, the mean, the smallest value, and to the sum or length of the whole column."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import (
    Floats,
    column_max,
    column_mean,
    column_min,
    column_sum,
    is_constant,
    safe_divide,
)
from nqp_index.methods.normalise.costs import (
    CostRule,
    WideCostRule,
    after_ratio,
    before_ratio,
    require_nonnegative,
    require_positive,
    turned,
)
from nqp_index.methods.registry import register
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined


def _variant(*, cost: str, n: int, k: int) -> Text:
    return joined(Text("相对参照集", "over the reference set"), turned(cost))


def _over(x: Floats, ref: Floats, divisor: Floats) -> Floats:
    """x / divisor, missing in constant columns."""
    return np.where(is_constant(ref)[..., None, :], np.nan, safe_divide(x, divisor))


@register(
    "normalise", "ratio_max", zh="比最大值法", en="ratio to the best", aliases=("max", "distance_to_leader"),
    source=handbook(5, "15"),
    formula="z = x / max",
    about_zh="与最大值之比，最优者为 1", about_en="share of the best value",
    needs={"positive"}, gives={"positive", "ratio"}, traits={"keeps_order", "scale_invariant"}, variant=_variant,
)  # fmt: skip
def ratio_max(x: Floats, ref: Floats, *, direction: Floats | None = None, cost: WideCostRule = "refuse") -> Floats:
    """Share of the largest reference value.

    x          (..., n, K)  values > 0, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    direction  (K,)         +1 or -1; `cost` names what is done where it is -1: refuse; inverse: 1/x first; mirror:
                            min + max - x first; complement: 1 - z; negate: -z; keep: as it is, for aggregations that
                            tell costs from benefits themselves
    returns (..., n, K)  scores, 1 = best of the reference set; missing in constant columns
    Raises DataError on values of 0 or less, and on negative indicators unless `cost` names a rule.
    >>> ratio_max(np.array([[2.0], [4.0]]), np.array([[2.0], [4.0]])).ravel()
    array([0.5, 1. ])
    >>> ratio_max(np.array([[2.0], [4.0]]), np.array([[2.0], [4.0]]), direction=np.array([-1]), cost="inverse").ravel()
    array([1. , 0.5])

    中文
    x          (..., n, K)  数值，须 > 0，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         +1 或 -1
    cost       逆向指标（direction 为 -1）的处理：refuse（默认）拒绝；inverse 先取 1/x；mirror 先取 min + max - x；
               complement 取 1 - z；negate 取 -z；keep 原样交给自行区分方向的合成方法
    返回 (..., n, K) 得分，1 = 参照集最优；常数列无得分
    有零或负值，或有逆向指标而 cost 未指明规则时报 DataError。
    """
    require_positive(x, ref, "ratio_max")
    x, ref = before_ratio(x, ref, direction, cost, "ratio_max")
    return after_ratio(_over(x, ref, column_max(ref)), direction, cost)


@register(
    "normalise", "ratio_mean", zh="均值化", en="ratio to the mean", aliases=("mean",),
    formula="z = x / x̄", source=handbook(5, "15"),
    about_zh="与均值之比，保留变异程度", about_en="the mean scores 1, the coefficient of variation is kept",
    needs={"positive"}, gives={"positive", "ratio"}, traits={"keeps_order", "scale_invariant"}, variant=_variant,
)  # fmt: skip
def ratio_mean(x: Floats, ref: Floats, *, direction: Floats | None = None, cost: CostRule = "refuse") -> Floats:
    """Ratio to the reference mean, which scores 1.

    x          (..., n, K)  values > 0, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    direction  (K,)         +1 or -1; `cost` names what is done where it is -1, as in `ratio_max`
    returns (..., n, K)  scores around 1; missing in constant columns
    Raises DataError on values of 0 or less, and on negative indicators unless `cost` names a rule.
    >>> ratio_mean(np.array([[2.0], [4.0]]), np.array([[2.0], [6.0]])).ravel()
    array([0.5, 1. ])

    中文
    x          (..., n, K)  数值，须 > 0，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         +1 或 -1
    cost       逆向指标的处理：refuse（默认）拒绝；inverse 先取 1/x；mirror 先取 min + max - x；keep 原样交给自行区分
               方向的合成方法
    返回 (..., n, K) 得分，均值为 1；常数列无得分
    有零或负值，或有逆向指标而 cost 未指明规则时报 DataError。
    """
    require_positive(x, ref, "ratio_mean")
    x, ref = before_ratio(x, ref, direction, cost, "ratio_mean")
    return _over(x, ref, column_mean(ref))


@register(
    "normalise", "ratio_min", zh="比最小值法", en="ratio to the smallest",
    source=handbook(5, "15"),
    formula="z = x / min",
    about_zh="与最小值之比", about_en="the smallest value scores 1",
    needs={"positive"}, gives={"positive", "ratio"}, traits={"keeps_order", "scale_invariant"}, variant=_variant,
)  # fmt: skip
def ratio_min(x: Floats, ref: Floats, *, direction: Floats | None = None, cost: CostRule = "refuse") -> Floats:
    """Ratio to the smallest reference value, which scores 1.

    x          (..., n, K)  values > 0, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    direction  (K,)         +1 or -1; `cost` names what is done where it is -1, as in `ratio_max`
    returns (..., n, K)  scores from 1 upwards; missing in constant columns
    Raises DataError on values of 0 or less, and on negative indicators unless `cost` names a rule.
    >>> ratio_min(np.array([[2.0], [5.0]]), np.array([[2.0], [5.0]])).ravel()
    array([1. , 2.5])

    中文
    x          (..., n, K)  数值，须 > 0，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         +1 或 -1
    cost       逆向指标的处理，同 `ratio_mean`（默认 refuse）
    返回 (..., n, K) 得分，最小值为 1；常数列无得分
    有零或负值，或有逆向指标而 cost 未指明规则时报 DataError。
    """
    require_positive(x, ref, "ratio_min")
    x, ref = before_ratio(x, ref, direction, cost, "ratio_min")
    return _over(x, ref, column_min(ref))


@register(
    "normalise", "sum", zh="归一化（比总和）", en="share of the sum", aliases=("share", "sum_to_one"),
    formula="z = x / Σ x", source="Xu (2004), EJOR 156(2); Zavadskas & Kaklauskas (1996)",
    about_zh="占该列总和的比重，教科书熵权法与 COPRAS 的输入", about_en="share of the column's total",
    needs={"nonnegative"}, gives={"nonnegative", "ratio"}, traits={"keeps_order", "scale_invariant"}, variant=_variant,
)  # fmt: skip
def sum_share(x: Floats, ref: Floats, *, direction: Floats | None = None, cost: WideCostRule = "refuse") -> Floats:
    """Share of the reference set's total.

    x          (..., n, K)  values >= 0, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    direction  (K,)         +1 or -1; `cost` names what is done where it is -1, as in `ratio_max`
    returns (..., n, K)  shares, sum 1 over the reference set; missing in constant columns
    Raises DataError on negative values, and on negative indicators unless `cost` names a rule.
    >>> sum_share(np.array([[1.0], [3.0]]), np.array([[1.0], [3.0]])).ravel()
    array([0.25, 0.75])

    中文
    x          (..., n, K)  数值，非负，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         +1 或 -1
    cost       逆向指标的处理，同 `ratio_max`
    返回 (..., n, K) 比重，在参照集上合计为 1；常数列无得分
    有负值，或有逆向指标而 cost 未指明规则时报 DataError。
    """
    require_nonnegative(x, ref, "sum")
    x, ref = before_ratio(x, ref, direction, cost, "sum")
    return after_ratio(_over(x, ref, column_sum(ref)), direction, cost)


@register(
    "normalise", "vector", zh="向量归一化", en="vector norm", aliases=("euclidean",),
    formula="z = x / √(Σ x²)", source="Hwang & Yoon (1981); Tzeng & Huang (2011)",
    about_zh="除以该列的欧氏长度，教科书 TOPSIS 的标准化", about_en="divided by the column's length: textbook TOPSIS",
    needs={"real"}, gives={"ratio"}, traits={"keeps_order", "scale_invariant"}, variant=_variant,
)  # fmt: skip
def vector(x: Floats, ref: Floats, *, direction: Floats | None = None, cost: WideCostRule = "negate") -> Floats:
    """Divide by the Euclidean length of the reference column.

    x          (..., n, K)  values, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    direction  (K,)         +1 or -1; `negate` (default) turns the score's sign where it is -1, which in TOPSIS is the
                            same as exchanging the ideals; others as in `ratio_max`
    returns (..., n, K)  scores; squares sum to 1 over the reference set; missing in constant columns
    Raises DataError on negative indicators where `cost` is "refuse".
    >>> vector(np.array([[3.0], [4.0]]), np.array([[3.0], [4.0]])).ravel()
    array([0.6, 0.8])

    中文
    x          (..., n, K)  数值，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         +1 或 -1
    cost       逆向指标的处理：negate（默认）得分变号，在 TOPSIS 中等于交换正、负理想解；其余同 `ratio_max`
    返回 (..., n, K) 得分，在参照集上平方和为 1；常数列无得分
    cost 为 refuse 而有逆向指标时报 DataError。
    """
    x, ref = before_ratio(x, ref, direction, cost, "vector")
    return after_ratio(_over(x, ref, np.sqrt(column_sum(ref * ref))), direction, cost)
