"""Distance to a reference: one region, a declared value, or the best, mean or median of the reference set."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, UsageError, problem
from nqp_index.methods.kernels import (
    Floats,
    column_max,
    column_mean,
    column_median,
    column_min,
    is_constant,
    safe_divide,
)
from nqp_index.methods.normalise.costs import CostRule, before_ratio, require_positive, turned
from nqp_index.methods.params import Interval, Loses, Name, Numbers, OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined

To = Annotated[str, OneOf("max", "mean", "median", "min", "region", "row", "values")]
Form = Annotated[
    str,
    OneOf("ratio", "difference"),
    Loses((("difference", frozenset({"ratio", "positive", "nonnegative", "unit"})),)),
]


def _variant(
    *, to: str, region: str | None, year: int | None, row: int | None, values: tuple[float, ...] | None, form: str,
    cost: str, n: int, k: int,
) -> Text:  # fmt: skip
    shape = {
        "ratio": Text("x / 参照值", "x / reference"),
        "difference": Text("(x - 参照值) / 参照值", "(x - reference) / reference"),
    }[form]
    what = reference_text(to, region, year, row)
    return joined(shape, Text(f"参照值：{what.zh}", f"reference: {what.en}"), turned(cost))


def reference_text(to: str, region: str | None, year: int | None, row: int | None = None) -> Text:
    """What values are compared with, in the variant line."""
    when = Text("参照集内各年均值", "mean of its years in the reference set") if year is None else Text(f"{year}")
    if to == "region":
        return joined(f"{region}", when)
    if to == "values":
        return Text("声明的数值", "declared values")
    if to == "row":
        return Text(f"参照集第 {row} 行", f"row {row} of the reference set")
    of = {"max": "最大值", "min": "最小值", "mean": "均值", "median": "中位数"}[to]
    return Text(f"参照集{of}", f"{to} of the reference set")


@register(
    "normalise", "reference", zh="与参照值之比", en="distance to a reference", aliases=("to_reference",),
    formula=Text("z = x / r，或 (x - r) / r", "z = x / r, or (x - r) / r"), source=handbook(5, "15"),
    about_zh="与某一地区、声明值或参照集统计量相比",
    about_en="against one region, a declared value, or a statistic of the set",
    needs={"positive"}, gives={"positive", "ratio"}, traits={"keeps_order", "scale_invariant"}, variant=_variant,
)  # fmt: skip
def reference(
    x: Floats,
    ref: Floats,
    *,
    direction: Floats | None = None,
    place: NDArray[np.bool_] | None = None,
    to: To = "max",
    region: Annotated[str | None, Name(Text("地区", "region"))] = None,
    year: Annotated[int | None, Whole(1900, 2200, optional=True)] = None,
    row: Annotated[int | None, Whole(1, optional=True)] = None,
    values: Annotated[tuple[float, ...] | None, Numbers(Interval(0, open_low=True))] = None,
    form: Form = "ratio",
    cost: CostRule = "refuse",
) -> Floats:
    """Ratio to a reference value, or the difference from it as a share of it.

    x          (..., n, K)  values > 0, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    direction  (K,)         +1 or -1; `cost` names what is done where it is -1, as in `ratio_max`
    place      (..., m)     which rows of ref `region` and `year` stand for
    to         max, mean, median, min of ref; region: `region`; values: `values`; row: place `row` of ref (1 = first),
               for arrays of one's own
    region     code or name of a region
    year       the year of that region; default the mean of its rows in ref: one row in yearly and base scope, all its
               years in pooled scope
    values     one number for all columns or one for each, in the raw measure
    form       ratio: 1 at the reference; difference: 0 at the reference
    returns (..., n, K)  scores; missing in constant columns, and where the reference region has no value
    Raises DataError on values of 0 or less and on negative indicators unless `cost` names a rule; UsageError when
    `region`, `row` or `values` does not fit.
    >>> reference(np.array([[2.0], [4.0]]), np.array([[2.0], [4.0]]), to="row", row=1, form="difference").ravel()
    array([0., 1.])

    中文
    x          (..., n, K)  数值，须 > 0，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         +1 或 -1
    place      (..., m)     region 与 year 所指的 ref 行
    to         以何为参照：ref 的 max、mean、median、min；region：region 所指地区；values：values 所给数值；row：ref
               的第 row 行（1 = 第一行），供自备数组使用
    region     地区代码或名称
    year       该地区的年份；默认取它在 ref 中各行的均值：逐年与基期参照为一行，全部年份参照为各年
    row        ref 中的行号，从 1 起
    values     一个数用于各列，或每列一个，按原计量单位
    form       ratio：与参照值之比，参照值为 1；difference：与参照值之差占参照值的比重，参照值为 0
    cost       逆向指标的处理，同 `ratio_mean`（默认 refuse）
    返回 (..., n, K) 得分；常数列，以及参照地区缺失的列无得分
    有零或负值，或有逆向指标而 cost 未指明规则时报 DataError；region、row 或 values 不合时报 UsageError。
    """
    require_positive(x, ref, "reference")
    declared = _declared(values, x.shape[-1]) if to == "values" else None
    if declared is None:
        x, ref = before_ratio(x, ref, direction, cost, "reference")
        base = region_mean(ref, place, "reference") if to == "region" else _statistic(ref, to, row)
    else:
        both = np.broadcast_to(declared, (*ref.shape[:-2], 1, ref.shape[-1]))
        joined = np.concatenate([ref, both], axis=-2)
        x, joined = before_ratio(x, joined, direction, cost, "reference")
        base = joined[..., -1:, :]
    z = safe_divide(x, base) if form == "ratio" else safe_divide(x - base, base)
    return np.where(is_constant(ref)[..., None, :], np.nan, z)


def _statistic(ref: Floats, to: str, row: int | None) -> Floats:
    """The reference value of each column, keeping the row axis."""
    if to != "row":
        return {"max": column_max, "mean": column_mean, "median": column_median, "min": column_min}[to](ref)
    place = row or 0
    if not 1 <= place <= ref.shape[-2]:
        raise UsageError(problem("E3022", rows=ref.shape[-2], row=place))
    base = ref[..., place - 1 : place, :]
    if np.isnan(base).all():
        raise DataError(problem("E3027", row=place))
    return base


def region_mean(ref: Floats, place: NDArray[np.bool_] | None, method: str) -> Floats:
    """Mean of a region's rows of ref, those where `place` holds, in each column, keeping the row axis."""
    if place is None:
        raise UsageError(problem("E3044", method=method))
    if not place.any(axis=-1).all():
        raise UsageError(problem("E3045", method=method))
    base = column_mean(np.where(place[..., None], ref, np.nan))
    if np.isnan(base).all():
        raise DataError(problem("E3045", method=method))
    return base


def _declared(values: tuple[float, ...] | None, K: int) -> Floats:
    given = () if values is None else tuple(values)
    if len(given) not in {1, K}:
        raise UsageError(problem("E3017", method="reference", name="values", given=len(given), wanted=K))
    return np.broadcast_to(np.array(given, dtype=np.float64), (K,))
