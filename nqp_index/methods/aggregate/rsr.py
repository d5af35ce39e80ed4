"""Rank-sum ratio: the weighted share of the ranks a row reaches, with its regression on probits and its grades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from nqp_index.methods.kernels import (
    Floats,
    blank_where,
    column_count,
    column_max,
    column_min,
    complete_rows,
    published,
    safe_divide,
    weighted_mean,
)
from nqp_index.methods.normalise.rank import places_below
from nqp_index.methods.params import OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.terms import Text, joined

Form = Annotated[str, OneOf("integer", "nonint")]

#: Probits that the grades divide evenly: three standard deviations to either side of the middle of a normal
#: distribution. Three grades are cut at 4 and 6, four at 3.5, 5 and 6.5, five at 3.2, 4.4, 5.6 and 6.8.
LOWEST, HIGHEST = 2.0, 8.0


def _cuts(grades: int) -> Floats:
    return LOWEST + (HIGHEST - LOWEST) * np.arange(1, grades) / grades


def _variant(*, form: str, grades: int, n: int, k: int) -> Text:
    if form == "integer":
        ranks = Text("平均秩，最差为 1", "average ranks, worst = 1")
    else:
        share = "r = 1 + (n - 1)"
        ranks = Text(f"{share} × 全距中的位置，最差为 1", f"{share} share of the range, worst = 1")
    *first, last = (f"{cut:.4g}" for cut in _cuts(grades))
    before = f"{', '.join(first)} and {last}" if first else last
    cuts = Text(f"以概率单位 {'、'.join([*first, last])} 分为 {grades} 档", f"{grades} grades at probits {before}")
    return joined(ranks, cuts, zh="；", en="; ")


def _extras(
    z: Floats, w: Floats, *, ref: Floats | None = None, form: str = "integer", grades: int = 3
) -> Mapping[str, Any]:
    """Regression of RSR on probits for every set: probit, fitted and grade (..., n), slope, intercept, r2 and how many
    rows have a ratio (...).

    All missing where fewer than three distinct ratios occur.
    """
    s = rsr(z, w, ref=ref, form=form)
    by_row = {name: np.full(s.shape, np.nan) for name in ("probit", "fitted", "grade")}
    by_set = {name: np.full(s.shape[:-1], np.nan) for name in ("slope", "intercept", "r2")}
    for at in np.ndindex(*s.shape[:-1]):
        found = _probit_regression(s[at], _cuts(grades))
        for name, values in by_row.items():
            values[at] = found.get(name, np.nan)
        for name, values in by_set.items():
            values[at] = found.get(name, np.nan)
    return {**by_row, **by_set, "rows": np.asarray((~np.isnan(s)).sum(axis=-1))}


@register(
    "aggregate", "rsr", zh="秩和比法（RSR）", en="rank-sum ratio", aliases=("rank_sum_ratio",),
    formula=Text(
        "RSR = Σ w r / n，r 为秩次，最差为 1；nonint：r = 1 + (n - 1)(z - min)/(max - min)",
        "RSR = Σ w r / n, r rank from worst = 1; nonint: r = 1 + (n - 1)(z - min)/(max - min)",
    ),
    source=Text(
        "田凤调（1993）《秩和比法及其应用》",
        "Tian Fengtiao (1993), The Rank-Sum Ratio Method and Its Applications",
    ),
    about_zh="各指标秩次的加权平均，可按概率单位回归分档",
    about_en="weighted mean of ranks, graded by regression on probits",
    needs={"real", "complete"}, traits={"monotone", "relative", "affine_invariant"}, level="flat",
    variant=_variant, extras=_extras,
    sides=[
        Side("probit", "概率单位 Probit", "probit", ("row",)),
        Side("fitted", "RSR 拟合值", "fitted ratio", ("row",)),
        Side("grade", "RSR 分档（1 = 最低）", "RSR grade (1 = lowest)", ("row",)),
        Side("slope", "回归斜率", "slope of the regression"),
        Side("intercept", "回归截距", "intercept of the regression"),
        Side("r2", "回归 R²", "R² of the regression"),
        Side("rows", "参评行数 n", "rows compared n"),
    ],
)  # fmt: skip
def rsr(
    z: Floats, w: Floats, *, ref: Floats | None = None, form: Form = "integer", grades: Annotated[int, Whole(2, 20)] = 3
) -> Floats:
    """Weighted share of the ranks a row reaches in each column: 1 = best in everything.

    z     (..., n, k)  scores, larger is better; a row with a gap gets no score and takes no rank
    w     (..., k)     weights, sum 1
    ref   (..., m, k)  rows among which ranks are counted; default z
    form  integer: ranks, ties averaged, distances dropped; nonint: interpolated between the extremes
    grades  into how many grades the regression on probits sorts the rows: probits 2 to 8, the middle and three standard
          deviations to either side, in equal parts (3: 4 and 6; 4: 3.5, 5 and 6.5; 5: 3.2, 4.4, 5.6 and 6.8); the score
          does not look at it
    returns (..., n)  ratios in (0, 1]; constant children are left out
    >>> rsr(np.array([[1.0, 2.0], [3.0, 1.0], [5.0, 3.0]]), np.array([0.5, 0.5])).round(4)
    array([0.5, 0.5, 1. ])

    中文
    z     (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不占秩次
    w     (..., k)     权重，合计 1
    ref   (..., m, k)  在其中编秩的对象；默认为 z
    form  integer：整次秩和比，并列取平均秩，不计差距；nonint：非整次秩和比，在最小值与最大值之间插值
    grades  按概率单位回归分为几档：把概率单位 2 至 8（均数两侧各三个标准差）等分（3 档：4、6；4 档：3.5、5、6.5；5 档：
          3.2、4.4、5.6、6.8）；得分与此无关
    返回 (..., n) 秩和比，在 (0, 1] 上，1 = 各项均为最优；常数下级不计入
    """
    z, ref, whole = complete_rows(z, w, ref)
    n = column_count(ref)
    if form == "integer":
        rank = places_below(z, ref, ties="average") + 1.0
    else:
        low = column_min(ref)
        rank = 1.0 + (n - 1.0) * safe_divide(z - low, column_max(ref) - low)
    return blank_where(weighted_mean(safe_divide(rank, n), w), ~whole)


def _probit_regression(s: Floats, cuts: Floats) -> dict[str, Any]:
    """Least squares of RSR (n,) on the probit of its cumulative share, over distinct values; empty when impossible."""
    from scipy.special import ndtri

    values = published(s)
    there = ~np.isnan(values)
    distinct, back, counts = np.unique(values[there], return_inverse=True, return_counts=True)
    if distinct.size < 3:
        return {}
    n = int(there.sum())
    upto = np.cumsum(counts)
    share = (upto - (counts - 1) / 2.0) / n
    share[-1] = 1.0 - 1.0 / (4.0 * n)
    y = ndtri(share) + 5.0
    slope, intercept = np.polyfit(y, distinct, 1)
    fitted = intercept + slope * y
    residual = ((distinct - fitted) ** 2).sum() / ((distinct - distinct.mean()) ** 2).sum()
    grade = 1.0 + (y[:, None] >= cuts).sum(axis=1)
    rows = {name: np.full(s.shape, np.nan) for name in ("probit", "fitted", "grade")}
    for name, value in (("probit", y), ("fitted", fitted), ("grade", grade)):
        rows[name][there] = value[back]
    return {**rows, "slope": slope, "intercept": intercept, "r2": 1.0 - residual}
