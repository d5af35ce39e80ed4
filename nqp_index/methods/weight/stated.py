"""Weights that people state in other forms than a number each: budgets of points, and best-worst comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import numpy as np

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import Anything, Interval, Numbers, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined

Points = Sequence[float] | Sequence[Sequence[float]] | None
RATIOS = Numbers(Interval(1, 100))


def _budget_variant(points: Points, by: str, n: int, k: int) -> Text:
    of = {"mean": "均值", "median": "中位数"}[by]
    try:
        experts = len(_budgets(points, k))
    except UsageError:  # several nodes share this line, and the points fit only one of them
        return Text(f"各专家份额的{of}", f"{by} of the experts' shares")
    return Text(f"{experts} 位专家份额的{of}", f"{by} of the shares of {experts} experts")


def _budget_extras(z: Floats, prior: Floats, *, points: Points = None, by: str = "mean") -> Mapping[str, Floats]:
    budgets = _budgets(points, z.shape[-1])
    return {"shares": budgets, "spread": budgets.std(axis=0, ddof=1) if len(budgets) > 1 else np.zeros(z.shape[-1])}


@register(
    "weight", "budget", zh="预算分配法", en="budget allocation", aliases=("bap",),
    about_zh="每位专家把同样多的分数分给各指标，取各专家份额的均值（或中位数）",
    formula=Text(
        "w_j = 各专家份额 p_ej / Σ_j p_ej 的均值，p 为所给分数",
        "w_j = mean over experts of p_ej / Σ_j p_ej, p the points",
    ),
    source=handbook(6, "22"),
    traits={"stated", "batches"}, fits_on="none", variant=_budget_variant, extras=_budget_extras,
    sides=[Side("shares", "专家所给份额", "share by expert", ("expert", "column")),
           Side("spread", "专家间标准差", "standard deviation over experts", ("column",))],
    example={"points": ((50, 30, 20), (40, 40, 20))},
)  # fmt: skip
def budget(
    z: Floats,
    prior: Floats,
    *,
    points: Annotated[Points, Anything()] = None,
    by: Annotated[Literal["mean", "median"], OneOf("mean", "median")] = "mean",
) -> Floats:
    """The average share of each child in the points that experts gave out.

    z       (..., n, k)  not looked at
    prior   (k,)         not looked at
    points  k numbers >= 0 of one expert, or one such row per expert; each row is first scaled to sum 1, so that an
            expert who gave out more points does not count more
    by      mean of the experts' shares, or their median, which is scaled to sum 1 again
    returns (..., k)
    Refused: rows of another length, negative points, an expert who gave none.
    >>> budget(np.zeros((1, 2)), np.ones(2), points=((60, 40), (20, 20)))
    array([0.55, 0.45])

    中文
    z       (..., n, k)  不用
    prior   (k,)         不用
    points  一位专家的 k 个非负数，或每位专家一行；各行先归一化为合计 1，给分总数多的专家并不因此占优
    by      mean：取各专家份额的均值；median：取中位数，再归一化
    返回 (..., k) 权重
    行的长度不符、出现负分、某位专家一分未给时拒绝。
    """
    k = z.shape[-1]
    found = _budgets(points, k)
    middle = found.mean(axis=0) if by == "mean" else np.median(found, axis=0)
    return np.broadcast_to(middle / middle.sum(), (*z.shape[:-2], k)).copy()


def _budgets(points: Points, k: int) -> Floats:
    """Checked shares (experts, k)."""
    if points is None or len(points) == 0:
        raise UsageError(problem("E3230", size=k))
    rows = points if isinstance(points[0], list | tuple) else [points]
    wrong = [problem("E3231", expert=i, size=k) for i, row in enumerate(rows, start=1) if not _is_budget(row, k)]
    if wrong:
        raise UsageError(wrong)
    table = np.array(rows, dtype=np.float64)
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _is_budget(row: object, k: int) -> bool:
    if not isinstance(row, list | tuple) or len(row) != k or not all(Interval(0).admits(v) for v in row):
        return False
    return sum(row) > 0


def _bwm_variant(
    best_to_others: Sequence[float] | None, others_to_worst: Sequence[float] | None, n: int, k: int
) -> Text:
    model = Text("线性模型", "linear model")
    try:
        best, worst = _vectors(best_to_others, others_to_worst, k)
    except UsageError:  # several nodes share this line, and the judgements fit only one of them
        return model
    _, residual = _best_worst(best, worst)
    ratio = f"{_input_ratio(best, worst):.4f}"
    agree = Text(f"基于输入的一致性比率 {ratio}", f"input-based consistency ratio {ratio}")
    return joined(model, f"ξ = {residual:.4f}", agree)


def _bwm_extras(
    z: Floats, prior: Floats, *, best_to_others: Sequence[float] | None = None,
    others_to_worst: Sequence[float] | None = None,
) -> Mapping[str, float]:  # fmt: skip
    best, worst = _vectors(best_to_others, others_to_worst, z.shape[-1])
    return {"residual": _best_worst(best, worst)[1], "consistency_ratio": _input_ratio(best, worst)}


@register(
    "weight", "bwm", zh="最优最劣法", en="best-worst method",
    about_zh="只比较“最重要对其他”和“其他对最不重要”，用线性规划求权重",
    formula="min ξ: |w_B - a_Bj w_j| <= ξ, |w_j - a_jW w_W| <= ξ, Σ w = 1, w >= 0",
    source=Text(
        "线性模型：Rezaei (2016) Omega 64:126-130；一致性：Liang et al. (2020) Omega 96:102175",
        "Rezaei (2016) Omega 64:126-130 (linear model); Liang et al. (2020) Omega 96:102175 (consistency)",
    ),
    traits={"stated", "batches"}, fits_on="none", variant=_bwm_variant, extras=_bwm_extras,
    sides=[Side("residual", "残差 ξ", "residual ξ"), Side("consistency_ratio", "一致性比率", "consistency ratio")],
    example={"best_to_others": (1, 2, 5), "others_to_worst": (5, 3, 1)},
)  # fmt: skip
def bwm(
    z: Floats,
    prior: Floats,
    *,
    best_to_others: Annotated[Sequence[float] | None, RATIOS] = None,
    others_to_worst: Annotated[Sequence[float] | None, RATIOS] = None,
) -> Floats:
    """Weights closest to 2k - 3 comparisons: of the best child with all others, and of all others with the worst.

    z                (..., n, k)  not looked at
    prior            (k,)         not looked at
    best_to_others   k ratios >= 1: how many times the best is as important as each; the best is where it says 1
    others_to_worst  k ratios >= 1: how many times each is as important as the worst; the worst is where it says 1
    returns (..., k)
    Among several ones the best is the one furthest above the worst, and the other way round. The linear model has a
    single solution; its ξ is 0 when the comparisons agree. The input-based ratio says by how much they do not.
    >>> bwm(np.zeros((1, 3)), np.ones(3), best_to_others=(1, 2, 4), others_to_worst=(4, 2, 1)).round(4)
    array([0.5714, 0.2857, 0.1429])

    中文
    z               (..., n, k)  不用
    prior           (k,)         不用
    best_to_others  k 个不小于 1 的数：最重要者的重要性是各下级的多少倍；为 1 处即最重要者
    others_to_worst  k 个不小于 1 的数：各下级的重要性是最不重要者的多少倍；为 1 处即最不重要者
    返回 (..., k) 权重
    出现多个最重要者时，取与最不重要者相差最大的一个；最不重要者同理。线性模型的解唯一，各比较完全一致时残差 ξ = 0；不
    一致的程度由基于输入的一致性比率表示。
    """
    k = z.shape[-1]
    w, _ = _best_worst(*_vectors(best_to_others, others_to_worst, k))
    return np.broadcast_to(w, (*z.shape[:-2], k)).copy()


def _vectors(best: Sequence[float] | None, worst: Sequence[float] | None, k: int) -> tuple[Floats, Floats]:
    if best is None or worst is None or len(best) != k or len(worst) != k or 1 not in best or 1 not in worst:
        raise UsageError(problem("E3232", size=k))
    return np.array(best, dtype=np.float64), np.array(worst, dtype=np.float64)


def _ends(best: Floats, worst: Floats) -> tuple[int, int]:
    """Positions of the best and the worst child."""
    b = int(np.where(best == 1, worst, -np.inf).argmax())
    w = int(np.where(worst == 1, best, -np.inf).argmax())
    return b, w


def _best_worst(best: Floats, worst: Floats) -> tuple[Floats, float]:
    """Weights (k,) and residual ξ of Rezaei's linear programme."""
    from scipy.optimize import linprog

    k = len(best)
    b, w = _ends(best, worst)
    if k == 1:
        return np.ones(1), 0.0
    rows = np.zeros((2 * k, k + 1))
    for j in range(k):
        rows[j, b] += 1.0
        rows[j, j] -= best[j]
        rows[k + j, j] += 1.0
        rows[k + j, w] -= worst[j]
    both = np.vstack([rows, -rows])
    both[:, k] = -1.0
    total = np.append(np.ones(k), 0.0)[None]
    solved = linprog(np.append(np.zeros(k), 1.0), A_ub=both, b_ub=np.zeros(len(both)), A_eq=total, b_eq=[1.0])
    found = np.maximum(solved.x[:k], 0.0)
    return found / found.sum(), float(solved.x[k])


def _input_ratio(best: Floats, worst: Floats) -> float:
    """max_j |a_Bj a_jW - a_BW| / (a_BW² - a_BW); 0 when best and worst are judged the same."""
    _, w = _ends(best, worst)
    span = best[w]
    return float(np.abs(best * worst - span).max() / (span * span - span)) if span > 1 else 0.0
