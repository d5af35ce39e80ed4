"""Ordered weighted averages: weights belong to places, from a row's best score to its worst."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats, blank_where, complete_rows, weighted_sum
from nqp_index.methods.params import Interval, Numbers
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.terms import Text, joined

Places = Annotated[tuple[float, ...] | None, Numbers(Interval(0, 1))]


def orness(v: Floats) -> float:
    """How near the place weights v (k,) come to the maximum: 1 the best score alone, 0 the worst alone.

    >>> round(orness(np.array([0.2, 0.3, 0.5])), 12)
    0.35
    """
    k = v.size
    return 1.0 if k == 1 else float(((k - 1 - np.arange(k)) * v).sum() / (k - 1))


def _variant(*, v: tuple[float, ...] | None, a: float, n: int, k: int) -> Text:
    if v is not None:
        given = tuple(f"{p:g}" for p in v)
        places = Text(f"位次权重 {'、'.join(given)}", f"place weights {', '.join(given)}")
        return joined(places, f"orness {orness(np.array(v)):.4g}")
    even = f"orness {orness(np.diff((np.arange(k + 1) / k) ** a)):.4g}"
    return Text(f"对累计重要性取 Q(x) = x^{a:g}，等权时 {even}",
                f"Q(x) = x^{a:g} of the accumulated importances, {even} at equal ones")  # fmt: skip


def _extras(z: Floats, w: Floats, *, v: tuple[float, ...] | None = None, a: float = 2.0) -> Mapping[str, float]:
    """Orness of the place weights; for equal importances where they come from a quantifier."""
    k = z.shape[-1]
    return {"orness": orness(np.array(v) if v is not None else np.diff((np.arange(k + 1) / k) ** a))}


@register(
    "aggregate", "owa", zh="有序加权平均（OWA）", en="ordered weighted average",
    formula=Text(
        "S = Σ v_r z_(r)，z_(1) 最优；v_r = Q(u_(1)+..+u_(r)) - Q(u_(1)+..+u_(r-1))，Q(x) = x^a",
        "S = Σ v_r z_(r), z_(1) best; v_r = Q(u_(1)+..+u_(r)) - Q(u_(1)+..+u_(r-1)), Q(x) = x^a",
    ),
    source=Text(
        "Yager (1988), IEEE Trans. SMC 18(1)；重要性：Yager (1996)",
        "Yager (1988), IEEE Trans. SMC 18(1); Yager (1996) for importances",
    ),
    about_zh="权重属于名次而非指标：a > 1 偏重短板",
    about_en="weights by place, not by indicator: a > 1 leans towards the worst scores",
    needs={"real", "complete"}, traits={"idempotent", "monotone", "independent", "homogeneous", "shift_equivariant"},
    variant=_variant, extras=_extras, sides=[Side("orness", "乐观度 orness", "orness")],
)  # fmt: skip
def owa(
    z: Floats, w: Floats, *, v: Places = None, a: Annotated[float, Interval(0, 100, open_low=True)] = 2.0
) -> Floats:
    """Average of a row's scores sorted from best to worst, weighted by place.

    z  (..., n, k)  scores; a row with a gap gets no score
    w  (..., k)     importances, sum 1; not looked at when v is given
    v  place weights from the best score to the worst, sum 1: one for each child
    a  without v: the quantifier Q(x) = x^a; 1 is the arithmetic mean, above 1 leans towards the worst scores
    returns (..., n)  scores between the row's least and greatest
    Raises UsageError where v has another length than the row or does not sum to 1.
    >>> owa(np.array([[0.0, 0.2, 1.0]]), np.full(3, 1 / 3), v=(0.2, 0.3, 0.5))
    array([0.26])

    中文
    z  (..., n, k)  得分；有缺失的对象没有得分
    w  (..., k)     各下级的重要性，合计 1；给出 v 时不用
    v  从最优一项到最差一项的位次权重，合计 1，个数与下级相同
    a  未给 v 时用量词函数 Q(x) = x^a：1 即算术平均，大于 1 偏重短板
    返回 (..., n) 得分，介于该对象各项的最低与最高之间
    v 的个数与下级数不符，或合计不为 1 时报 UsageError。
    """
    z, _, whole = complete_rows(z, w)
    order = np.argsort(-z, axis=-1, kind="stable")
    ordered = np.take_along_axis(z, order, axis=-1)
    if v is not None:
        return blank_where(weighted_sum(ordered, _checked(v, z.shape[-1])), ~whole)
    return blank_where(_by_quantifier(ordered, order, w, a), ~whole)


def _by_quantifier(ordered: Floats, order: NDArray[np.intp], w: Floats, a: float) -> Floats:
    """Σ over places of what Q gains there times the score, place by place so that no table of draws, rows and places is
    made; with z_(r) - z_(r+1) it is Σ Q(importance reached) times the step down to the next score.

    ordered, order  (..., n, k) scores from best to worst, and whose they are    w  (..., k)
    """
    k = ordered.shape[-1]
    shape = np.broadcast_shapes(ordered.shape[:-1], (*w.shape[:-1], 1))
    reached, total = _rows_first(np.zeros(shape)), _rows_first(np.broadcast_to(ordered[..., k - 1], shape))
    children = np.ascontiguousarray(np.moveaxis(w, -1, 0))
    for r in range(k - 1):
        reached += _of_children(children, order[..., r])
        total += np.minimum(reached, 1.0) ** a * (ordered[..., r] - ordered[..., r + 1])
    return np.ascontiguousarray(total)


def _rows_first(x: Floats) -> Floats:
    """A copy of x (..., n) in which the draws of a row lie side by side, as they do in `_of_children`."""
    return np.moveaxis(np.array(np.moveaxis(x, -1, 0), order="C"), 0, -1)


def _of_children(children: Floats, at: NDArray[np.intp]) -> Floats:
    """Weights, children first (k, ...), of the children `at` (..., n), one for each row."""
    if at.size == at.shape[-1]:  # the same order in all draws
        return np.moveaxis(children[at.ravel()], 0, -1)
    w = np.moveaxis(children, 0, -1)
    batch = np.broadcast_shapes(w.shape[:-1], at.shape[:-1])
    own = np.broadcast_to(w, (*batch, w.shape[-1]))
    return np.take_along_axis(own, np.broadcast_to(at, (*batch, at.shape[-1])), axis=-1)


def _checked(v: tuple[float, ...], k: int) -> Floats:
    if len(v) != k:
        raise UsageError(problem("E3017", method="owa", name="v", given=len(v), wanted=k))
    if abs(sum(v) - 1.0) > 1e-9:
        raise UsageError(problem("E3026", name="v", sum=float(sum(v))))
    return np.array(v, dtype=np.float64)
