"""Benefit of the doubt: every row under the weights that suit it best, within bounds on their shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, UsageError, problem
from nqp_index.methods.frontier import best_weights, undominated
from nqp_index.methods.kernels import Floats, complete_rows, failing
from nqp_index.methods.params import Interval, OneOf
from nqp_index.methods.programmes import EXACT
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text

#: One linear programme a row, each with the undominated rows as constraints.
MAX_ROWS = 5000

Share = Annotated[float, Interval(0, 1)]
Around = Annotated[float | None, Interval(0, 1)]
Of = Annotated[str, OneOf("score", "weights")]


def _variant(*, low_share: float, high_share: float, around: float | None, of: str, n: int, k: int) -> Text:
    whole = {
        "score": Text("占得分的份额", "shares of the score"),
        "weights": Text("权重份额", "shares of the weights"),
    }[of]
    if around is not None:
        low, high = f"{1 - around:g}", f"{1 + around:g}"
        return Text(f"{whole.zh}为给定权重的 {low} 至 {high} 倍",
                    f"{whole.en} within {low} to {high} times the declared weights")  # fmt: skip
    if (low_share, high_share) == (0, 1):
        return Text("权重不加约束", "free weights")
    return Text(
        f"{whole.zh}在 {low_share:g} 至 {high_share:g} 之间", f"{whole.en} from {low_share:g} to {high_share:g}"
    )


def _extras(
    z: Floats, w: Floats, *, ref: Floats | None = None, low_share: float = 0.0, high_share: float = 1.0,
    around: float | None = None, of: str = "score",
) -> Mapping[str, Floats]:  # fmt: skip
    """Each row's own weights (..., n, k), in units of 1/score."""
    return {"own_weights": _solutions(z, w, ref, low_share, high_share, around, of)[1]}


@register(
    "aggregate", "bod", zh="怀疑受益法（DEA）", en="benefit of the doubt", aliases=("dea",),
    formula=Text(
        "S_i = max Σ w_j y_ij，对一切 h 有 Σ w_j y_hj <= 1，w >= 0，low <= w_j y_ij / S_i <= high",
        "S_i = max Σ w_j y_ij, Σ w_j y_hj <= 1 for all h, w >= 0, low <= w_j y_ij / S_i <= high",
    ),
    source=cited("Melyn & Moesen (1991)", "Cherchye et al. (2007)", handbook(6, "19")),
    about_zh="每个对象取对自己最有利的权重，宜加占比约束", about_en="each row under the weights that suit it best",
    needs={"positive", "complete"}, traits={"monotone", "relative", "scale_invariant", "programmes"}, level="flat",
    max_rows=MAX_ROWS, variant=_variant, extras=_extras,
    sides=[Side("own_weights", "自选权重", "own weights", ("row", "column"))],
)  # fmt: skip
def bod(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    low_share: Share = 0.0,
    high_share: Share = 1.0,
    around: Around = None,
    of: Of = "score",
) -> Floats:
    """Score under the row's own best weights, at which no row of the reference set may exceed 1.

    z           (..., n, k)  scores >= 0; a row with a gap gets no score and binds nobody
    w           (..., k)     declared weights; looked at only by `around`, and to leave out children of weight 0
    ref         (..., m, k)  rows that bind; default z
    low_share, high_share    bounds of each child's part of the row's score, or of the sum of its weights
    around      bounds relative to the declared weights instead: (1 -/+ around) w; at equal weights .5 gives the
                customary .5/k to 1.5/k
    of          what the shares are parts of: the score (Cherchye et al.), or the weights (the Handbook's table 19)
    returns (..., n)  scores, 1 = on the frontier; a row of zeros 0, a child that is 0 in all of ref adds nothing;
                under a lower bound any zero forces the score to 0, so normalise with a floor. Of own weights that serve
                a row equally well any one is shown
    Raises DataError on negative scores, UsageError where shares cannot sum to 1 or above 5,000 rows.
    >>> bod(np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 1.0]]), np.array([0.5, 0.5])).round(4)
    array([1.    , 1.    , 0.6667])

    中文
    z       (..., n, k)  得分，非负；有缺失的对象没有得分，也不构成约束
    w       (..., k)     给定权重；只用于 around，以及剔除权重为 0 的下级
    ref     (..., m, k)  构成约束的对象；默认为 z
    low_share、high_share  每个下级在对象得分（或权重之和）中所占份额的下限与上限
    around  改以给定权重为中心设限：(1 ∓ around) w；等权时取 0.5 即常用的 0.5/k 至 1.5/k
    of      份额以什么为整体：score 为得分（Cherchye 等），weights 为权重之和（OECD 手册表 19）
    返回 (..., n) 得分，1 = 在前沿面上；各项全为 0 的对象得 0，在 ref 中全为 0 的下级不起作用
    设有下限时任何一项为 0 都会使得分为 0，标准化时下限应大于 0。同一对象有多组同样有利的自选权重时，只显示其中一组。
    出现负分时报 DataError；份额之和不可能为 1，或超过 5000 行时报 UsageError。
    """
    return _solutions(z, w, ref, low_share, high_share, around, of)[0]


def _solutions(
    z: Floats, w: Floats, ref: Floats | None, low_share: float, high_share: float, around: float | None, of: str
) -> tuple[Floats, Floats]:
    """Scores (..., n) and own weights (..., n, k)."""
    bad = failing(z < 0)
    if bad:
        raise DataError(problem("E3011", method="bod", columns=bad))
    shape = np.broadcast_shapes(z.shape[:-2], w.shape[:-1])
    n, k = z.shape[-2:]
    used = (w != 0).reshape(-1, k)[0]
    same = around is None and bool(((w != 0) == used).all())
    z, ref, whole = complete_rows(z, used / k if same else w, ref)
    own = np.broadcast_shapes(z.shape[:-2], ref.shape[:-2]) if same else shape
    scores, weights = np.full((*own, n), np.nan), np.full((*own, n, k), np.nan)
    rows, binding = (np.broadcast_to(a, (*own, *a.shape[-2:])) for a in (z, ref))
    there = np.broadcast_to(whole, (*own, n))
    prior = np.broadcast_to(w if not same else used / k, (*own, k))
    for at in np.ndindex(*own):
        low, high = _share_bounds(prior[at], low_share, high_share, around)
        scores[at], weights[at] = _scored(rows[at], binding[at], there[at], low, high, prior[at] != 0, of)
    return np.broadcast_to(scores, (*shape, n)).copy(), np.broadcast_to(weights, (*shape, n, k)).copy()


def _share_bounds(w: Floats, low_share: float, high_share: float, around: float | None) -> tuple[Floats, Floats]:
    used = int((w != 0).sum())
    if around is not None:
        return (1 - around) * w / w.sum(), np.minimum((1 + around) * w / w.sum(), 1.0)
    if low_share * used > 1 + 1e-12 or high_share * used < 1 - 1e-12:
        raise UsageError(problem("E3025", columns=used, low=low_share, high=high_share))
    return np.full(w.size, low_share), np.full(w.size, high_share)


def _scored(
    rows: Floats, ref: Floats, there: NDArray[np.bool_], low: Floats, high: Floats, used: NDArray[np.bool_], of: str
) -> tuple[Floats, Floats]:
    """Scores and own weights of one set's rows."""
    scores, weights = np.full(len(rows), np.nan), np.full(rows.shape, np.nan)
    bound = ref[~np.isnan(ref).any(axis=1)]
    live = used & (bound.max(axis=0, initial=0.0) > 0)
    scores[there], weights[there] = 0.0, 0.0
    if live.any() and there.any():
        own = best_weights(rows[there][:, live], undominated(bound[:, live]), low[live], high[live], of)
        scores[there] = (own * rows[there][:, live]).sum(axis=-1)
        weights[np.ix_(there, live)] = own
    return np.where(np.abs(scores - 1.0) <= EXACT, 1.0, scores), weights
