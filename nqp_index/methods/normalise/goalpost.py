"""Goalposts: bounds that are declared once in the raw measure and stay when the data move."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats, column_max, column_min, failing, safe_divide
from nqp_index.methods.params import Interval, OneOf, YesNo
from nqp_index.methods.registry import register
from nqp_index.methods.side import marks
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text, joined

Without = Annotated[str, OneOf("refuse", "data")]


def _variant(*, low: float, high: float, clip: bool, without: str, n: int, k: int) -> Text:
    cut = Text("超出者取上下限", "clipped") if clip else Text("超出者不截断", "not clipped")
    rest = Text("没有声明者取数据极值", "data bounds where none are declared") if without == "data" else ""
    return joined(Text("声明的上下限", "declared bounds"), marks(low, high), cut, rest)


@register(
    "normalise", "goalpost", zh="阈值法", en="declared goalposts", aliases=("goalposts", "hdi"),
    formula=Text(
        "z = low + (high - low) clip((x - a)/(b - a), 0, 1)，a..b 为声明的上下限；direction 为 -1 时 (b - x)/(b - a)",
        "z = low + (high - low) clip((x - a)/(b - a), 0, 1), a..b declared; direction -1: (b - x)/(b - a)",
    ),
    source=cited(
        handbook(5),
        Text("Saisana, Saltelli & Tarantola (2005) 表 1", "Saisana, Saltelli & Tarantola (2005), table 1"),
    ),
    about_zh="上下限事先声明，不随数据变动，跨期可比",
    about_en="bounds fixed beforehand, so that scores compare over time",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "independent"}, variant=_variant,
)  # fmt: skip
def goalpost(
    x: Floats,
    ref: Floats,
    *,
    goalposts: Floats | None = None,
    direction: Floats | None = None,
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
    clip: Annotated[bool, YesNo()] = True,
    without: Without = "refuse",
) -> Floats:
    """Rescale between declared bounds: the lower one scores `low`, the upper one `high`.

    x          (..., n, K)  values in their own measures, not directed; NaN = missing
    ref        (..., m, K)  the reference set; looked at only where `without` is "data"
    goalposts  (K, 2)       lower and upper bound in the measure of x; in a recipe declared in the raw measure, and
                            transformed together with the values where these are treated by log, log_plus, log10, sqrt
    direction  (K,)         +1, or -1 where the lower bound is the best value; default +1
    clip       values outside the bounds score low or high
    without    what happens to columns without bounds: refuse, or take the reference set's own bounds
    returns (..., n, K)  scores
    Raises DataError where bounds are absent, or where the lower bound is not below the upper one.
    >>> goalpost(np.array([[0.8], [12.0], [6.4], [99.0]]), np.zeros((1, 1)), goalposts=np.array([[0.8, 12.0]])).ravel()
    array([  0., 100.,  50., 100.])

    中文
    x          (..., n, K)  各指标原计量单位的数值，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集；只在 without 为 data 时用到
    goalposts  (K, 2)       下限与上限，计量单位同 x；在指标体系中按原值声明，若对指标取 log、log_plus、log10 或 sqrt
               则上下限一同变换
    direction  (K,)         +1 或 -1，-1 表示下限为最优；默认 +1
    low、high  最差端与最优端的分数
    clip       为真时超出上下限的值只得 low 或 high
    without    没有上下限的列：refuse：拒绝；data：取参照集的最小、最大值
    返回 (..., n, K) 得分
    没有上下限，或下限不小于上限时报 DataError。
    """
    bounds = np.full((x.shape[-1], 2), np.nan) if goalposts is None else np.asarray(goalposts, dtype=np.float64)
    bottom, top = _bounds(bounds, ref, without)
    share = safe_divide(x - bottom, top - bottom)
    if direction is not None:
        share = np.where(direction < 0, 1.0 - share, share)
    if clip:
        share = np.clip(share, 0.0, 1.0)
    return low + (high - low) * share


def _bounds(goalposts: Floats, ref: Floats, without: str) -> tuple[Floats, Floats]:
    """Lower and upper bounds, shaped to broadcast over rows."""
    bottom, top = goalposts[:, 0], goalposts[:, 1]
    wrong = failing(bottom >= top)
    if wrong:
        raise DataError(problem("E3014", columns=wrong))
    absent = np.isnan(bottom) | np.isnan(top)
    if not absent.any():
        return bottom, top
    if without == "refuse":
        raise DataError(problem("E3013", columns=failing(absent)))
    return np.where(absent, column_min(ref), bottom), np.where(absent, column_max(ref), top)
