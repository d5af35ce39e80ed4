"""Interpolation of a region's own series between known years, straight or at constant growth, and carrying forward."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.impute.neighbours import KnownYears, filled_where, known_years
from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.methods.params import OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text, joined

Ends = Annotated[str, OneOf("none", "hold", "trend")]
Gap = Annotated[int | None, Whole(0, 1000, optional=True)]
Filled = tuple[Floats, NDArray[np.bool_]]


def _variant(*, max_gap: int | None, ends: str, n: int, k: int) -> Text:
    beyond = {"none": "不外推", "hold": "沿用最近值", "trend": "按两端趋势外推"}[ends]
    if max_gap is None:
        reach = Text("缺口不限长短", "gaps up to any length")
    else:
        reach = Text(f"缺口不超过 {max_gap} 年", f"gaps up to {max_gap} calendar years")
    return joined(Text("本地区序列", "own series"), reach, Text(f"两端{beyond}", f"ends: {ends}"))


def _last_variant(*, max_gap: int | None, n: int, k: int) -> Text:
    if max_gap is None:
        return Text("沿用以前的数值，年限不限", "carried forward without limit")
    return Text(f"沿用不超过 {max_gap} 年以前的数值", f"carried forward up to {max_gap} years")


@register(
    "impute", "linear", zh="线性插值", en="linear interpolation over years", aliases=("interpolate",),
    formula=Text(
        "x_t = x_a + (x_b - x_a)(t - a)/(b - a)，a < t < b 为前后最近的已知年份",
        "x_t = x_a + (x_b - x_a)(t - a)/(b - a), a < t < b the nearest known years",
    ),
    source=cited(handbook(3), "Becker et al., COINr"),
    about_zh="在本地区前后已知年份之间按直线补齐", about_en="a straight line between the region's own known years",
    traits={"own_series"}, variant=_variant,
)  # fmt: skip
def linear(
    x: Floats, *, years: Floats | None = None, goalposts: Floats | None = None, max_gap: Gap = 2, ends: Ends = "none"
) -> Filled:
    """Fill gaps on the straight line between the nearest known years of the same region and indicator.

    x          (..., T, R, K)  values; NaN = missing
    years      (T,)            calendar years, so that uneven steps count at their true length; default 0, 1, 2 ...
    goalposts  (K, 2)          declared bounds; a value outside them is not filled in
    max_gap    most calendar years without a value between two known ones that are bridged, and farthest reach beyond
               the ends; None = any. Years that the data leave out count: from 2010 to 2020 it is nine, whether or not
               2015 is the only year between them
    ends       before the first and after the last known year: none; hold the nearest value; trend: the line
               through the two nearest known years
    returns (x, filled); a series with one known value stays as it is unless its ends are held
    >>> linear(np.array([1.0, np.nan, 3.0]).reshape(3, 1, 1))[0].ravel()
    array([1., 2., 3.])

    中文
    x          (..., T, R, K)  数值；NaN = 缺失
    years      (T,)            年份，间隔不等时按实际年数计；默认 0、1、2 …
    goalposts  (K, 2)          声明的上下限；补出的值超出上下限则不补
    max_gap    两个已知年份之间最多可补几个没有数值的年份，也是向两端外推的最远年数；none = 不限。数据中没有的年份也计
               入：2010 至 2020 之间是九年，无论其间是否只列出 2015 一年
    ends       第一个已知年份之前、最后一个已知年份之后：none 不补；hold 沿用最近的数值；trend 按最近两个已知年份的直
               线外推
    返回 (x, filled)；只有一个已知年份的序列不补，除非 ends 为 hold
    """
    at = known_years(x, years)
    share = safe_divide(at.year - at.before, at.after - at.before)
    inner = at.x_before + share * (at.x_after - at.x_before)
    outer = _beyond(x, at, ends)
    return filled_where(x, np.where(np.isnan(inner), outer, inner), _within(at, max_gap), goalposts)


@register(
    "impute", "geometric", zh="平均增长率插值", en="interpolation at constant growth", aliases=("growth",),
    source=Text(
        "统计工作通行的平均增长率法",
        "the method of average growth (平均增长率法) of Chinese statistical practice",
    ),
    formula="x_t = x_a (x_b/x_a)^((t - a)/(b - a))",
    about_zh="在前后已知年份之间按不变增长率补齐", about_en="constant growth between the region's own known years",
    needs={"positive"}, traits={"own_series"}, variant=_variant,
)  # fmt: skip
def geometric(
    x: Floats, *, years: Floats | None = None, goalposts: Floats | None = None, max_gap: Gap = 2, ends: Ends = "none"
) -> Filled:
    """Fill gaps at the constant growth rate between the nearest known years of the same region and indicator.

    x          (..., T, R, K)  values; NaN = missing
    years, goalposts, max_gap, ends   as in `linear`; ends: trend goes on at the growth rate of the two nearest years
    returns (x, filled); a gap beside a value of 0 or less has no growth rate and stays a gap
    >>> geometric(np.array([1.0, np.nan, 4.0]).reshape(3, 1, 1))[0].ravel()
    array([1., 2., 4.])

    中文
    x  (..., T, R, K)  数值；NaN = 缺失
    years、goalposts、max_gap、ends  同 `linear`；ends 为 trend 时按最近两个已知年份的增长率外推
    返回 (x, filled)；一侧为零或负值的缺口没有增长率，保持缺失
    """
    logs = np.log(np.where(x > 0, x, 1.0))
    at = known_years(np.where(np.isnan(x), np.nan, logs), years)
    positive = known_years(np.where(np.isnan(x), np.nan, np.where(x > 0, 1.0, 0.0)), years)
    sound = ~((positive.x_before == 0) | (positive.x_after == 0))
    share = safe_divide(at.year - at.before, at.after - at.before)
    inner = at.x_before + share * (at.x_after - at.x_before)
    outer = _beyond(np.where(np.isnan(x), np.nan, logs), at, ends)
    value = np.exp(np.where(np.isnan(inner), outer, inner))
    return filled_where(x, value, _within(at, max_gap) & sound, goalposts)


@register(
    "impute", "last", zh="前值结转", en="last value carried forward", aliases=("carry", "locf"),
    formula=Text("x_t = x_a，a 为 t 以前最近的已知年份", "x_t = x_a of the latest known a < t"),
    source=Text("Little & Rubin (2002) 第 4 章", "Little & Rubin (2002), ch. 4"),
    about_zh="沿用最近一个已知年份的数值，不用未来信息",
    about_en="the latest known earlier value; nothing from later years",
    traits={"own_series", "no_future"}, variant=_last_variant,
)  # fmt: skip
def last(x: Floats, *, years: Floats | None = None, max_gap: Gap = None) -> Filled:
    """Carry the latest known value of the same region and indicator forward.

    x        (..., T, R, K)  values; NaN = missing
    years    (T,)            calendar years
    max_gap  oldest value that is carried, in years; None = any
    returns (x, filled); years before the first known one stay missing
    >>> last(np.array([np.nan, 1.0, np.nan]).reshape(3, 1, 1))[0].ravel()
    array([nan,  1.,  1.])

    中文
    x        (..., T, R, K)  数值；NaN = 缺失
    years    (T,)            年份
    max_gap  最多沿用几年以前的数值；none = 不限
    返回 (x, filled)；第一个已知年份之前保持缺失
    """
    at = known_years(x, years)
    age = at.year - at.before
    allowed = ~np.isnan(age) if max_gap is None else age <= max_gap
    return filled_where(x, at.x_before, allowed)


def _within(at: KnownYears, max_gap: int | None) -> NDArray[np.bool_]:
    """Cells whose gap, or reach beyond the ends, is no longer than allowed."""
    if max_gap is None:
        return np.ones(at.before.shape, dtype=np.bool_)
    reach = np.where(np.isnan(at.gap), at.from_nearest, at.gap)
    return np.asarray(reach <= max_gap)


def _beyond(x: Floats, at: KnownYears, ends: str) -> Floats:
    """Values before the first and after the last known year of each series."""
    nearest = np.where(np.isnan(at.x_before), at.x_after, at.x_before)
    if ends == "none":
        return np.full(x.shape, np.nan)
    if ends == "hold":
        return nearest
    return _on_end_line(x, at)


def _on_end_line(x: Floats, at: KnownYears) -> Floats:
    """The line through the two known years nearest to each end; missing where a series has fewer than two."""
    known = ~np.isnan(x)
    order = np.argsort(~known, axis=-3, kind="stable")  # known cells first, in order of years
    count = known.sum(axis=-3, keepdims=True)
    year, value = np.broadcast_to(at.year, x.shape), x
    nearest_two = ((np.zeros_like(count), np.ones_like(count)), (count - 1, count - 2))
    ends = [_line_through(year, value, order, first, second) for first, second in nearest_two]
    line = np.where(np.isnan(at.before), ends[0], ends[1])
    return np.where(count >= 2, line, np.nan)


def _line_through(
    year: Floats, value: Floats, order: NDArray[np.intp], first: NDArray[np.intp], second: NDArray[np.intp]
) -> Floats:
    """The line through the known years in places `first` and `second` of `order`, at every year."""
    i, j = (np.take_along_axis(order, np.clip(place, 0, year.shape[-3] - 1), axis=-3) for place in (first, second))
    t, x = np.take_along_axis(year, i, axis=-3), np.take_along_axis(value, i, axis=-3)
    rise = np.take_along_axis(value, j, axis=-3) - x
    return x + safe_divide(rise, np.take_along_axis(year, j, axis=-3) - t) * (year - t)
