"""COPRAS and EDAS: rankings by proportions of totals and of averages, for raw data on ratio scales."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import (
    Floats,
    blank_where,
    column_max,
    column_mean,
    column_sum,
    complete_rows,
    failing,
    is_constant,
    safe_divide,
    weighted_sum,
)
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.terms import Text

#: A mean that is a smaller share than this of the largest value is 0 up to rounding.
ROUNDING = 1e-12


def _copras_extras(
    z: Floats, w: Floats, *, ref: Floats | None = None, direction: Floats | None = None
) -> Mapping[str, Floats]:
    """Sums of benefits and costs, and the utility degree in percent of the best row, (..., n) each."""
    good, bad, whole, _ = _sums(z, w, ref, direction)
    score = copras(z, w, ref=ref, direction=direction)
    best = np.fmax.reduce(score, axis=-1, keepdims=True)
    return {"benefits": blank_where(good, ~whole), "costs": blank_where(bad, ~whole), "utility": 100 * score / best}


@register(
    "aggregate", "copras", zh="COPRAS 复杂比例评价", en="COPRAS",
    formula=Text(
        "p = x/Σx；S⁺、S⁻ = 效益、成本各自的 Σ w p；Q = S⁺ + ΣS⁻/(S⁻ Σ 1/S⁻)",
        "p = x/Σx; S± = Σ w p over benefits, costs; Q = S⁺ + ΣS⁻/(S⁻ Σ 1/S⁻)",
    ),
    source="Zavadskas, Kaklauskas & Sarka (1994); Zavadskas & Kaklauskas (1996)",
    about_zh="效益与成本分别加总的比例评价，输入为原始比率数据",
    about_en="proportions of totals, benefits and costs apart; takes raw ratio data",
    needs={"ratio", "nonnegative", "complete"}, traits={"monotone", "relative", "scale_invariant"}, level="flat",
    extras=_copras_extras,
    sides=[
        Side("benefits", "效益加权和 S⁺", "weighted benefits S⁺", ("row",)),
        Side("costs", "成本加权和 S⁻", "weighted costs S⁻", ("row",)),
        Side("utility", "效用度（%）", "utility degree (%)", ("row",)),
    ],
    variant=lambda n, k: Text(
        "占参照集总和的比重，效益与成本分列", "shares of the reference set's totals, benefits and costs apart"
    ),
)  # fmt: skip
def copras(z: Floats, w: Floats, *, ref: Floats | None = None, direction: Floats | None = None) -> Floats:
    """Relative significance: weighted shares of the benefits, plus a reward for small weighted shares of the costs.

    z          (..., n, k)  raw values on ratio scales, >= 0 (costs > 0), not directed; a row with a gap gets no score
    w          (..., k)     weights, sum 1
    ref        (..., m, k)  rows whose totals are the divisors; default z
    direction  (k,)         +1 benefit, -1 cost; default all benefits
    returns (..., n)  scores, sum 1 over ref; a constant child adds the same to every row's benefits or costs
    The source's numbers come from `normalise: {method: none, cost: keep}` (or sum, ratio_max ... with cost: keep) and
    `structure: flat`: scores that do not keep the ratios of the values, such as min-max, give another ranking.
    Raises DataError on negative values, and on costs of 0.
    >>> copras(np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([0.5, 0.5]), direction=np.array([1, -1])).round(4)
    array([0.2917, 0.7083])

    中文
    z          (..., n, k)  比率尺度的原值，非负（逆向指标须 > 0），未按方向调整；有缺失的对象没有得分
    w          (..., k)     权重，合计 1
    ref        (..., m, k)  以其各列总和为除数的对象；默认为 z
    direction  (k,)         +1 为效益型，-1 为成本型；默认全为效益型
    返回 (..., n) 得分，在 ref 上合计为 1；常数下级给每个对象加上同样的效益或成本
    要复现原论文的数值，应设 `normalise: {method: none, cost: keep}`（或 sum、ratio_max 等并设 cost: keep）及
    `structure: flat`；极差标准化等不保持原值比率的得分会得出不同的排序。
    出现负值，或成本型指标为 0 时报 DataError。
    """
    good, bad, whole, bad_ref = _sums(z, w, ref, direction)
    if direction is None or not (np.asarray(direction) < 0).any():
        return blank_where(good, ~whole)
    total = np.nansum(bad_ref, axis=-1, keepdims=True)
    inverse = np.nansum(safe_divide(np.ones_like(bad_ref), bad_ref), axis=-1, keepdims=True)
    reward = safe_divide(np.broadcast_to(total, bad.shape), bad * inverse)
    return blank_where(good + np.where(total > 0, reward, 0.0), ~whole)


def _sums(
    z: Floats, w: Floats, ref: Floats | None, direction: Floats | None
) -> tuple[Floats, Floats, np.ndarray[tuple[int, ...], np.dtype[np.bool_]], Floats]:
    """Weighted shares of benefits and of costs (..., n), which rows are complete, and the costs of ref."""
    gaps = np.isnan(z)
    z, ref, whole = complete_rows(z, w, ref)
    cost = np.zeros(z.shape[-1], dtype=np.bool_) if direction is None else np.asarray(direction) < 0
    wrong = failing((z < 0) & ~gaps)
    if wrong:
        raise DataError(problem("E3011", method="copras", columns=wrong))
    wrong = failing((z <= 0) & cost & ~gaps)
    if wrong:
        raise DataError(problem("E3010", method="copras (costs)", columns=wrong))
    total = column_sum(ref)
    share = np.where(total > 0, safe_divide(z, total), 0.0)
    share_ref = np.where(np.isnan(ref), np.nan, np.where(total > 0, safe_divide(ref, total), 0.0))
    good, bad = (weighted_sum(share, np.where(side, w, 0.0)) for side in (~cost, cost))
    return good, bad, whole, weighted_sum(share_ref, np.where(cost, w, 0.0))


@register(
    "aggregate", "edas", zh="EDAS 距平均解法", en="EDAS",
    formula="PDA, NDA = max(0, ±(x - x̄))/x̄; S = (SP/max SP + 1 - SN/max SN)/2",
    source="Keshavarz Ghorabaee, Zavadskas, Olfat & Turskis (2015), Informatica 26(3)",
    about_zh="按高于与低于平均水平的相对距离评价", about_en="by relative distances above and below the average",
    needs={"ratio", "complete"}, traits={"monotone", "relative", "scale_invariant"},
    variant=lambda n, k: Text("与参照集均值的距离", "distances from the mean of the reference set"),
)  # fmt: skip
def edas(z: Floats, w: Floats, *, ref: Floats | None = None, direction: Floats | None = None) -> Floats:
    """Appraisal score from how far a row lies above and below the average row: 1 = best.

    z          (..., n, k)  values on ratio scales with a positive mean; a row with a gap gets no score
    w          (..., k)     weights, sum 1
    ref        (..., m, k)  rows whose mean is the average row, and whose sums span the scale; default z
    direction  (k,)         +1 benefit, -1 cost; default all benefits
    returns (..., n)  scores in [0, 1] within ref; constant children add nothing; missing where all rows are equal
    The source's numbers come from `normalise: {method: none, cost: keep}` (or sum, ratio_max ... with cost: keep) and
    `structure: flat`: scores that do not keep the ratios of the values, such as min-max, give another ranking.
    Raises DataError where the mean of a varying column is not positive.
    >>> edas(np.array([[1.0, 4.0], [3.0, 4.0]]), np.array([0.5, 0.5]))
    array([0., 1.])

    中文
    z          (..., n, k)  比率尺度且均值为正的数值；有缺失的对象没有得分
    w          (..., k)     权重，合计 1
    ref        (..., m, k)  以其均值为平均解、以其加权距离之和确定尺度的对象；默认为 z
    direction  (k,)         +1 为效益型，-1 为成本型；默认全为效益型
    返回 (..., n) 得分，ref 之内在 [0, 1] 上，1 = 最好；常数下级不起作用；各对象全同时为缺失
    要复现原论文的数值，应设 `normalise: {method: none, cost: keep}`（或 sum、ratio_max 等并设 cost: keep）及
    `structure: flat`；极差标准化等不保持原值比率的得分会得出不同的排序。
    非常数列的均值不为正时报 DataError。
    """
    z, ref, whole = complete_rows(z, w, ref)
    mean, constant = column_mean(ref), is_constant(ref)[..., None, :]
    # a mean of 0 up to rounding (z-scores) is no divisor
    wrong = failing((mean <= ROUNDING * column_max(np.abs(ref))) & ~constant)
    if wrong:
        raise DataError(problem("E3023", method="edas", columns=wrong))
    turn = np.ones(z.shape[-1]) if direction is None else np.sign(np.asarray(direction, dtype=np.float64))

    def above_and_below(rows: Floats) -> tuple[Floats, Floats]:
        away = np.where(constant, rows * 0.0, turn * safe_divide(rows - mean, mean))
        return weighted_sum(np.maximum(away, 0.0), w), weighted_sum(np.maximum(-away, 0.0), w)

    (above, below), (above_ref, below_ref) = above_and_below(z), above_and_below(ref)
    up = safe_divide(above, np.fmax.reduce(above_ref, axis=-1, keepdims=True))
    down = safe_divide(below, np.fmax.reduce(below_ref, axis=-1, keepdims=True))
    return blank_where((up + 1.0 - down) / 2.0, ~whole)
