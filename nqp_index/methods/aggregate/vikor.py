"""VIKOR: a compromise between the group's utility and the worst regret. Low is good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from nqp_index.methods.kernels import (
    TIE,
    Floats,
    blank_where,
    column_max,
    column_min,
    complete_rows,
    safe_divide,
    weighted_sum,
)
from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.terms import Text


def _variant(*, v: float, n: int, k: int) -> Text:
    least = f"1/{max(n - 1, 1)}"
    return Text(f"v = {v:g}，Q 越小越好，优势门槛 {least}", f"v = {v:g}, low Q is good, advantage threshold {least}")


def _extras(z: Floats, w: Floats, *, ref: Floats | None = None, v: float = 0.5) -> Mapping[str, Any]:
    """S, R and Q (..., n), who is in the compromise set (..., n), the conditions C1 and C2, the threshold of C1 and the
    number of rows it follows from (...)."""
    s, r, q = _measures(z, w, ref, v)
    first, second = _lowest_two(q)
    size = np.asarray((~np.isnan(q)).sum(axis=-1))
    threshold = np.asarray(1.0 / np.maximum(size - 1, 1))
    advantage = np.asarray(second - first >= threshold - TIE)
    leads = q <= (first + TIE)[..., None]
    stable = np.asarray((leads & (_is_lowest(s) | _is_lowest(r))).any(axis=-1))
    near = q - first[..., None] < threshold[..., None] - TIE
    pair = q <= (second + TIE)[..., None]
    accepted = np.where(stable[..., None], leads, pair)
    return {
        "S": s, "R": r, "Q": q, "acceptable_advantage": advantage, "acceptable_stability": stable,
        "compromise": np.where(advantage[..., None], accepted, near), "threshold": threshold, "rows": size,
    }  # fmt: skip


@register(
    "aggregate", "vikor", zh="折衷排序法（VIKOR）", en="VIKOR",
    formula="u = w (z⁺ - z)/(z⁺ - z⁻); S = Σ u, R = max u; Q = v (S - S*)/(S⁻ - S*) + (1 - v)(R - R*)/(R⁻ - R*)",
    source="Opricovic & Tzeng (2004), EJOR 156(2)",
    about_zh="在群体效用与个体遗憾之间折衷，Q 越小越好",
    about_en="a compromise between overall utility and the worst regret; low is good",
    needs={"real", "complete"}, traits={"relative", "affine_invariant"}, level="flat", better="low",
    variant=_variant, extras=_extras,
    sides=[
        Side("S", "群体效用 S", "group utility S", ("row",)),
        Side("R", "个体遗憾 R", "regret R", ("row",)),
        Side("Q", "折衷值 Q", "compromise Q", ("row",)),
        Side("compromise", "属于折衷解集", "in the compromise set", ("row",)),
        Side("acceptable_advantage", "C1：优势可接受", "C1: acceptable advantage"),
        Side("acceptable_stability", "C2：决策稳定", "C2: acceptable stability"),
        Side("threshold", "C1 的门槛 1/(n - 1)", "threshold of C1, 1/(n - 1)"),
        Side("rows", "参评行数 n", "rows compared n"),
    ],
)  # fmt: skip
def vikor(z: Floats, w: Floats, *, ref: Floats | None = None, v: Annotated[float, Interval(0, 1)] = 0.5) -> Floats:
    """Distance Q from the best compromise: 0 = best, and low is good.

    z    (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no extreme
    w    (..., k)     weights, sum 1
    ref  (..., m, k)  rows whose extremes are the ideals and span S and R; default z
    v    weight of the group's utility against the worst regret
    returns (..., n)  Q; constant children add nothing; where S (or R) is the same for all, its half is 0
    >>> vikor(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([0.5, 0.5]))
    array([1., 0.])

    中文
    z    (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不影响极值
    w    (..., k)     权重，合计 1
    ref  (..., m, k)  用以确定理想解及 S、R 全距的对象；默认为 z
    v    群体效用的权重，1 - v 为个体遗憾的权重
    返回 (..., n) 折衷值 Q，0 = 最好，越小越好；常数下级不起作用；S（或 R）人人相同时该项为 0
    """
    return _measures(z, w, ref, v)[2]


def _measures(z: Floats, w: Floats, ref: Floats | None, v: float) -> tuple[Floats, Floats, Floats]:
    """S, R and Q (..., n)."""
    z, ref, whole = complete_rows(z, w, ref)
    best, worst = column_max(ref), column_min(ref)
    s, r = _utility_and_regret(z, w, best, worst)
    s_ref, r_ref = (s, r) if ref is z else _utility_and_regret(ref, w, best, worst)
    q = v * _within(s, s_ref) + (1.0 - v) * _within(r, r_ref)
    return blank_where(s, ~whole), blank_where(r, ~whole), blank_where(q, ~whole)


def _utility_and_regret(z: Floats, w: Floats, best: Floats, worst: Floats) -> tuple[Floats, Floats]:
    short = np.where(best > worst, safe_divide(best - z, best - worst), z * 0.0)
    return weighted_sum(short, w), _largest(short, w)


def _largest(short: Floats, w: Floats) -> Floats:
    """max over children of w short (..., n), child by child so that no table of draws, rows and children is made."""
    by_child = np.ascontiguousarray(np.moveaxis(short, -1, 0))
    largest = np.asarray(w[..., None, 0] * by_child[0])
    product = np.empty_like(largest)
    for j in range(1, len(by_child)):
        np.multiply(w[..., None, j], by_child[j], out=product)
        np.maximum(largest, product, out=largest)
    return largest


def _within(value: Floats, over: Floats) -> Floats:
    """Place of `value` between the least and greatest of `over`; 0 where these coincide."""
    low = np.fmin.reduce(over, axis=-1, keepdims=True)
    high = np.fmax.reduce(over, axis=-1, keepdims=True)
    return np.where(high > low, safe_divide(value - low, high - low), value * 0.0)


def _is_lowest(s: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.asarray(s <= np.fmin.reduce(s, axis=-1, keepdims=True) + TIE)


def _lowest_two(q: Floats) -> tuple[Floats, Floats]:
    """Smallest and second smallest of the present values; the second is infinite where there is only one, and both are
    0 where there is none."""
    ordered = np.sort(np.where(np.isnan(q), np.inf, q), axis=-1)
    second = ordered[..., 1] if q.shape[-1] > 1 else np.full(ordered.shape[:-1], np.inf)
    there = np.isfinite(ordered[..., 0])
    return np.where(there, ordered[..., 0], 0.0), np.where(there, second, 0.0)
