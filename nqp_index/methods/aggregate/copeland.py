"""Rankings by majorities and points: Copeland's wins less losses, and Borda's points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import numpy as np

from nqp_index.methods.aggregate.pairwise import outranking
from nqp_index.methods.kernels import TIE, Floats, blank_where, complete_rows, weighted_mean, weighted_sum
from nqp_index.methods.normalise.rank import places_below
from nqp_index.methods.params import OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text

#: Copeland compares all pairs of rows.
MAX_ROWS = 3000

Form = Annotated[str, OneOf("wins", "margin", "sums")]


def _variant(*, form: str, n: int, k: int) -> Text:
    if form == "wins":
        return Text("以 0.5 为多数，胜出数减落败数", "wins less losses at majority .5")
    if form == "sums":
        return Text("优势 o_ab 之和（COINr）", "sum of o_ab (COINr)")
    return Text("优势差 o_ab - o_ba 之和", "sum of the margins o_ab - o_ba")


def _extras(z: Floats, w: Floats, *, form: str = "wins") -> Mapping[str, Floats]:
    """The outranking matrix (..., n, n)."""
    return {"outranking": outranking(z, w)}


@register(
    "aggregate", "copeland", zh="Copeland 法", en="Copeland",
    formula=Text(
        "S_a = #{b: o_ab > 0.5} - #{b: o_ab < 0.5}，o_ab 为 a 优于 b 的权重，并列各半",
        "S_a = #{b: o_ab > .5} - #{b: o_ab < .5}, o_ab weight for a over b, ties half",
    ),
    source=cited("Copeland (1951)", handbook(7, "36-37")),
    about_zh="两两比较中胜出数减落败数", about_en="pairwise majorities won less lost",
    needs={"real"}, traits={"monotone", "order_only", "takes_gaps", "affine_invariant", "sums_to_zero"}, level="flat",
    max_rows=MAX_ROWS, variant=_variant, extras=_extras,
    sides=[Side("outranking", "优势矩阵", "outranking matrix", ("row", "other row"))],
)  # fmt: skip
def copeland(z: Floats, w: Floats, *, form: Form = "wins") -> Floats:
    """Pairwise majorities won less lost.

    z     (..., n, k)  scores, larger is better; rows are compared on the children both have
    w     (..., k)     weights, sum 1
    form  wins: a majority counts 1 however large; margin: its size counts; sums: Σ o_ab, which ranks like margin and is
          what COINr's a_copeland returns
    returns (..., n)  scores, sum 0 (of form sums n (n - 1)/2); missing for rows without any child, a lone row scores 0
    Raises UsageError above 3,000 rows. Symmetric with gaps, unlike COINr, whose result depends on the row order.
    >>> copeland(np.array([[1.0, 2.0], [2.0, 3.0], [0.0, 9.0]]), np.array([0.6, 0.4]))
    array([ 0.,  2., -2.])

    中文
    z     (..., n, k)  得分，越大越好；两个对象只就共有的下级比较
    w     (..., k)     权重，合计 1
    form  wins：只看胜负，多数优势大小不计；margin：计入优势的大小；sums：Σ o_ab，排序同 margin，即 COINr 的
          a_copeland
    返回 (..., n) 得分，合计为 0（form 为 sums 时为 n (n - 1)/2）；各下级全部缺失的对象没有得分，只有一个对象时得 0
    超过 3000 行时报 UsageError。有缺失时结果仍然对称；COINr 则会随对象的次序而变。
    """
    over = outranking(z, w)
    n = z.shape[-2]
    if form == "sums":
        found = np.nansum(over, axis=-1)
    else:
        over[..., np.arange(n), np.arange(n)] = 0.5
        found = _won_less_lost(over) if form == "wins" else np.nansum(2.0 * over - 1.0, axis=-1)
    return blank_where(found, np.isnan(weighted_mean(z, w)))


def _won_less_lost(over: Floats) -> Floats:
    """How many others each row of (..., n, n) beats by a majority, less how many beat it."""
    won = np.count_nonzero(over > 0.5 + TIE, axis=-1)
    return np.asarray(won - np.count_nonzero(over < 0.5 - TIE, axis=-1), dtype=np.float64)


def _borda_variant(*, n: int, k: int) -> Text:
    return Text("末位 0 分至首位 n - 1 分，并列均分", "0 points for the last place to n - 1 for the first, ties share")


@register(
    "aggregate", "borda", zh="Borda 计数法", en="Borda count",
    formula="S_a = Σ w (#{b: z_b < z_a} + ½ #{b: z_b = z_a})", source=cited("Borda (1784)", handbook(7, "25")),
    about_zh="每超过一个对象得一分，按权重相加", about_en="a point for every row beaten, weighted over the children",
    needs={"real", "complete"}, traits={"monotone", "order_only", "affine_invariant"}, level="flat",
    variant=_borda_variant,
)  # fmt: skip
def borda(z: Floats, w: Floats) -> Floats:
    """Weighted number of rows beaten, ties counting half.

    z  (..., n, k)  scores, larger is better; a row with a gap gets no score and no points are given for it
    w  (..., k)     weights, sum 1
    returns (..., n)  points, 0 .. n - 1; a constant child counts as tied: half of the others
    >>> borda(np.array([[3.0, 1.0], [2.0, 3.0], [1.0, 2.0]]), np.array([0.5, 0.5]))
    array([1. , 1.5, 0.5])

    中文
    z  (..., n, k)  得分，越大越好；有缺失的对象没有得分，胜过它也不计分
    w  (..., k)     权重，合计 1
    返回 (..., n) 分数，0 至 n - 1；并列各得一半；常数下级视为全部并列，各得其余对象数的一半
    """
    z, ref, whole = complete_rows(z, w)
    rows = (~np.isnan(ref)).any(axis=-1).sum(axis=-1)[..., None, None]
    points = places_below(z, ref, ties="average")
    points = np.where(np.isnan(points), (rows - 1) / 2.0, points)
    return blank_where(weighted_sum(points, w), ~whole)
