"""Kemeny's ranking: the order that agrees with the most weight of pairwise comparisons, found exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import UsageError, problem
from nqp_index.methods.aggregate.pairwise import outranking
from nqp_index.methods.kernels import TIE, Floats, complete_rows
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.sources import cited
from nqp_index.terms import Text

#: Rows at most, and rows at most in one knot of majorities that run in a circle.
MAX_ROWS, MAX_KNOT = 200, 18

#: Totals of agreement closer than this are equal.
SAME = 1e-9


def _variant(*, n: int, k: int) -> Text:
    return Text(f"精确解，取各最优排序的平均位次，成环组最多 {MAX_KNOT} 个对象",
                f"exact, mean place over all optimal orders, knots of up to {MAX_KNOT} rows")  # fmt: skip


def _extras(z: Floats, w: Floats) -> Mapping[str, Any]:
    """Agreement of the optimal orders and how many there are, (...) each."""
    shape = np.broadcast_shapes(z.shape[:-2], w.shape[:-1])
    agreement, orders = np.empty(shape), np.empty(shape)
    for at, o, _ in _tables(z, w):
        _, agreement[at], orders[at] = _mean_places(o)
    return {"agreement": agreement, "optimal_orders": orders}


@register(
    "aggregate", "kemeny", zh="Kemeny 排序", en="Kemeny ranking", aliases=("condorcet", "ncmc"),
    formula=Text(
        "使 Σ o_ab 最大的排序，对一切 a 在 b 前的对求和",
        "the order that maximises Σ o_ab over all pairs with a above b",
    ),
    source=cited(
        "Kemeny (1959)",
        "Young & Levenglick (1978)",
        Text(
            "OECD/JRC 手册（2008）第 7 步（非补偿多准则方法）",
            "OECD/JRC Handbook (2008), step 7 (non-compensatory multi-criteria approach)",
        ),
    ),
    about_zh="与两两比较最一致的排序，精确求解，仅限小集合",
    about_en="the order that agrees most with pairwise comparisons; exact, for small sets",
    needs={"real", "complete"}, traits={"order_only", "affine_invariant"}, level="flat", max_rows=MAX_ROWS,
    variant=_variant, extras=_extras,
    sides=[Side("agreement", "最优排序的一致度", "agreement of the best orders"),
           Side("optimal_orders", "最优排序个数", "number of best orders")],
)  # fmt: skip
def kemeny(z: Floats, w: Floats) -> Floats:
    """Rows placed below, on average over all orders that agree with the most weight of pairwise comparisons.

    z  (..., n, k)  scores, larger is better; a row with a gap gets no score and is left out of the order
    w  (..., k)     weights, sum 1
    returns (..., n)  n - 1 = first .. 0 = last; rows that optimal orders exchange share their mean place
    Rows whose majorities run in a circle form a knot, solved by dynamic programming over its subsets; knots follow
    each other in order of majority. Raises UsageError above 200 rows, or where a knot holds more than 18.
    >>> kemeny(np.array([[3.0, 1.0, 2.0], [2.0, 3.0, 1.0], [1.0, 2.0, 0.0]]), np.array([0.4, 0.3, 0.3]))
    array([2., 1., 0.])

    中文
    z  (..., n, k)  得分，越大越好；有缺失的对象没有得分，不参加排序
    w  (..., k)     权重，合计 1
    返回 (..., n) n - 1 = 第一，0 = 末位；最优排序不止一个时取平均位次，可以互换的对象因而并列
    多数关系成环的对象归为一组，组内用动态规划求精确解，组与组按多数关系先后相接。超过 200 行，或一组超过 18 个对象时
    报 UsageError。
    """
    shape = np.broadcast_shapes(z.shape[:-2], w.shape[:-1])
    scores = np.full((*shape, z.shape[-2]), np.nan)
    for at, o, rows in _tables(z, w):
        places, _, _ = _mean_places(o)
        scores[at][rows] = rows.size - 1.0 - places
    return scores


def _tables(z: Floats, w: Floats) -> list[tuple[tuple[int, ...], Floats, NDArray[np.intp]]]:
    """For every set of the batch: its place, the outranking matrix of its complete rows, and which rows these are."""
    shape = np.broadcast_shapes(z.shape[:-2], w.shape[:-1])
    filled, _, whole = complete_rows(z, w)
    matrices = np.broadcast_to(outranking(filled, w), (*shape, z.shape[-2], z.shape[-2]))
    complete = np.broadcast_to(whole, (*shape, z.shape[-2]))
    found = []
    for at in np.ndindex(*shape):
        rows = np.flatnonzero(complete[at])
        found.append((at, matrices[at][np.ix_(rows, rows)], rows))
    return found


def _mean_places(o: Floats) -> tuple[Floats, float, float]:
    """Mean place of each row over all optimal orders, their agreement, and their number."""
    places = np.zeros(len(o))
    agreement, orders, start = 0.0, 1.0, 0
    done: list[int] = []
    for knot in _knots(o):
        if len(knot) > MAX_KNOT:
            raise UsageError(problem("E3029", rows=len(knot), limit=MAX_KNOT))
        own, value, count = _solved(o[np.ix_(knot, knot)])
        places[knot] = start + own
        agreement += value + float(o[np.ix_(done, knot)].sum())
        orders *= count
        done += knot
        start += len(knot)
    return places, agreement, orders


def _knots(o: Floats) -> list[list[int]]:
    """Strongly connected sets of "at least half the weight", from the top of the majority order down."""
    from scipy.sparse.csgraph import connected_components

    if len(o) == 0:
        return []
    at_least = (o >= 0.5 - TIE) & ~np.eye(len(o), dtype=np.bool_)
    _, label = connected_components(at_least, directed=True, connection="strong")
    knots = [np.flatnonzero(label == c).tolist() for c in np.unique(label)]
    return sorted(knots, key=lambda knot: -int((at_least[knot[0]]).sum()))


def _solved(o: Floats) -> tuple[Floats, float, float]:
    """Mean places, agreement and number of the optimal orders of one knot, by dynamic programming over subsets."""
    m = len(o)
    sets = np.arange(2**m)
    size = np.zeros(2**m, dtype=np.intp)
    gain = np.zeros((m, 2**m))  # weight for the rows of the set against row i, were i to come next
    for b in range(m):
        holds = (sets >> b) & 1 == 1
        size += holds
        gain[:, holds] += o[b][:, None]
    layers = [sets[size == c] for c in range(m + 1)]
    before, ways_before = _best_orders(gain, layers)
    after, ways_after = _best_completions(gain, layers)
    places = np.zeros(m)
    for i in range(m):
        free = sets[(sets >> i) & 1 == 0]
        total = before[free] + gain[i, free] + after[free | (1 << i)]
        ways = np.where(total >= before[-1] - SAME, ways_before[free] * ways_after[free | (1 << i)], 0.0)
        places[i] = (ways * size[free]).sum() / ways_before[-1]
    return places, float(before[-1]), float(ways_before[-1])


def _best_orders(gain: Floats, layers: list[NDArray[np.intp]]) -> tuple[Floats, Floats]:
    """For each subset the best agreement of its rows put first, and in how many orders it is reached."""
    m, total = gain.shape
    best, ways = np.full(total, -np.inf), np.zeros(total)
    best[0], ways[0] = 0.0, 1.0
    for layer in layers[1:]:
        for i in range(m):
            with_i = layer[(layer >> i) & 1 == 1]
            without = with_i ^ (1 << i)
            _take_better(best, ways, with_i, best[without] + gain[i, without], ways[without])
    return best, ways


def _best_completions(gain: Floats, layers: list[NDArray[np.intp]]) -> tuple[Floats, Floats]:
    """For each subset the best agreement still to be had when its rows came first, and in how many orders."""
    m, total = gain.shape
    best, ways = np.full(total, -np.inf), np.zeros(total)
    best[-1], ways[-1] = 0.0, 1.0
    for layer in layers[-2::-1]:
        for i in range(m):
            without = layer[(layer >> i) & 1 == 0]
            with_i = without | (1 << i)
            _take_better(best, ways, without, gain[i, without] + best[with_i], ways[with_i])
    return best, ways


def _take_better(best: Floats, ways: Floats, at: NDArray[np.intp], value: Floats, count: Floats) -> None:
    """Update best and ways in place: a larger value replaces, an equal one adds its ways."""
    larger = value > best[at] + SAME
    equal = ~larger & (value > best[at] - SAME)
    ways[at] = np.where(larger, count, np.where(equal, ways[at] + count, ways[at]))
    best[at] = np.where(larger, value, best[at])
