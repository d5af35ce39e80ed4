"""Weights found backwards from the importance that each indicator is meant to have in the result."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nqp_index.errors import problem
from nqp_index.methods.kernels import Floats, is_constant, normed
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.statistics.importance import linear_importance, weights_for_importance
from nqp_index.methods.weight.outcome import refuse_few_rows, refuse_gaps, shares
from nqp_index.terms import Text, joined

#: From here on the stated importance is out of reach with these correlations.
REACHED = 0.05


@register(
    "weight", "opt_target", zh="重要性反推", en="weights that reach the stated importance",
    about_zh="使各指标的实际影响份额最接近其给定权重的一组权重",
    formula=Text(
        "min Σ_j (q_j - τ_j)²，q_j ∝ (Vw)_j²/(V_jj w'Vw)，w >= 0，Σ w = 1；τ 为给定权重",
        "min Σ_j (q_j - τ_j)², q_j ∝ (Vw)_j²/(V_jj w'Vw), w >= 0, Σ w = 1; τ the declared weights",
    ),
    source="Paruolo, Saisana & Saltelli (2013) JRSS-A 176:609-634", needs={"real", "complete"},
    traits={"data_driven", "permutes", "constant_zero", "batches", "slow"}, fits_on="scores",
    extras=lambda z, prior: _extras(z, prior),
    sides=[Side("importance", "实际影响份额", "importance reached", ("column",)),
           Side("residual", "最大差距", "largest gap left")],
    variant=lambda n, k: joined(
        Text("与指数的相关系数平方所占份额", "shares of squared correlations with the index"), f"n = {n}"
    ),
)  # fmt: skip
def opt_target(z: Floats, prior: Floats) -> Floats:
    """Nominal weights under which the indicators' shares in the index come closest to the declared weights.

    z      (..., n, k)  normalised scores of the reference set, no gaps
    prior  (k,) or (..., k)  declared weights, read as the importance each indicator should have
    returns (..., k)
    Importance is the squared correlation with the weighted mean, as a share of their sum. The extras give the
    importance reached and the residual, the largest gap left; from 0.05 on the stated importance cannot be attained
    with these correlations. A constant column weighs exactly 0 and its importance goes to the others in
    proportion.

    中文
    z      (..., n, k)       参照集的标准化得分，不得有缺失
    prior  (k,) 或 (..., k)  给定权重，在此理解为各指标应有的重要性（实际影响份额）
    返回 (..., k) 名义权重
    重要性为指标与加权平均之间相关系数的平方在其总和中的份额。附带给出达到的份额与残差（最大差距）；残差达到 0.05，即
    说明在现有相关结构下无法实现给定的重要性。常数列的权重恰为 0，其重要性按比例归于其余指标。
    """
    refuse_few_rows(z, 3, method="opt_target")
    refuse_gaps(z, method="opt_target")
    return shares(_solved(z, prior)[0], method="opt_target")


def _extras(z: Floats, prior: Floats) -> Mapping[str, object]:
    _, reached, residual = _solved(z, prior)
    worst = float(residual.max())
    warnings = (problem("W3209", residual=worst),) if worst >= REACHED else ()
    return {"importance": reached, "residual": residual, "problems": warnings}


def _solved(z: Floats, prior: Floats) -> tuple[Floats, Floats, Floats]:
    """Weights (..., k), importance reached (..., k) and residual (...) of every element of the batch."""
    lead, k = z.shape[:-2], z.shape[-1]
    targets = np.broadcast_to(prior, (*lead, k)).reshape(-1, k)
    solved = [_reach(one, target) for one, target in zip(z.reshape(-1, *z.shape[-2:]), targets, strict=True)]
    w, q, residual = (np.array(part) for part in zip(*solved, strict=True))
    return w.reshape(*lead, k), q.reshape(*lead, k), residual.reshape(lead)


def _reach(z: Floats, stated: Floats) -> tuple[Floats, Floats, float]:
    k = z.shape[-1]
    varied = ~is_constant(z)
    w, reached = np.zeros(k), np.zeros(k)
    if not varied.any() or not stated[varied].sum() > 0:
        return w, reached, 0.0
    covariance = np.cov(z[:, varied].T).reshape(varied.sum(), -1)
    w[varied], gap = weights_for_importance(covariance, normed(stated[varied]))
    reached[varied] = linear_importance(covariance, w[varied])
    return w, reached, gap
