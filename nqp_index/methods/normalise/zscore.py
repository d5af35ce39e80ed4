"""Standardised scores: distance from the centre of the reference set in units of its spread."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import (
    Floats,
    column_mean,
    column_median,
    column_quantile,
    column_std,
    is_constant,
    safe_divide,
)
from nqp_index.methods.params import Interval, OneOf, Whole, YesNo
from nqp_index.methods.registry import register
from nqp_index.methods.side import marks
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined

#: Ratios of a normal variable's standard deviation to its MAD and to its interquartile range.
MAD_TO_SD, IQR_TO_SD = 1.482602218505602, 1 / 1.3489795003921634

Spread = Annotated[str, OneOf("mad", "iqr")]


def _z_variant(*, ddof: int, centre: float, scale: float, n: int, k: int) -> Text:
    scaled = f"{centre:g} + {scale:g} z" if (centre, scale) != (0.0, 1.0) else ""
    return joined(_moments(ddof), scaled)


def _moments(ddof: int) -> Text:
    return Text(f"参照集的均值与标准差（ddof {ddof}）", f"mean and sd (ddof {ddof}) of the reference set")


def _robust_variant(*, spread: str, as_normal: bool, n: int, k: int) -> Text:
    width = {"mad": "绝对中位差（MAD）", "iqr": "四分位距（IQR）"}[spread]
    normal = Text("换算为正态标准差", "scaled to a normal sd") if as_normal else ""
    return joined(Text(f"参照集的中位数与{width}", f"median and {spread.upper()} of the reference set"), normal)


def _logistic_variant(*, steepness: float, ddof: int, low: float, high: float, n: int, k: int) -> Text:
    curve = Text(f"Z 分数（ddof {ddof}）的逻辑斯蒂函数，陡度 {steepness:g}",
                 f"logistic of z-scores (ddof {ddof}), steepness {steepness:g}")  # fmt: skip
    return joined(curve, marks(low, high))


def standardised(x: Floats, ref: Floats, *, ddof: int) -> Floats:
    """(x - mean) / sd by the reference set's columns; missing in constant columns."""
    z = safe_divide(x - column_mean(ref), column_std(ref, ddof=ddof))
    return np.where(is_constant(ref)[..., None, :], np.nan, z)


@register(
    "normalise", "zscore", zh="Z分数标准化", en="z-scores", aliases=("standardise", "z"),
    formula="z = centre + scale (x - x̄) / s", source=handbook(5, "15"),
    about_zh="以参照集均值为零点、标准差为单位", about_en="mean 0 and standard deviation 1 over the reference set",
    needs={"real"}, traits={"keeps_order", "affine_invariant"}, variant=_z_variant,
)  # fmt: skip
def zscore(
    x: Floats,
    ref: Floats,
    *,
    ddof: Annotated[int, Whole(0, 1)] = 1,
    centre: Annotated[float, Interval()] = 0.0,
    scale: Annotated[float, Interval(0, open_low=True)] = 1.0,
) -> Floats:
    """Distance from the reference mean in standard deviations; centre 100, scale 10, ddof 0 is Mazziotta-Pareto's.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures
    ddof           of the standard deviation: 1 sample, 0 population
    centre, scale  score of the mean, and what one standard deviation is worth
    returns (..., n, K)  scores around `centre`; missing in constant columns
    >>> zscore(np.array([[1.0], [2.0], [3.0]]), np.array([[1.0], [2.0], [3.0]])).ravel()
    array([-1.,  0.,  1.])

    中文
    x              (..., n, K)  数值，越大越好；NaN = 缺失
    ref            (..., m, K)  参照集，计量单位相同
    ddof           标准差的自由度修正：1 为样本标准差，0 为总体标准差
    centre、scale  均值处的得分，以及一个标准差折合的分数；centre 100、scale 10、ddof 0 即 Mazziotta-Pareto 的标准化
    返回 (..., n, K) 得分，在 centre 上下；常数列无得分
    """
    return centre + scale * standardised(x, ref, ddof=ddof)


@register(
    "normalise", "robust", zh="稳健标准化", en="robust z-scores", aliases=("median_mad",),
    formula=Text(
        "z = (x - 中位数) / (1.4826 MAD)，或除以 IQR / 1.349",
        "z = (x - median) / (1.4826 MAD), or / (IQR / 1.349)",
    ),
    source="Hampel (1974); Rousseeuw & Croux (1993)",
    about_zh="以中位数与绝对中位差（或四分位距）标准化，少受极端值影响",
    about_en="median and MAD or IQR: extremes count little",
    needs={"real"}, traits={"keeps_order", "affine_invariant"}, variant=_robust_variant,
)  # fmt: skip
def robust(x: Floats, ref: Floats, *, spread: Spread = "mad", as_normal: Annotated[bool, YesNo()] = True) -> Floats:
    """Distance from the reference median in units of MAD or interquartile range.

    x          (..., n, K)  values, larger is better; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    spread     mad: median absolute deviation; iqr: interquartile range
    as_normal  scale the spread to the standard deviation of a normal variable
    returns (..., n, K)  scores; missing where the spread is 0 (half or more of the values equal), constant or not
    >>> robust(np.array([[1.0], [2.0], [9.0]]), np.array([[1.0], [2.0], [9.0]]), as_normal=False).ravel()
    array([-1.,  0.,  7.])

    中文
    x          (..., n, K)  数值，越大越好；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    spread     离散程度的度量：mad 绝对中位差，iqr 四分位距
    as_normal  为真时换算为正态分布下的标准差（MAD 乘 1.4826，IQR 除以 1.349）
    返回 (..., n, K) 得分；离散程度为 0（半数以上取值相同）或常数列无得分
    """
    middle = column_median(ref)
    if spread == "mad":
        width = column_median(np.abs(ref - middle)) * (MAD_TO_SD if as_normal else 1.0)
    else:
        width = (column_quantile(ref, 0.75) - column_quantile(ref, 0.25)) * (IQR_TO_SD if as_normal else 1.0)
    return np.where(is_constant(ref)[..., None, :], np.nan, safe_divide(x - middle, width))


@register(
    "normalise", "logistic", zh="逻辑斯蒂标准化", en="logistic of z-scores", aliases=("sigmoid",),
    formula="z = low + (high - low) / (1 + exp(-steepness (x - x̄)/s))",
    source=Text("Han, Kamber & Pei (2011) 第 3 章", "Han, Kamber & Pei (2011), ch. 3"),
    about_zh="先求 Z 分数再经逻辑斯蒂函数压缩，两端趋缓",
    about_en="z-scores squeezed into a range: extremes flatten out",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "affine_invariant"}, variant=_logistic_variant,
)  # fmt: skip
def logistic(
    x: Floats,
    ref: Floats,
    *,
    steepness: Annotated[float, Interval(0, 100, open_low=True)] = 1.0,
    ddof: Annotated[int, Whole(0, 1)] = 1,
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
) -> Floats:
    """Squeeze z-scores between `low` and `high`; the reference mean scores half way.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures
    steepness  the larger, the farther apart values near the mean score
    ddof       of the standard deviation in the z-scores
    low, high  ends of the scores, which are never reached
    returns (..., n, K)  scores strictly inside low..high; missing in constant columns
    >>> logistic(np.array([[2.0]]), np.array([[1.0], [3.0]])).ravel()
    array([50.])

    中文
    x          (..., n, K)  数值，越大越好；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    steepness  曲线的陡度：越大，均值附近拉得越开
    ddof       Z 分数所用标准差的自由度修正
    low、high  得分的下限与上限，均不会达到
    返回 (..., n, K) 得分，恰为参照集均值者得 low 与 high 的中点；常数列无得分
    """
    z = standardised(x, ref, ddof=ddof)
    return low + (high - low) * 0.5 * (1.0 + np.tanh(0.5 * steepness * z))  # tanh does not overflow
