"""Weights from what a column takes away: MEREC by removing it, CILOS by what is lost when another is at its best."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.weight.entropy import raw_entropy
from nqp_index.methods.weight.outcome import refuse, refuse_few_rows, refuse_gaps, shares
from nqp_index.terms import Text

TRAITS = ("data_driven", "permutes", "constant_zero", "batches", "scale_invariant")


@register(
    "weight", "merec", zh="MEREC 法", en="MEREC weights",
    about_zh="逐一移除指标，看总体表现变化多大；变化越大权重越高",
    formula=Text(
        "A_i = ln(1 + (1/k) Σ_j |ln N_ij|)，N = min/x，逆向指标为 x/max；w_j ∝ Σ_i |A_i(除 j) - A_i|",
        "A_i = ln(1 + (1/k) Σ_j |ln N_ij|), N = min/x or x/max for costs; w_j ∝ Σ_i |A_i without j - A_i|",
    ),
    source="Keshavarz-Ghorabaee et al. (2021) Symmetry 13:525", needs={"positive", "complete"}, traits=TRAITS,
    fits_on="raw",
    variant=lambda n, k: Text(
        "正向指标取 min/x，逆向指标取 x/max；移除一个指标后仍除以 k",
        "min/x, x/max for costs; sums divided by k after a removal too",
    ),
)  # fmt: skip
def merec(z: Floats, prior: Floats, *, direction: Floats | None = None) -> Floats:
    """Weights in proportion to how much the overall performance changes when a column is removed.

    z          (..., n, k)  raw values > 0, no gaps
    prior      (k,)         not looked at
    direction  (k,)         +1 or -1; all +1 when absent
    returns    (..., k)
    After a removal the sum is still divided by k, as in the paper. A constant column weighs exactly 0 and is not
    counted in k. Zeros, negatives and gaps are refused by column.

    中文
    z          (..., n, k)  原值，须全为正且无缺失
    prior      (k,)         不用
    direction  (k,)         +1 或 -1；未给时全为 +1
    返回 (..., k) 权重
    移除一个指标后仍除以 k，与论文相同。常数列的权重恰为 0，也不计入 k。含零、负值或缺失的列指名拒绝。
    """
    refuse_few_rows(z, 2, method="merec")
    x, gone = _positive(z, "merec")
    size = np.log(x)  # |ln(min/x)| = ln x - ln min, |ln(x/max)| = ln max - ln x
    size -= np.where(_costs(x, direction), size.max(axis=-2, keepdims=True), size.min(axis=-2, keepdims=True))
    np.abs(size, out=size)
    k = np.maximum((~gone).sum(axis=-1), 1)[..., None, None]
    total = size.sum(axis=-1, keepdims=True)
    np.subtract(total, size, out=size)
    size /= k
    change = np.log1p(total / k) - np.log1p(size, out=size)
    return shares(np.where(gone, 0.0, change.sum(axis=-2)), method="merec")


@register(
    "weight", "cilos", zh="CILOS 法", en="CILOS weights (criterion impact loss)",
    about_zh="以其他指标取最优时本指标的相对损失为依据；损失越小权重越高",
    formula=Text(
        "P_ij = (q_jj - q_ij)/q_jj，q_ij 为 i 最优的对象在 j 上的比重；F = P - diag Σ_i P_ij；F w = 0",
        "P_ij = (q_jj - q_ij)/q_jj, q_ij = share of j in the region best in i; F = P - diag Σ_i P_ij; F w = 0",
    ),
    source="Zavadskas & Podvezko (2016) IJITDM 15:267-283", needs={"positive", "complete"},
    traits=TRAITS, fits_on="raw",
    variant=lambda n, k: Text(
        "原值，逆向指标取 min/x，并列最优者取平均",
        "raw values, costs turned by min/x, regions that share the best value averaged",
    ),
)  # fmt: skip
def cilos(z: Floats, prior: Floats, *, direction: Floats | None = None) -> Floats:
    """Weights in balance with the losses a column suffers when the others are at their best.

    z          (..., n, k)  raw values > 0, no gaps
    prior      (k,)         not looked at
    direction  (k,)         +1 or -1; costs are turned by min/x first, as in the paper; all +1 when absent
    returns    (..., k)
    Where several regions share the best value of a column their shares are averaged; the paper takes any one of them,
    and then the weights depend on the order of the regions. A constant column weighs exactly 0. When one region is
    best everywhere nothing is ever lost, and no weights follow: refused.

    中文
    z          (..., n, k)  原值，须全为正且无缺失
    prior      (k,)         不用
    direction  (k,)         +1 或 -1；逆向指标按论文先以 min/x 转为正向；未给时全为 +1
    返回 (..., k) 权重
    若干对象并列某列最优时，取其比重的平均；论文任取其一，结果会随对象次序而变。常数列的权重恰为 0。若某一对象在所有指
    标上都最优，则没有任何损失，权重无从确定，拒绝计算。
    """
    return _impact_losses(z, direction, "cilos")


@register(
    "weight", "idocriw", zh="IDOCRIW 法", en="IDOCRIW weights (entropy times impact loss)",
    about_zh="熵权与 CILOS 权重的乘积，再归一化",
    formula=Text("w_j ∝ 熵权 × CILOS 权重", "w_j ∝ entropy weight · CILOS weight"),
    source="Zavadskas & Podvezko (2016) IJITDM 15:267-283",
    needs={"positive", "complete"}, traits=TRAITS, fits_on="raw",
    extras=lambda z, prior, *, direction=None: _idocriw_parts(z, prior, direction),
    sides=[Side("entropy", "熵权", "entropy weight", ("column",)),
           Side("cilos", "CILOS 权重", "CILOS weight", ("column",))],
    variant=lambda n, k: Text(
        "原值熵权（平移 0）乘 CILOS 权重，逆向指标只在 CILOS 中转为正向",
        "entropy of raw values (shift 0) times CILOS, which alone turns costs",
    ),
)  # fmt: skip
def idocriw(z: Floats, prior: Floats, *, direction: Floats | None = None) -> Floats:
    """Weights in proportion to the product of textbook entropy weights and CILOS weights.

    z          (..., n, k)  raw values > 0, no gaps
    prior      (k,)         not looked at
    direction  (k,)         +1 or -1; only CILOS looks at it, as in the paper
    returns    (..., k)     the rules of both parts for constants and refusals

    中文
    z          (..., n, k)  原值，须全为正且无缺失
    prior      (k,)         不用
    direction  (k,)         +1 或 -1；按论文只有 CILOS 部分看方向
    返回 (..., k) 权重；常数列与拒绝计算的规则同熵权法和 CILOS 两部分
    """
    parts = _idocriw_parts(z, prior, direction)
    return shares(parts["entropy"] * parts["cilos"], method="idocriw")


def _idocriw_parts(z: Floats, prior: Floats, direction: Floats | None) -> Mapping[str, Floats]:
    return {"cilos": _impact_losses(z, direction, "idocriw"), "entropy": raw_entropy(z, method="idocriw")}


def _impact_losses(z: Floats, direction: Floats | None, method: str) -> Floats:
    """CILOS weights; `method` is named in refusals."""
    refuse_few_rows(z, 2, method=method)
    x, gone = _positive(z, method)
    losses = _losses(x, _costs(x, direction), gone)
    if not losses.any() and (~gone).sum(axis=-1).min() > 1:
        raise DataError(problem("E1504", method=method))
    return shares(_balance(losses, gone), method=method)


def _positive(z: Floats, name: str) -> tuple[Floats, NDArray[np.bool_]]:
    """Values with constant or empty columns set to 1, and which columns (..., k) those are."""
    gone = is_constant(z)
    if not z.min() > 0:  # zero, negative, or NaN somewhere
        refuse(np.any(z <= 0, axis=-2), "E3205", method=name)
        refuse_gaps(z, method=name)
    return (np.where(gone[..., None, :], 1.0, z) if gone.any() else z), gone


def _costs(x: Floats, direction: Floats | None) -> NDArray[np.bool_]:
    return np.zeros(x.shape[-1], dtype=bool) if direction is None else np.asarray(direction) < 0


def _losses(x: Floats, cost: NDArray[np.bool_], gone: NDArray[np.bool_]) -> Floats:
    """P (..., k, k): relative loss of column l where column j is at its best; 0 for constant columns."""
    turned = np.where(cost, x.min(axis=-2, keepdims=True) / x, x)
    q = turned / turned.sum(axis=-2, keepdims=True)
    top = q.max(axis=-2, keepdims=True)
    at_best = (q == top).astype(np.float64)
    at_best /= at_best.sum(axis=-2, keepdims=True)
    square = np.swapaxes(at_best, -1, -2) @ q
    losses = np.maximum(top - square, 0.0) / top
    losses[losses < 1e-14] = 0.0
    return np.asarray(np.where(gone[..., :, None], 0.0, losses))


def _balance(losses: Floats, gone: NDArray[np.bool_]) -> Floats:
    """The weights (..., k) with F w = 0; zeros where there is not exactly one such direction."""
    k = losses.shape[-1]
    away = losses.sum(axis=-2)
    f = losses - away[..., None, :] * np.eye(k)
    # a constant column is pinned to 0 by an equation of its own, and the balance of the rest is not touched by it
    f = f + gone[..., None, :] * np.eye(k)
    _, s, v = np.linalg.svd(f)
    single = (s[..., -1] <= 1e-10) & (s[..., -2] > 1e-10) if k > 1 else np.ones(s.shape[:-1], dtype=bool)
    w = v[..., -1, :] * np.sign(v[..., -1, :].sum(axis=-1, keepdims=True))
    return np.where(single[..., None] & ~gone, np.maximum(w, 0.0), 0.0)
