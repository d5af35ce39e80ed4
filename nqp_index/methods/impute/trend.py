"""A straight trend through all known years of a region's own series."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.impute.neighbours import filled_where, known_years, year_axis
from nqp_index.methods.kernels import Floats, safe_divide
from nqp_index.methods.params import Whole
from nqp_index.methods.registry import register
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined


def _variant(*, min_known: int, max_gap: int | None, n: int, k: int) -> Text:
    if max_gap is None:
        reach = Text("年限不限", "any reach")
    else:
        reach = Text(f"距已知年份不超过 {max_gap} 年", f"up to {max_gap} years from a known one")
    line = Text(f"本地区序列最小二乘，至少 {min_known} 个已知年份",
                f"least squares on the own series, at least {min_known} known years")  # fmt: skip
    return joined(line, reach)


@register(
    "impute", "trend", zh="线性趋势", en="linear trend",
    formula=Text("x_t = a + b t，对已知年份最小二乘", "x_t = a + b t, least squares over the known years"),
    source=handbook(3),
    about_zh="用本地区全部已知年份拟合直线", about_en="a least-squares line through the region's own known years",
    traits={"own_series"}, variant=_variant,
)  # fmt: skip
def trend(
    x: Floats,
    *,
    years: Floats | None = None,
    goalposts: Floats | None = None,
    min_known: Annotated[int, Whole(2, 100)] = 3,
    max_gap: Annotated[int | None, Whole(0, 1000, optional=True)] = 2,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Fill gaps, inside and at the ends, from the line through all known years of the same region and indicator.

    x          (..., T, R, K)  values; NaN = missing
    years      (T,)            calendar years; default 0, 1, 2 ...
    goalposts  (K, 2)          declared bounds; a value outside them is not filled in
    min_known  known years that a series needs
    max_gap    farthest a filled year may lie from a known one; None = any
    returns (x, filled); a constant series is filled with its value
    >>> trend(np.array([1.0, 2.0, 3.0, np.nan]).reshape(4, 1, 1))[0].ravel()
    array([1., 2., 3., 4.])

    中文
    x          (..., T, R, K)  数值；NaN = 缺失
    years      (T,)            年份；默认 0、1、2 …
    goalposts  (K, 2)          声明的上下限；补出的值超出上下限则不补
    min_known  序列至少须有几个已知年份
    max_gap    补缺年份距已知年份最远几年；none = 不限
    返回 (x, filled)；序列中间与两端都补，常数序列按其数值补
    """
    known = ~np.isnan(x)
    year = np.broadcast_to(year_axis(x, years), x.shape)
    n = known.sum(axis=-3, keepdims=True)
    mean_year = safe_divide(_total(year, known), n.astype(np.float64))
    mean_value = safe_divide(_total(x, known), n.astype(np.float64))
    away = year - mean_year
    slope = safe_divide(_total(away * (x - mean_value), known), _total(away * away, known))
    value = np.where(n >= min_known, mean_value + slope * away, np.nan)
    near = known_years(x, years).from_nearest
    allowed = np.ones(x.shape, dtype=np.bool_) if max_gap is None else np.asarray(near <= max_gap)
    return filled_where(x, value, allowed, goalposts)


def _total(a: Floats, known: NDArray[np.bool_]) -> Floats:
    """Sum over the known years, keeping the year axis."""
    return np.asarray(np.where(known, a, 0.0).sum(axis=-3, keepdims=True))
