"""Winsorising by skewness and kurtosis: the few extremes that bend a distribution move to the next value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import problem
from nqp_index.methods.kernels import Floats, failing, is_constant
from nqp_index.methods.moments import kurtosis, skewness
from nqp_index.methods.params import Interval, OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.sources import cited
from nqp_index.methods.treat.logs import shifted_log
from nqp_index.terms import Text, joined

Then = Annotated[str, OneOf("none", "log_ct", "log_ct_plain")]


def _variant(*, skew: float, kurt: float, winmax: int, then: str, n: int, k: int) -> Text:
    limits = Text(
        f"|偏度| >= {skew:g} 且峰度 >= {kurt:g} 时缩尾", f"while |skewness| >= {skew:g} and kurtosis >= {kurt:g}"
    )
    most = Text(f"最多 {winmax} 个值", f"at most {winmax} values")
    if then == "none":
        return joined(limits, most)
    log = {"log_ct": "平移对数", "log_ct_plain": "不镜像的平移对数"}[then]
    return joined(limits, most, Text(f"仍不合格者对原列取{log}", f"then {then} of the original column"))


def _extras(
    x: Floats, ref: Floats, *, skew: float = 2.0, kurt: float = 3.5, winmax: int = 5, then: str = "log_ct"
) -> Mapping[str, Any]:
    """Which columns (..., K) were logged, and a warning about those in which nothing can be drawn in."""
    _, _, fails, stuck = _limits(ref, skew, kurt, winmax)
    left = failing(stuck[..., 0, :])
    return {
        "bent": (fails & (then != "none"))[..., 0, :],
        "problems": (problem("W3041", method="winsor", columns=left),) if left else (),
    }


@register(
    "treat", "winsor", zh="缩尾（偏度与峰度）", en="winsorising by skewness and kurtosis", aliases=("winsorise",),
    formula=Text(
        "当 |G1| >= skew 且 G2 >= kurt 且收回个数 < winmax：最远的值 := 次远的不同值",
        "while |G1| >= skew and G2 >= kurt and moved < winmax: the farthest values := the next distinct one",
    ),
    source=cited(
        Text("欧盟委员会联合研究中心（JRC）的做法", "European Commission JRC practice"),
        "Becker et al., COINr",
    ),
    about_zh="逐个收回极端值，最多 winmax 个；仍不合格则对原列取平移对数",
    about_en="draws the farthest values in one by one; a column that still fails is logged instead",
    needs={"real"}, traits={"keeps_order"}, variant=_variant, extras=_extras,
    sides=[Side("bent", "改取对数", "logged instead", ("column",))],
)  # fmt: skip
def winsor(
    x: Floats,
    ref: Floats,
    *,
    skew: Annotated[float, Interval(0, 100)] = 2.0,
    kurt: Annotated[float, Interval(-2, 1000)] = 3.5,
    winmax: Annotated[int, Whole(0, 1000)] = 5,
    then: Then = "log_ct",
) -> Floats:
    """Move the farthest values to the next distinct one until skewness or kurtosis passes.

    x       (..., n, K)  values; NaN = missing
    ref     (..., m, K)  the reference set, in the same measures: decides how far values may lie
    skew    limit of the absolute sample skewness G1     kurt  limit of the sample excess kurtosis G2
    winmax  stop when so many reference values have moved; tied extremes move together and all count
    then    what happens to a column that still fails: none, the shifted log of its original values (log_ct), or
            the same without mirroring negative skewness (log_ct_plain, COINr's own default)
    returns (..., n, K)  treated values; columns that pass, that are constant or would become so by the first move (two
                         distinct values), and columns of fewer than 4 values stay untouched
    Source: COINr treats from 2 (its code; its help page says 2.25) and 3.5, at most 5 values.
    >>> x = np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [90.0]])
    >>> winsor(x, x).ravel()
    array([1., 2., 3., 4., 5., 5.])

    中文
    x           (..., n, K)  数值；NaN = 缺失
    ref         (..., m, K)  参照集，计量单位相同；由它决定数值最远可到哪里
    skew、kurt  样本偏度 G1 绝对值的界限，样本超额峰度 G2 的界限；两者都达到才处理
    winmax      参照集中最多收回几个值；并列的极端值一同收回，全部计数
    then        仍不合格的列：none 不再处理；log_ct 对原列取平移对数；log_ct_plain 相同但负偏时不镜像，即 COINr 自己的
                默认做法
    返回 (..., n, K) 处理后的值；合格的列、常数列、收回一次即成常数的列（只有两个不同的值）以及少于 4 个值的列不变
    COINr 的界限为偏度 2（代码如此，帮助页写 2.25）与峰度 3.5，最多 5 个值。
    """
    low, high, fails, _ = _limits(ref, skew, kurt, winmax)
    if then == "none":
        return np.clip(x, low, high)
    return np.where(fails, shifted_log(x, ref, mirror=then == "log_ct"), np.clip(x, low, high))


Flags = NDArray[np.bool_]


def _limits(ref: Floats, skew: float, kurt: float, winmax: int) -> tuple[Floats, Floats, Flags, Flags]:
    """Lowest and highest value each column keeps, whether it fails the test still, and whether it does because nothing
    could be drawn in at all: (..., 1, K) each; the last two exclude each other."""
    shape = (*ref.shape[:-2], 1, ref.shape[-1])
    low, high = np.full(shape, -np.inf), np.full(shape, np.inf)
    while True:
        inside = np.clip(ref, low, high)
        g1, fails = skewness(inside), _fails(inside, skew, kurt)
        moved = (inside != ref) & ~np.isnan(ref)
        active = fails & (moved.sum(axis=-2, keepdims=True) < winmax)
        next_low, next_high = _drawn_in(inside)
        active &= next_low <= next_high  # one distinct value more must remain
        upper, lower = active & (g1 >= 0), active & (g1 < 0)
        emptied = is_constant(np.clip(inside, np.where(lower, next_low, low), np.where(upper, next_high, high)))
        active &= ~emptied[..., None, :]
        if not active.any():
            stuck = fails & ~moved.any(axis=-2, keepdims=True) & (winmax > 0)
            return low, high, fails & ~stuck, stuck
        high = np.where(upper & active, next_high, high)
        low = np.where(lower & active, next_low, low)


def _fails(x: Floats, skew: float, kurt: float) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        return np.asarray((np.abs(skewness(x)) >= skew) & (kurtosis(x) >= kurt))


def _drawn_in(x: Floats) -> tuple[Floats, Floats]:
    """Second smallest and second largest distinct present value of each column, keeping the row axis."""
    least = np.fmin.reduce(x, axis=-2, keepdims=True)
    most = np.fmax.reduce(x, axis=-2, keepdims=True)
    second_least = np.fmin.reduce(np.where(x > least, x, np.nan), axis=-2, keepdims=True)
    second_most = np.fmax.reduce(np.where(x < most, x, np.nan), axis=-2, keepdims=True)
    return second_least, second_most
