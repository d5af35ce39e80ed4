"""Ranks as scores: order is kept, distances are dropped."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import Floats, column_count, is_constant, places, safe_divide
from nqp_index.methods.params import Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import marks
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text, joined

Ties = Annotated[str, OneOf("average", "lowest")]
OutOf = Annotated[str, OneOf("n-1", "n")]


def _rank_variant(*, ties: str, low: float, high: float, n: int, k: int) -> Text:
    shared = {"average": Text("并列取平均位次", "ties average"), "lowest": Text("并列取最低位次", "ties lowest")}[ties]
    places = Text("参照集内由低到高 (r - 1)/(n - 1)", "(r - 1)/(n - 1) upwards in the reference set")
    return joined(places, shared, marks(low, high))


def _percentile_variant(*, out_of: str, low: float, high: float, n: int, k: int) -> Text:
    share = "(r - 1)/(n - 1)" if out_of == "n-1" else "r/n"
    return joined(share, Text("r 由低到高，并列取最低位次", "r lowest rank upwards"), marks(low, high))


def _plain_variant(*, n: int, k: int) -> Text:
    return Text("参照集内由低到高，并列取最低位次", "lowest rank of ties, upwards in the reference set")


def places_below(x: Floats, ref: Floats, *, ties: str) -> Floats:
    """Number of reference values a value stands above, 0 .. n - 1; missing where x is, and in constant columns.

    average: tied values share their mean place; lowest: they all take the lowest place. A value that the reference
    set does not hold takes the place of the next larger one, and the last place above all of them.
    """
    below, equal = places(x, ref)
    if ties == "average":
        below = below + np.maximum(equal - 1.0, 0.0) / 2.0
    below = np.minimum(below, column_count(ref) - 1.0)
    return np.where(is_constant(ref)[..., None, :], np.nan, below)


@register(
    "normalise", "rank", zh="排名标准化", en="ranks", aliases=("ranks",),
    formula=Text(
        "z = low + (high - low) (n - r)/(n - 1)，r 为平均位次，1 = 最好",
        "z = low + (high - low) (n - r)/(n - 1), r average rank, 1 = best",
    ),
    source=handbook(5),
    about_zh="只保留名次，不保留差距", about_en="only the order counts, distances are dropped",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "affine_invariant", "order_only"}, variant=_rank_variant,
)  # fmt: skip
def rank(
    x: Floats,
    ref: Floats,
    *,
    ties: Ties = "average",
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
) -> Floats:
    """Place in the reference set, the worst scoring `low` and the best `high`.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures
    ties       average: tied values share their mean place; lowest: they all take the lowest
    low, high  scores of the last and the first place
    returns (..., n, K)  scores, evenly spaced but for ties; missing in constant columns
    >>> rank(np.array([[5.0], [9.0], [9.0], [1.0]]), np.array([[5.0], [9.0], [9.0], [1.0]])).ravel().round(1)
    array([33.3, 83.3, 83.3,  0. ])

    中文
    x          (..., n, K)  数值，越大越好；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    ties       并列的处理：average 取平均位次；lowest 都取最低位次
    low、high  末位与首位的得分
    返回 (..., n, K) 得分，除并列外间距相等；常数列无得分
    """
    return low + (high - low) * safe_divide(places_below(x, ref, ties=ties), column_count(ref) - 1.0)


@register(
    "normalise", "percentile_rank", zh="百分位排名", en="percentile ranks", aliases=("percentile",),
    formula=Text(
        "z = low + (high - low) (r - 1)/(n - 1)，r 为由低到高的位次，并列取最低；out_of 为 n 时 r/n",
        "z = low + (high - low) (r - 1)/(n - 1), r lowest rank upwards; out_of n: r/n",
    ),
    source=cited(
        "Becker et al., COINr",
        Text("OECD/JRC 手册（2008）表 15（r/n）", "OECD/JRC Handbook (2008), table 15 (r/n)"),
    ),
    about_zh="参照集中不及该值者的比重", about_en="share of the reference set that a value stands above",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "affine_invariant", "order_only"},
    variant=_percentile_variant,
)  # fmt: skip
def percentile_rank(
    x: Floats,
    ref: Floats,
    *,
    out_of: OutOf = "n-1",
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
) -> Floats:
    """Share of the reference set below a value; with `out_of` n the Handbook's percentile, r/n.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures
    out_of     n-1: (r - 1)/(n - 1), the share of the others that lie below; n: r/n
    low, high  scores of the shares 0 and 1
    returns (..., n, K)  scores, tied values at their lowest place; missing in constant columns
    >>> percentile_rank(np.array([[5.0], [9.0], [1.0]]), np.array([[5.0], [9.0], [1.0]])).ravel()
    array([ 50., 100.,   0.])

    中文
    x          (..., n, K)  数值，越大越好；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    out_of     n-1：低于该值者占其余个数的比重，(r - 1)/(n - 1)；n：OECD 手册的百分位 r/n
    low、high  比重为 0 与 1 时的得分
    返回 (..., n, K) 得分，并列取最低位；常数列无得分
    """
    below, n = places_below(x, ref, ties="lowest"), column_count(ref)
    share = safe_divide(below, n - 1.0) if out_of == "n-1" else safe_divide(below + 1.0, n)
    return low + (high - low) * share


@register(
    "normalise", "borda", zh="Borda计分", en="Borda points",
    formula=Text("z = r - 1，r 为由低到高的位次，并列取最低", "z = r - 1, r lowest rank upwards"),
    source="Becker et al., COINr",
    about_zh="每超过一个对象得一分", about_en="one point for every value beaten",
    needs={"real"}, gives={"nonnegative"}, traits={"keeps_order", "affine_invariant", "order_only"},
    variant=_plain_variant,
)  # fmt: skip
def borda(x: Floats, ref: Floats) -> Floats:
    """One point for every reference value beaten, 0 .. n - 1.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures
    returns (..., n, K)  points, tied values at their lowest place; missing in constant columns
    >>> borda(np.array([[5.0], [9.0], [9.0], [1.0]]), np.array([[5.0], [9.0], [9.0], [1.0]])).ravel()
    array([1., 2., 2., 0.])

    中文
    x    (..., n, K)  数值，越大越好；NaN = 缺失
    ref  (..., m, K)  参照集，计量单位相同
    返回 (..., n, K) 分数，0 至 n - 1，每超过参照集中一个值得一分，并列取最低位；常数列无得分
    """
    return places_below(x, ref, ties="lowest")


@register(
    "normalise", "rank_raw", zh="原始名次", en="ranks counted upwards",
    formula=Text("z = r，由低到高，并列取最低，1 = 最差", "z = r, lowest rank upwards, 1 = worst"),
    source="Becker et al., COINr",
    about_zh="名次本身，数值越大越好", about_en="the rank itself, counted so that high is good",
    needs={"real"}, gives={"positive"}, traits={"keeps_order", "affine_invariant", "order_only"},
    variant=_plain_variant,
)  # fmt: skip
def rank_raw(x: Floats, ref: Floats) -> Floats:
    """The rank in the reference set counted upwards, 1 = worst.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures
    returns (..., n, K)  1 .. n, tied values at their lowest place; missing in constant columns
    >>> rank_raw(np.array([[5.0], [9.0], [1.0]]), np.array([[5.0], [9.0], [1.0]])).ravel()
    array([2., 3., 1.])

    中文
    x    (..., n, K)  数值，越大越好；NaN = 缺失
    ref  (..., m, K)  参照集，计量单位相同
    返回 (..., n, K) 由差到好的名次 1 至 n，1 = 最差，并列取最低位；常数列无得分
    """
    return places_below(x, ref, ties="lowest") + 1.0
