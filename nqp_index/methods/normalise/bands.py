"""Categorical scores: a value gets the marks of the band it falls into."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

import numpy as np

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats, column_mean, column_quantile, is_constant
from nqp_index.methods.normalise.costs import require_positive
from nqp_index.methods.params import Interval, Numbers, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import marks
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined

#: Percentile limits of the Handbook's table: 0 below the first, 100 from the last.
PERCENTILES = (0.15, 0.25, 0.65, 0.85, 0.95)

Cuts = Annotated[tuple[float, ...] | None, Numbers()]


def _bands_variant(*, cuts: tuple[float, ...] | None, of: str, low: float, high: float, n: int, k: int) -> Text:
    limits = tuple(f"{c:g}" for c in (PERCENTILES if cuts is None else cuts))
    kind = {"percentiles": "百分位", "values": "数值"}[of]
    bands = Text(f"以{kind} {'、'.join(limits)} 分段", f"bands cut at {of} {', '.join(limits)}")
    return joined(bands, marks(low, high))


def _above_variant(*, p: float, n: int, k: int) -> Text:
    return Text(f"高于 (1 + {p:g}) × 均值得 +1，低于 (1 - {p:g}) × 均值得 -1，其余得 0",
                f"+1 above (1 + {p:g}) mean, -1 below (1 - {p:g}) mean, else 0")  # fmt: skip


@register(
    "normalise", "bands", zh="分段计分", en="categorical bands", aliases=("categorical",),
    formula=Text(
        "z = low + (high - low) c/(段数 - 1)，c 为 x 已达到的分界个数",
        "z = low + (high - low) c/(bands - 1), c cuts that x has reached",
    ),
    source=handbook(5),
    about_zh="落入哪一段即得该段的分", about_en="marks by the band a value falls into",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "affine_invariant", "order_only"},
    variant=_bands_variant,
)  # fmt: skip
def bands(
    x: Floats,
    ref: Floats,
    *,
    cuts: Cuts = None,
    of: Annotated[str, OneOf("percentiles", "values")] = "percentiles",
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
) -> Floats:
    """Evenly spaced marks by band; a value on a cut belongs to the band above it.

    x     (..., n, K)  values, larger is better; NaN = missing
    ref   (..., m, K)  the reference set, in the same measures
    cuts  upward limits, one fewer than bands; default the Handbook's percentiles .15 .25 .65 .85 .95
    of    percentiles: type-7 quantiles of each reference column; values: limits in the directed measure
    low, high  marks of the lowest and the highest band
    returns (..., n, K)  marks; missing in constant columns
    Raises UsageError unless the cuts strictly increase, and lie in 0..1 where they are percentiles.
    >>> x = np.arange(21.0).reshape(-1, 1)
    >>> bands(x, x).ravel()[[0, 4, 10, 14, 18, 20]]
    array([  0.,  20.,  40.,  60.,  80., 100.])

    中文
    x          (..., n, K)  数值，越大越好；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    cuts       由低到高的分界，比段数少一个；默认取 OECD 手册的百分位 0.15、0.25、0.65、0.85、0.95
    of         percentiles：分界为参照集各列的分位数（type 7）；values：分界为正向化后的指标值
    low、high  最低段与最高段的分数，各段等距；恰在分界上的值归入上一段
    返回 (..., n, K) 分数；常数列无得分
    分界不是严格递增，或作为百分位超出 0–1 时报 UsageError。
    """
    limits = PERCENTILES if cuts is None else tuple(cuts)
    if any(a >= b for a, b in pairwise(limits)):
        raise UsageError(problem("E3019", name="cuts", value=list(limits)))
    if of == "percentiles" and not (limits[0] >= 0 and limits[-1] <= 1):
        raise UsageError(problem("E3003", method="bands", name="cuts", value=list(limits), rule="[0, 1]"))
    reached = np.zeros(np.broadcast_shapes(x.shape, (*ref.shape[:-2], 1, ref.shape[-1])))
    for limit in limits:
        reached += x >= (column_quantile(ref, limit) if of == "percentiles" else limit)
    empty = is_constant(ref)[..., None, :] | np.isnan(x)
    return low + (high - low) * np.where(empty, np.nan, reached / len(limits))


@register(
    "normalise", "above_mean", zh="高于或低于均值", en="above or below the mean",
    formula=Text(
        "x/x̄ > 1 + p 时 z = 1，x/x̄ < 1 - p 时 z = -1，其余 z = 0",
        "z = 1 if x/x̄ > 1 + p, -1 if x/x̄ < 1 - p, else 0",
    ),
    source=handbook(5, "15"),
    about_zh="只看是否明显高于或低于平均水平", about_en="only whether a value is clearly above or below the mean",
    needs={"positive"}, traits={"keeps_order", "scale_invariant"}, variant=_above_variant,
)  # fmt: skip
def above_mean(
    x: Floats, ref: Floats, *, direction: Floats | None = None, p: Annotated[float, Interval(0, 1)] = 0.2
) -> Floats:
    """+1 where x is more than a share p above the reference mean, -1 where more than p below, else 0.

    x          (..., n, K)  values > 0, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measures
    direction  (K,)         +1 or -1, which turns the sign of the score
    p          how far above or below counts, as a share of the mean
    returns (..., n, K)  -1, 0 or 1; missing in constant columns
    Raises DataError on values of 0 or less: a share above the mean has no meaning there.
    >>> above_mean(np.array([[1.0], [2.0], [3.0]]), np.array([[1.0], [3.0]])).ravel()
    array([-1.,  0.,  1.])

    中文
    x          (..., n, K)  数值，须 > 0，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         +1 或 -1，为 -1 时得分变号
    p          高于参照集均值的比例超过 p 得 +1，低于均值的比例超过 p 得 -1，其余得 0
    返回 (..., n, K) -1、0 或 1；常数列无得分
    有零或负值时报 DataError：此时“高于均值的比例”没有意义。
    """
    require_positive(x, ref, "above_mean")
    mean = column_mean(ref)
    score = (x > (1 + p) * mean).astype(np.float64) - (x < (1 - p) * mean)
    if direction is not None:
        score = score * direction
    return np.where(is_constant(ref)[..., None, :] | np.isnan(x), np.nan, score)
