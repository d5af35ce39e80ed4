"""TOPSIS: how close a row is to the best of everything, against how far from the worst of everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import numpy as np

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import (
    Floats,
    blank_where,
    column_max,
    column_min,
    complete_rows,
    room_for_rows,
    safe_divide,
    sums_in_place,
)
from nqp_index.methods.params import Demands, Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.terms import Text, joined

Weight = Annotated[str, OneOf("inside", "sqrt")]
Ideals = Annotated[
    str, OneOf("data", "absolute"), Demands((("absolute", frozenset({"bounded"})),), unless=("low", "high"))
]
End = float | None

#: Rows whose differences are made at a time, whole blocks of products: they stay in the processor's cache.
TOGETHER = 1024


def _variant(*, weight: str, ideals: str, low: End, high: End, n: int, k: int) -> Text:
    where = {
        "inside": Text("权重在平方之内（w z）", "weights inside the square (w z)"),
        "sqrt": Text("权重加在距离平方上", "weights on the squared distance"),
    }[weight]
    if ideals == "data":
        return joined(where, Text("理想解取自参照集", "ideals: reference set"))
    given = [f"{name} {end:g}" for name, end in (("low", low), ("high", high)) if end is not None]
    return joined(where, Text("理想解取得分声明的上下限", "ideals: declared ends of the scores"), *given)


def _extras(
    z: Floats, w: Floats, *, ref: Floats | None = None, score_ends: Floats | None = None, weight: str = "inside",
    ideals: str = "data", low: End = None, high: End = None,
) -> Mapping[str, Floats]:  # fmt: skip
    """Distances to the two ideals and the closeness that follows, (..., n) each."""
    both = _distances(z, w, ref, weight, _ends(ideals, score_ends, low, high))
    return {"to_best": both[..., 0, :], "to_worst": both[..., 1, :], "closeness": _closeness(both)}


@register(
    "aggregate", "topsis", zh="优劣解距离法（TOPSIS）", en="TOPSIS",
    formula=Text(
        "C = d⁻/(d⁺ + d⁻)，d± = √Σ (w z - w z±)²；weight 为 sqrt 时 √Σ w (z - z±)²",
        "C = d⁻/(d⁺ + d⁻), d± = √Σ (w z - w z±)²; weight sqrt: √Σ w (z - z±)²",
    ),
    source="Hwang & Yoon (1981); Tzeng & Huang (2011); Zhang et al. (2021), Sustainability 13(4):1862",
    about_zh="到正、负理想解的相对距离；教科书做法先用 vector 标准化",
    about_en="near the best of everything, far from the worst; the textbook normalises by `vector` first",
    needs={"real", "complete"}, traits={"monotone", "relative", "shift_invariant", "scale_invariant"},
    variant=_variant, extras=_extras,
    sides=[
        Side("to_best", "到正理想解的距离 d⁺", "distance to the best d⁺", ("row",)),
        Side("to_worst", "到负理想解的距离 d⁻", "distance to the worst d⁻", ("row",)),
        Side("closeness", "相对贴近度 C", "closeness C", ("row",)),
    ],
)  # fmt: skip
def topsis(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    score_ends: Floats | None = None,
    weight: Weight = "inside",
    ideals: Ideals = "data",
    low: Annotated[float | None, Interval()] = None,
    high: Annotated[float | None, Interval()] = None,
) -> Floats:
    """Closeness to the ideal row: 1 = best in everything, 0 = worst in everything.

    z       (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no ideal
    w       (..., k)     weights, sum 1
    ref     (..., m, k)  rows whose extremes are the ideals; default z
    weight  inside: distances of w z, so that squares hold w²; sqrt: w on the squared distance. These differ
    score_ends  (k, 2)   declared low and high end of each child's scores; NaN = none
    ideals  data: extremes of ref (of each year alone under `scope: {normalise: pooled, aggregate: yearly}`); absolute:
            those ends, or `low` and `high` on every child
    returns (..., n)  closeness in [0, 1]; missing where both distances are 0 (all rows equal)
    Raises UsageError where absolute ideals have no ends, or do not satisfy low < high.
    >>> topsis(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0.5, 0.5]))
    array([0. , 0.5, 1. ])

    中文
    z           (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不影响理想解
    w           (..., k)     权重，合计 1
    ref         (..., m, k)  以其极值为正、负理想解的对象；默认为 z
    weight      inside：对 w z 求距离，平方之后为 w²；sqrt：对距离的平方加权 w。两者结果不同
    score_ends  (k, 2)       各下级得分声明的下限与上限；NaN = 没有
    ideals      data：以 ref 的极值为理想解（逐年取理想解时写 `scope: {normalise: pooled, aggregate: yearly}`）；
                absolute：以声明的上下限，或以 low、high 为理想解
    low、high   绝对理想解的负、正两端，用于全部下级
    返回 (..., n) 相对贴近度，在 [0, 1] 上，1 = 各项均为最优，0 = 各项均为最差；两个距离都为 0（各对象全同）时为缺失
    绝对理想解没有上下限，或下限不小于上限时报 UsageError。
    """
    return _closeness(_distances(z, w, ref, weight, _ends(ideals, score_ends, low, high)))


def _ends(ideals: str, score_ends: Floats | None, low: End, high: End) -> tuple[Floats, Floats] | None:
    """Worst and best value (1, k) or (1, 1) of each child; None where the data have to tell."""
    if ideals != "absolute":
        return None
    declared = np.full((1, 2), np.nan) if score_ends is None else np.asarray(score_ends, dtype=np.float64)
    worst = declared[:, 0] if low is None else np.array([low])
    best = declared[:, 1] if high is None else np.array([high])
    if np.isnan(worst).any() or np.isnan(best).any():
        raise UsageError(problem("E3031", method="topsis"))
    if not (worst < best).all():
        raise UsageError(problem("E3024", method="topsis", low_name="low", low=low, high_name="high", high=high))
    worst, best = np.broadcast_arrays(worst, best)
    return worst[None, :], best[None, :]


def _distances(z: Floats, w: Floats, ref: Floats | None, weight: str, ends: tuple[Floats, Floats] | None) -> Floats:
    """(..., 2, n) distances of every row to the best and to the worst; NaN for rows with a gap."""
    given = z
    z, ref, whole = complete_rows(given, w, ref)
    worst, best = (column_min(ref), column_max(ref)) if ends is None else ends
    on_square = w * w if weight == "inside" else w
    on_square = on_square if w.ndim == 1 else on_square[..., None, :]
    n = z.shape[-2]
    if n <= TOGETHER:
        found = _of_rows(z, best, worst, on_square)
    else:
        parts = (z[..., start : start + TOGETHER, :] for start in range(0, n, TOGETHER))
        found = np.concatenate([_of_rows(part, best, worst, on_square) for part in parts], axis=-1)
    return found if z is given else blank_where(found, ~whole[..., None, :])  # z is filled only where it has gaps


def _of_rows(z: Floats, best: Floats, worst: Floats, on_square: Floats) -> Floats:
    """(..., 2, n) distances of some rows without gaps."""
    batch, (n, k) = z.shape[:-2], z.shape[-2:]
    if batch != best.shape[:-2] and best.ndim > 2:
        batch = np.broadcast_shapes(batch, best.shape[:-2])
    away = room_for_rows((*batch, 2, n, k))
    np.subtract(z, best, out=away[..., 0, :n, :])
    np.subtract(z, worst, out=away[..., 1, :n, :])
    away *= away
    found = sums_in_place(away, n, on_square)
    return np.sqrt(found, out=found)


def _closeness(distances: Floats) -> Floats:
    to_best, to_worst = distances[..., 0, :], distances[..., 1, :]
    return safe_divide(to_worst, to_best + to_worst)
