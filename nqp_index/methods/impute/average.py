"""The mean or median of the other regions of the same year, all of them or those of the region's own group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.impute.neighbours import filled_where
from nqp_index.methods.kernels import Floats, column_mean, column_median
from nqp_index.methods.params import Name, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text

Filled = tuple[Floats, NDArray[np.bool_]]


def _variant(*, n: int, k: int) -> Text:
    return Text("同年有值的地区", "present regions of the same year")


def _group_variant(*, grouping: str | None, fallback: str, n: int, k: int) -> Text:
    of = Text("各地区的第一种分组", "each region's first grouping") if grouping is None else Text(grouping, grouping)
    rest = {"none": "保持缺失", "mean": "取全部地区均值", "median": "取全部地区中位数"}[fallback]
    return Text(f"同年同组（{of.zh}）有值的地区，组内无值时{rest}",
                f"present regions of the same group ({of.en}) and year, without group value: {fallback}")  # fmt: skip


Grouping = Annotated[str | None, Name(Text("分组", "grouping"))]


@register(
    "impute", "mean", zh="截面均值", en="mean of the year",
    formula=Text("x = 同年有值地区的均值", "x = mean over the present regions of the year"), source=handbook(3),
    about_zh="同年其他地区的均值", about_en="mean of the present regions of the same year",
    traits={"by_year", "no_future"}, variant=_variant,
)  # fmt: skip
def mean(x: Floats) -> Filled:
    """Fill with the mean of the same indicator and year over the present regions.

    x  (..., T, R, K)  values; NaN = missing
    returns (x, filled); an indicator without any value in a year stays missing
    >>> mean(np.array([[[1.0], [np.nan], [3.0]]]))[0].ravel()
    array([1., 2., 3.])

    中文
    x  (..., T, R, K)  数值；NaN = 缺失
    返回 (x, filled)；以同年其他地区该指标的均值补缺，某年没有任何数值的指标保持缺失
    """
    return _with_column(x, column_mean)


@register(
    "impute", "median", zh="截面中位数", en="median of the year",
    formula=Text("x = 同年有值地区的中位数", "x = median over the present regions of the year"), source=handbook(3),
    about_zh="同年其他地区的中位数", about_en="median of the present regions of the same year",
    traits={"by_year", "no_future"}, variant=_variant,
)  # fmt: skip
def median(x: Floats) -> Filled:
    """Fill with the median of the same indicator and year over the present regions.

    x  (..., T, R, K)  values; NaN = missing
    returns (x, filled); an indicator without any value in a year stays missing
    >>> median(np.array([[[1.0], [np.nan], [3.0], [50.0]]]))[0].ravel()
    array([ 1.,  3.,  3., 50.])

    中文
    x  (..., T, R, K)  数值；NaN = 缺失
    返回 (x, filled)；以同年其他地区该指标的中位数补缺，某年没有任何数值的指标保持缺失
    """
    return _with_column(x, column_median)


@register(
    "impute", "group_mean", zh="分组均值", en="mean of the group and year",
    formula=Text("x = 同年同组有值地区的均值", "x = mean over the present regions of the group and year"),
    source=handbook(3),
    about_zh="同年同组地区的均值", about_en="mean of the present regions of the same group and year",
    traits={"by_year", "no_future"}, variant=_group_variant,
)  # fmt: skip
def group_mean(
    x: Floats,
    *,
    groups: NDArray[np.int64] | None = None,
    grouping: Grouping = None,
    fallback: Annotated[str, OneOf("none", "mean")] = "none",
) -> Filled:
    """Fill with the mean of the same indicator and year over the present regions of the same group.

    x         (..., T, R, K)  values; NaN = missing
    groups    (R,)            codes of the regions' groups, -1 = none; default: nobody has a group
    grouping  which of the region table's groupings `groups` stands for (four_region, eight_zone ...); default the first
              that each region has
    fallback  a region without group, or with an empty one: none (stays missing), or the mean of all regions
    returns (x, filled)
    >>> group_mean(np.array([[[1.0], [np.nan], [9.0]]]), groups=np.array([0, 0, 1]))[0].ravel()
    array([1., 1., 9.])

    中文
    x         (..., T, R, K)  数值；NaN = 缺失
    groups    (R,)            各地区的组别代码，-1 = 未分组；默认都未分组
    grouping  用地区表中的哪一种分组（four_region、eight_zone 等）；默认取各地区的第一种
    fallback  未分组的地区，或组内没有数值时：none 保持缺失；mean 取全部地区的均值
    返回 (x, filled)
    """
    return _with_group(x, groups, fallback, column_mean)


@register(
    "impute", "group_median", zh="分组中位数", en="median of the group and year",
    formula=Text("x = 同年同组有值地区的中位数", "x = median over the present regions of the group and year"),
    source=handbook(3),
    about_zh="同年同组地区的中位数", about_en="median of the present regions of the same group and year",
    traits={"by_year", "no_future"}, variant=_group_variant,
)  # fmt: skip
def group_median(
    x: Floats,
    *,
    groups: NDArray[np.int64] | None = None,
    grouping: Grouping = None,
    fallback: Annotated[str, OneOf("none", "median")] = "none",
) -> Filled:
    """Fill with the median of the same indicator and year over the present regions of the same group.

    x, groups, grouping, fallback  as in `group_mean`; the fallback is the median of all regions
    returns (x, filled)
    >>> group_median(np.array([[[1.0], [np.nan], [9.0]]]), groups=np.array([0, -1, 1]), fallback="median")[0].ravel()
    array([1., 5., 9.])

    中文
    x         (..., T, R, K)  数值；NaN = 缺失
    groups、grouping  同 `group_mean`
    fallback  未分组的地区，或组内没有数值时：none 保持缺失；median 取全部地区的中位数
    返回 (x, filled)
    """
    return _with_group(x, groups, fallback, column_median)


def _with_column(x: Floats, centre: Callable[[Floats], Floats]) -> Filled:
    return filled_where(x, np.broadcast_to(centre(x), x.shape), np.ones(x.shape, dtype=np.bool_))


def _with_group(
    x: Floats, groups: NDArray[np.int64] | None, fallback: str, centre: Callable[[Floats], Floats]
) -> Filled:
    value = np.full(x.shape, np.nan)
    codes = np.full(x.shape[-2], -1) if groups is None else np.asarray(groups)
    for code in np.unique(codes[codes >= 0]):
        members = codes == code
        value[..., members, :] = centre(x[..., members, :])
    if fallback != "none":
        value = np.where(np.isnan(value), centre(x), value)
    return filled_where(x, value, np.ones(x.shape, dtype=np.bool_))
