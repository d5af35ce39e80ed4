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
    safe_divide,
    weighted_sum,
)
from nqp_index.methods.params import Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side

Weight = Annotated[str, OneOf("inside", "sqrt")]
Ideals = Annotated[str, OneOf("data", "absolute")]


def _variant(*, weight: str, ideals: str, low: float, high: float, n: int, k: int) -> str:
    where = "weights inside the square (w z)" if weight == "inside" else "weights on the squared distance"
    ends = "reference set" if ideals == "data" else f"{low:g} and {high:g}"
    return f"{where}, ideals: {ends}"


def _extras(
    z: Floats, w: Floats, *, ref: Floats | None = None, weight: str = "inside", ideals: str = "data",
    low: float = 0.0, high: float = 100.0,
) -> Mapping[str, Floats]:  # fmt: skip
    """Distances to the two ideals and the closeness that follows, (..., n) each."""
    to_best, to_worst = _distances(z, w, ref, weight, ideals, low, high)
    return {"to_best": to_best, "to_worst": to_worst, "closeness": safe_divide(to_worst, to_best + to_worst)}


@register(
    "aggregate", "topsis", zh="优劣解距离法（TOPSIS）", en="TOPSIS",
    formula="C = d⁻/(d⁺ + d⁻), d± = √Σ (w z - w z±)²; weight sqrt: √Σ w (z - z±)²",
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
    weight: Weight = "inside",
    ideals: Ideals = "data",
    low: Annotated[float, Interval()] = 0.0,
    high: Annotated[float, Interval()] = 100.0,
) -> Floats:
    """Closeness to the ideal row: 1 = best in everything, 0 = worst in everything.

    z       (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no ideal
    w       (..., k)     weights, sum 1
    ref     (..., m, k)  rows whose extremes are the ideals; default z
    weight  inside: distances of w z, so that squares hold w²; sqrt: w on the squared distance. These differ
    ideals  data: extremes of ref; absolute: `high` and `low` on every child
    returns (..., n)  closeness in [0, 1]; missing where both distances are 0 (all rows equal)
    Raises UsageError where absolute ideals do not satisfy low < high.
    >>> topsis(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0.5, 0.5]))
    array([0. , 0.5, 1. ])
    """
    to_best, to_worst = _distances(z, w, ref, weight, ideals, low, high)
    return safe_divide(to_worst, to_best + to_worst)


def _distances(
    z: Floats, w: Floats, ref: Floats | None, weight: str, ideals: str, low: float, high: float
) -> tuple[Floats, Floats]:
    if ideals == "absolute" and not low < high:
        raise UsageError(problem("E3024", method="topsis", low_name="low", low=low, high_name="high", high=high))
    z, ref, whole = complete_rows(z, w, ref)
    best: Floats | float = high if ideals == "absolute" else column_max(ref)
    worst: Floats | float = low if ideals == "absolute" else column_min(ref)
    on_square = w * w if weight == "inside" else w
    to_best = np.sqrt(weighted_sum((z - best) ** 2, on_square))
    to_worst = np.sqrt(weighted_sum((z - worst) ** 2, on_square))
    if whole.all():
        return to_best, to_worst
    return blank_where(to_best, ~whole), blank_where(to_worst, ~whole)
