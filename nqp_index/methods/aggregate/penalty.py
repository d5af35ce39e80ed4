"""Means with a penalty for an unbalanced profile: Mazziotta-Pareto, its adjusted form, and mean-min."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, UsageError, problem
from nqp_index.methods.kernels import (
    Floats,
    blank_where,
    column_max,
    column_mean,
    column_min,
    complete_rows,
    safe_divide,
    weighted_mean,
)
from nqp_index.methods.normalise.zscore import standardised
from nqp_index.methods.params import Either, Interval, Numbers, OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.terms import Text, joined

Penalty = Annotated[int, OneOf(-1, 1)]
Standard = Annotated[str, OneOf("zscore", "none")]
#: The scale on which means and penalties are taken, in words.
SCALES = {
    "zscore": Text("100 + 10 × Z 分数（ddof 0）", "100 + 10 z-score (ddof 0)"),
    "none": Text("得分不再变换", "scores as given"),
}
Base = Annotated[str | int | tuple[float, ...], Either(OneOf("first"), Whole(1900, 2200), Numbers(optional=False))]


def _mpi_variant(*, penalty: int, ddof: int, standardise: str, n: int, k: int) -> Text:
    across = Text(f"S 为各下级间标准差（ddof {ddof}）", f"S with ddof {ddof} across children")
    return joined(SCALES[standardise], _penalty_text(penalty), across)


def _ampi_variant(*, penalty: int, base: str | int | tuple[float, ...], n: int, k: int) -> Text:
    width = Text("参照集全距折合 60 分", "60 points for the range of the reference set")
    if isinstance(base, tuple | list):
        centre = Text("以给定的参照值为 100", "100 at the values given")
    elif base == "first":
        centre = Text("以最早一年的均值为 100", "100 at the mean of the first year")
    else:
        centre = Text(f"以 {base} 年的均值为 100", f"100 at the mean of {base}")
    return joined(width, centre, _penalty_text(penalty))


def _penalty_text(penalty: int) -> Text:
    sign = "-" if penalty < 0 else "+"
    return Text(f"惩罚 {sign} S²/M", f"penalty {sign} S²/M")


def _mean_min_variant(*, a: float, b: float, standardise: str, n: int, k: int) -> Text:
    return joined(SCALES[standardise], f"a {a:g}", f"b {b:g}")


@register(
    "aggregate", "mpi", zh="Mazziotta-Pareto 指数", en="Mazziotta-Pareto index",
    formula=Text(
        "z' = 100 + 10 (z - z̄)/s；S = M ± S²/M，M、S 为该行的均值与标准差",
        "z' = 100 + 10 (z - z̄)/s; S = M ± S²/M, M and S of the row",
    ),
    source="De Muro, Mazziotta & Pareto (2011), Social Indicators Research 104",
    about_zh="均值减去与不均衡程度成比例的惩罚", about_en="the mean less a penalty for an unbalanced profile",
    needs={"real", "complete"}, traits={"relative", "affine_invariant"}, variant=_mpi_variant,
)  # fmt: skip
def mpi(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    penalty: Penalty = -1,
    ddof: Annotated[int, Whole(0, 1)] = 0,
    standardise: Standard = "zscore",
) -> Floats:
    """Mean of the row on a common scale, lowered (or raised) by its variance over its mean.

    z            (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no mean
    w            (..., k)     weights, sum 1; the paper's are equal, others weight the mean and the variance
    ref          (..., m, k)  rows that fix mean and sd; default z
    penalty      -1 where high is good, +1 for an index of something bad
    ddof         of the deviation across children: 0 as in the paper, 1 as in Compind
    standardise  zscore: to 100 + 10 z first, sd with ddof 0; none: z is on its final scale
    returns (..., n)  scores around 100; constant children are left out
    Raises DataError where a row's mean is not positive.

    中文
    z            (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不参与确定均值
    w            (..., k)     权重，合计 1；论文为等权，其他权重同时用于均值与方差
    ref          (..., m, k)  用以确定均值与标准差的对象；默认为 z
    penalty      指数越大越好时取 -1（扣减），越大越差时取 +1（加罚）
    ddof         各下级间标准差的自由度修正：0 与论文相同，1 与 Compind 相同
    standardise  zscore：先化为 100 + 10 × Z 分数（ddof 0）；none：z 已在最终量纲上，不再变换
    返回 (..., n) 得分，在 100 上下；常数下级不计入
    对象的均值不为正时报 DataError。
    """
    z, ref, whole = complete_rows(z, w, ref)
    scaled = z if standardise == "none" else 100.0 + 10.0 * standardised(z, ref, ddof=0)
    return blank_where(_penalised(scaled, w, whole, penalty, ddof, "mpi"), ~whole)


@register(
    "aggregate", "ampi", zh="调整 Mazziotta-Pareto 指数", en="adjusted Mazziotta-Pareto index",
    formula=Text(
        "z' = 100 + 60 (z - r)/(max - min)，r 为基期均值或参照值；S = M ± S²/M",
        "z' = 100 + 60 (z - r)/(max - min), r base value; S = M ± S²/M",
    ),
    source="Mazziotta & Pareto (2016), Social Indicators Research 127",
    about_zh="以基期均值或给定的参照值为 100，可跨年比较",
    about_en="100 is the base year's mean, or a reference value, so that years compare",
    needs={"real", "complete"}, traits={"relative", "affine_invariant"}, variant=_ampi_variant,
)  # fmt: skip
def ampi(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    years: Floats | None = None,
    penalty: Penalty = -1,
    base: Base = "first",
) -> Floats:
    """Mean of the row on goalposts around a base value, lowered (or raised) by its variance over its mean.

    z        (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no goalpost
    w        (..., k)     weights, sum 1; the paper's are equal
    ref      (..., m, k)  rows of all years, whose extremes fix the goalposts' distance; default z
    years    (..., m)     the year of every row of ref; default one year
    penalty  -1 where high is good, +1 for an index of something bad
    base     what scores 100: the mean of the first year of ref, of the year stated, or one value per child (a national
             figure, say) on the scale of z: under `normalise: none` the indicator's own measure, with a minus sign
             where less is better; `codes` beside it says which child each value belongs to
    returns (..., n)  scores; 60 points are the width between extremes, so 70..130 is no bound;
                      constant children are left out
    Raises DataError where a row's mean is not positive; UsageError when ref has no row of the stated year, or the
    values are not one per child.
    >>> z, years = np.array([[1.0], [3.0], [5.0], [7.0]]), np.array([2020, 2020, 2021, 2021])
    >>> ampi(z, np.array([1.0]), years=years), ampi(z, np.array([1.0]), years=years, base=(4.0,))
    (array([ 90., 110., 130., 150.]), array([ 70.,  90., 110., 130.]))

    中文
    z        (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不参与确定阈值
    w        (..., k)     权重，合计 1；论文为等权
    ref      (..., m, k)  各年全部对象，其极值决定阈值的间距；默认为 z
    years    (..., m)     ref 各行的年份；默认视为同一年
    penalty  指数越大越好时取 -1，越大越差时取 +1
    base     以何为 100：ref 中最早一年（first）或指定年份的均值，或每个下级各给一个参照值（如全国平均），与 z 同一量
             纲；normalise 为 none 时即指标的原计量单位，逆向指标前加负号；同时写明 codes 时按代码对应各下级
    返回 (..., n) 得分；极值之间的宽度为 60 分，因此 70–130 并非上下限；常数下级不计入
    对象的均值不为正时报 DataError；ref 中没有指定年份，或参照值不是每个下级一个时报 UsageError。
    """
    z, ref, whole = complete_rows(z, w, ref)
    scaled = 100.0 + 60.0 * safe_divide(z - _base(ref, years, base), column_max(ref) - column_min(ref))
    return blank_where(_penalised(scaled, w, whole, penalty, 0, "ampi"), ~whole)


def _base(ref: Floats, years: Floats | None, base: str | int | tuple[float, ...]) -> Floats:
    """What scores 100 in each child (..., 1, k)."""
    if isinstance(base, tuple | list):
        if len(base) != ref.shape[-1]:
            raise UsageError(problem("E3017", method="ampi", name="base", given=len(base), wanted=ref.shape[-1]))
        return np.array(base, dtype=np.float64)[None, :]
    when = np.zeros(ref.shape[-2]) if years is None else np.asarray(years, dtype=np.float64)
    first = when.min(axis=-1, keepdims=True)
    own = when == (first if base == "first" else float(base))
    if not own.any(axis=-1).all():
        raise UsageError(problem("E3040", method="ampi", year=base, years=sorted({int(y) for y in when.ravel()})))
    return column_mean(np.where(own[..., None], ref, np.nan))


@register(
    "aggregate", "mean_min", zh="均值-最小函数", en="mean-min function",
    formula="S = M - a (√((M - min)² + b²) - b)", source="Casadio Tarabusi & Guarini (2013), Soc. Indic. Res. 112",
    about_zh="均值向最差一项收缩，a = 0 为均值，a = 1 且 b = 0 为最小值",
    about_en="the mean drawn towards the row's worst score: a = 0 mean, a = 1 and b = 0 minimum",
    needs={"real", "complete"}, traits={"relative", "affine_invariant", "monotone"}, variant=_mean_min_variant,
)  # fmt: skip
def mean_min(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    a: Annotated[float, Interval(0, 1)] = 0.5,
    b: Annotated[float, Interval(0, 1000)] = 1.0,
    standardise: Standard = "zscore",
) -> Floats:
    """Mean of the row, drawn towards its worst score.

    z            (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no mean
    w            (..., k)     weights, sum 1, of the mean; the worst score is taken over children with weight
    ref          (..., m, k)  rows that fix mean and sd; default z
    a, b         strength of the pull, and the distance below which it is weak
    standardise  zscore: to 100 + 10 z first, sd with ddof 0; none: z is on its final scale
    returns (..., n)  scores; constant children are left out
    >>> mean_min(np.array([[40.0, 100.0]]), np.array([0.5, 0.5]), a=1, b=0, standardise="none")
    array([40.])

    中文
    z            (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不参与确定均值
    w            (..., k)     均值的权重，合计 1；最差一项只在权重不为 0 的下级中取
    ref          (..., m, k)  用以确定均值与标准差的对象；默认为 z
    a、b         向最差一项收缩的强度，以及差距小到多少时收缩减弱
    standardise  zscore：先化为 100 + 10 × Z 分数（ddof 0）；none：z 已在最终量纲上，不再变换
    返回 (..., n) 得分；常数下级不计入
    """
    z, ref, whole = complete_rows(z, w, ref)
    scaled = z if standardise == "none" else 100.0 + 10.0 * standardised(z, ref, ddof=0)
    mean = weighted_mean(scaled, w)
    weighted = scaled if (w != 0).all() else np.where((w != 0)[..., None, :], scaled, np.nan)
    gap = mean - np.fmin.reduce(weighted, axis=-1)
    return blank_where(mean - a * (np.sqrt(gap * gap + b * b) - b), ~whole)


def _penalised(z: Floats, w: Floats, whole: NDArray[np.bool_], penalty: int, ddof: int, method: str) -> Floats:
    """M ± S²/M, with weighted mean and variance over the present children.

    Both come from deviations from a middle of the row that no weight moves: E (z - c)² - (M - c)² is the variance, and
    keeps its digits because c lies among the scores.
    """
    middle = _middle(z)
    away = z - middle[..., None]
    off = weighted_mean(away, w)
    mean = middle + off
    if (whole & (mean <= 0)).any():
        raise DataError(problem("E3028", method=method))
    square = np.maximum(weighted_mean(away * away, w) - off * off, 0.0)
    if ddof:
        k = (~np.isnan(z) & (w != 0)[..., None, :]).sum(axis=-1).astype(np.float64)
        square = safe_divide(square * k, k - 1.0)
    return mean + penalty * safe_divide(square, mean)


def _middle(z: Floats) -> Floats:
    """Unweighted mean of the present children of each row (..., n); 0 where none is present."""
    there = ~np.isnan(z)
    count = np.maximum(there.sum(axis=-1), 1)
    return np.asarray(np.where(there, z, 0.0).sum(axis=-1) / count)
