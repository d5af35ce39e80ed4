"""Clipping to limits taken from quantiles, quartiles, the standard deviation or the median deviation."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import (
    Floats,
    column_count,
    column_mean,
    column_median,
    column_quantile,
    column_std,
    is_constant,
)
from nqp_index.methods.params import Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.terms import Text

#: Ratio of a normal variable's standard deviation to its median absolute deviation.
MAD_TO_SD = 1.482602218505602


#: Which order statistics make a quantile: those of Excel, R and NumPy, or those of Stata.
Quantiles = Annotated[str, OneOf("type7", "stata")]
TYPES = {"type7": "type 7", "stata": "type 2, Stata"}


def _percentile_variant(*, p: float, quantiles: str, n: int, k: int) -> Text:
    kind = TYPES[quantiles]
    return Text(f"收到参照集的 {p:g} 与 {1 - p:g} 分位数（{kind}）",
                f"clipped to the {p:g} and {1 - p:g} quantiles ({kind}) of the reference set")  # fmt: skip


def _iqr_variant(*, a: float, n: int, k: int) -> Text:
    return Text(f"收到参照集四分位数（type 7）∓ {a:g} IQR",
                f"clipped to quartiles (type 7) -/+ {a:g} IQR of the reference set")  # fmt: skip


def _sd_variant(*, a: float, n: int, k: int) -> Text:
    return Text(f"收到参照集均值 ∓ {a:g} 倍标准差（ddof 1）",
                f"clipped to mean -/+ {a:g} sd (ddof 1) of the reference set")  # fmt: skip


def _mad_variant(*, a: float, n: int, k: int) -> Text:
    return Text(f"收到参照集中位数 ∓ {a:g} × 1.4826 MAD",
                f"clipped to median -/+ {a:g} x 1.4826 MAD of the reference set")  # fmt: skip


@register(
    "treat", "percentile", zh="分位数缩尾", en="clipping to quantiles", aliases=("quantile",),
    formula=Text("clip(x, Q(p), Q(1 - p))，Q 默认为 type 7 分位数",
                 "clip(x, Q(p), Q(1 - p)), type-7 quantiles by default"),
    source=Text("计量经济学通行的双侧缩尾（Stata 的 winsor2）；分位数类型见 Hyndman & Fan (1996)",
                "two-sided winsorising, usual in econometrics (Stata's winsor2); types by Hyndman & Fan (1996)"),
    about_zh="两端超出分位数的值收到分位数", about_en="values beyond the two quantiles move to them",
    needs={"real"}, traits={"keeps_order", "keeps_measure"}, variant=_percentile_variant,
)  # fmt: skip
def percentile(
    x: Floats, ref: Floats, *, p: Annotated[float, Interval(0, 0.5, open_high=True)] = 0.01,
    quantiles: Quantiles = "type7",
) -> Floats:  # fmt: skip
    """Clip to the p and 1 - p quantiles of the reference set.

    x    (..., n, K)  values; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures; a column that is constant there stays untouched
    p    share that is drawn in at either end
    quantiles  type7: between two order statistics in proportion, as in Excel, R and NumPy; with few rows values that
         nobody had. stata: the order statistic itself, or the mean of two where the share falls between them (type 2),
         as winsor2 takes them from _pctile
    >>> x = np.arange(11.0).reshape(-1, 1)
    >>> percentile(x, x, p=0.1).ravel()[[0, 1, 9, 10]]
    array([1., 1., 9., 9.])

    中文
    x    (..., n, K)  数值；NaN = 缺失
    ref  (..., m, K)  参照集，计量单位相同；在其中为常数的列不变
    p    两端各缩尾的比例：低于 p 分位数、高于 1 - p 分位数的值收到分位数上
    quantiles  type7：在两个顺序统计量之间按比例插值，同 Excel、R、NumPy，行数少时未必有对象取到该值；stata：取顺序统
         计量本身，恰在两者之间时取其均值（type 2），同 winsor2 所用的 _pctile
    返回 (..., n, K) 缩尾后的值
    """
    quantile = {"type7": column_quantile, "stata": _order_statistic}[quantiles]
    return _clipped(x, ref, quantile(ref, p), quantile(ref, 1.0 - p))


def _order_statistic(x: Floats, q: float) -> Floats:
    """Type-2 quantile of each column's present values, keeping the row axis: x_(j+1) where nq = j + something, the mean
    of x_(j) and x_(j+1) where nq = j."""
    ordered = np.sort(x, axis=-2)  # NaN goes last
    n = column_count(x)
    at = np.round(n * q, 9)  # 0.99 · 100 is 99, whatever rounding makes of it
    last = np.maximum(n.astype(np.intp) - 1, 0)
    upper = np.minimum(np.floor(at).astype(np.intp), last)
    lower = np.where(at == np.floor(at), np.maximum(upper - 1, 0), upper)
    lower = np.where(at >= n, last, lower)
    return np.asarray((np.take_along_axis(ordered, lower, -2) + np.take_along_axis(ordered, upper, -2)) / 2.0)


@register(
    "treat", "iqr", zh="四分位距法", en="clipping by the interquartile range", aliases=("tukey",),
    formula="clip(x, Q1 - a IQR, Q3 + a IQR)", source="Tukey (1977)",
    about_zh="超出四分位距 a 倍之外的值收到界上", about_en="values beyond a interquartile ranges move to that limit",
    needs={"real"}, traits={"keeps_order", "keeps_measure", "affine_equivariant"}, variant=_iqr_variant,
)  # fmt: skip
def iqr(x: Floats, ref: Floats, *, a: Annotated[float, Interval(0, 100, open_low=True)] = 1.5) -> Floats:
    """Clip to the quartiles widened by `a` interquartile ranges.

    x    (..., n, K)  values; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures; a column whose quartiles coincide stays untouched
    >>> x = np.array([[1.0], [2.0], [3.0], [4.0], [99.0]])
    >>> iqr(x, x).ravel()
    array([1., 2., 3., 4., 7.])

    中文
    x    (..., n, K)  数值；NaN = 缺失
    ref  (..., m, K)  参照集，计量单位相同；上下四分位数相等的列不变
    a    四分位距的倍数：超出 Q1 - a IQR 与 Q3 + a IQR 的值收到界上
    返回 (..., n, K) 处理后的值
    """
    q1, q3 = column_quantile(ref, 0.25), column_quantile(ref, 0.75)
    return _clipped(x, ref, q1 - a * (q3 - q1), q3 + a * (q3 - q1))


@register(
    "treat", "sd", zh="标准差法", en="clipping by standard deviations", aliases=("three_sigma",),
    formula="clip(x, x̄ - a s, x̄ + a s)", source=Text("拉依达准则（3σ 准则）", "the three-sigma rule"),
    about_zh="超出均值 a 倍标准差之外的值收到界上", about_en="values beyond a standard deviations move to that limit",
    needs={"real"}, traits={"keeps_order", "keeps_measure", "affine_equivariant"}, variant=_sd_variant,
)  # fmt: skip
def sd(x: Floats, ref: Floats, *, a: Annotated[float, Interval(0, 100, open_low=True)] = 3.0) -> Floats:
    """Clip to `a` sample standard deviations on either side of the mean.

    x    (..., n, K)  values; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures; a column that is constant there stays untouched
    >>> x = np.array([[0.0], [0.0], [0.0], [4.0]])
    >>> sd(x, x, a=1.0).ravel()
    array([0., 0., 0., 3.])

    中文
    x    (..., n, K)  数值；NaN = 缺失
    ref  (..., m, K)  参照集，计量单位相同；在其中为常数的列不变
    a    样本标准差的倍数：离均值更远的值收到界上
    返回 (..., n, K) 处理后的值
    """
    centre, spread = column_mean(ref), column_std(ref, ddof=1)
    return _clipped(x, ref, centre - a * spread, centre + a * spread)


@register(
    "treat", "mad", zh="绝对中位差法", en="clipping by the median deviation",
    formula=Text("clip(x, 中位数 ∓ a × 1.4826 MAD)", "clip(x, median -/+ a 1.4826 MAD)"),
    source="Leys et al. (2013), J. Exp. Soc. Psychol. 49(4)",
    about_zh="超出中位数 a 倍绝对中位差之外的值收到界上",
    about_en="values beyond a scaled MADs of the median move there",
    needs={"real"}, traits={"keeps_order", "keeps_measure", "affine_equivariant"}, variant=_mad_variant,
)  # fmt: skip
def mad(x: Floats, ref: Floats, *, a: Annotated[float, Interval(0, 100, open_low=True)] = 3.0) -> Floats:
    """Clip to `a` scaled median absolute deviations on either side of the median.

    x    (..., n, K)  values; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures; a column whose MAD is 0 stays untouched
    >>> x = np.array([[1.0], [2.0], [3.0], [4.0], [99.0]])
    >>> mad(x, x).ravel().round(3)
    array([1.   , 2.   , 3.   , 4.   , 7.448])

    中文
    x    (..., n, K)  数值；NaN = 缺失
    ref  (..., m, K)  参照集，计量单位相同；绝对中位差为 0 的列不变
    a    绝对中位差（乘以 1.4826 后）的倍数：离中位数更远的值收到界上
    返回 (..., n, K) 处理后的值
    """
    centre = column_median(ref)
    spread = MAD_TO_SD * column_median(np.abs(ref - centre))
    return _clipped(x, ref, centre - a * spread, centre + a * spread)


def _clipped(x: Floats, ref: Floats, low: Floats, high: Floats) -> Floats:
    """x within low..high (..., 1, K); x itself in columns that are constant, or whose limits have no width."""
    untouched = is_constant(ref)[..., None, :] | ~(high > low)
    return np.where(untouched | np.isnan(x), x, np.clip(x, low, high))
