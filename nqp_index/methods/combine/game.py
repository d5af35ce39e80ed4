"""Game-theoretic combination: coefficients under which the result differs least from every weight set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import numpy as np

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats, failing, normed
from nqp_index.methods.params import OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side, listed, span
from nqp_index.terms import Text, joined

Kind = Literal["nn", "abs", "linear"]
KINDS = {
    "nn": Text("最小二乘求 α >= 0", "α >= 0 by least squares"),
    "abs": Text("取 |α|，与多数论文相同", "|α| as in many papers"), "linear": Text("带符号的 α", "signed α"),
}  # fmt: skip


def _extras(W: Floats, *, kind: Kind = "nn") -> Mapping[str, object]:
    """Signed α, the α in use and cond(G) of every element, missing where a set has no weights; a warning for negative α
    or cond(G) above 1000."""
    g = _gram(W)
    signed = _signed(g)
    known = np.asarray(~np.isnan(g).any(axis=(-1, -2)))
    condition = np.where(known, np.linalg.cond(np.where(known[..., None, None], g, np.eye(g.shape[-1]))), np.nan)
    doubtful = np.ravel((signed < -1e-9).any(axis=-1) | (condition > 1e3))
    first = int(doubtful.argmax())
    shown = [float(a) for a in signed.reshape(-1, signed.shape[-1])[first].round(6)]
    warning = problem("W3304", alpha=shown, condition=float(np.ravel(condition)[first]))
    warnings = (warning,) if doubtful.any() else ()
    return {"signed_alpha": signed, "alpha": _coefficients(g, kind), "condition": condition, "problems": warnings}


def _told(found: Sequence[Mapping[str, Any]]) -> Text:
    """Signed α of the only combination, or the span of them over several nodes and years; the worst cond(G)."""
    every = np.concatenate([one["signed_alpha"].reshape(-1, one["signed_alpha"].shape[-1]) for one in found])
    alpha = every[~np.isnan(every).any(axis=-1)]
    if not len(alpha):
        return Text()
    condition = float(np.nanmax(np.concatenate([np.ravel(one["condition"]) for one in found])))
    if len(alpha) == 1:
        own = listed(alpha[0])
        return joined(Text(f"带符号的 α = {own.zh}", f"signed α = {own.en}"), f"cond(G) = {condition:.4g}")
    own = span(alpha, ".4g")
    return joined(Text(f"带符号的 α 为 {own.zh}", f"signed α from {own.en}"),
                  Text(f"cond(G) 最大 {condition:.4g}", f"cond(G) up to {condition:.4g}"))  # fmt: skip


@register(
    "combine", "game", zh="博弈论组合赋权", en="game-theoretic combination", aliases=("game_theory",),
    about_zh="求组合系数使组合权重与各组权重的偏差之和最小；系数默认限定非负",
    formula=Text(
        "G = WW'；G α = diag G；w = Σ α_s w_s / Σ α；nn：α >= 0，min |Gα - diag G|²",
        "G = WW'; G α = diag G; w = Σ α_s w_s / Σ α; nn: min |Gα - diag G|², α >= 0",
    ),
    source=Text(
        "中文论文中的博弈论组合赋权；α >= 0 的约束是本程序所加，因为负系数不成其为组合",
        "the game-theoretic combination (博弈论组合赋权) of Chinese papers; the constraint α >= 0 is ours, since "
        "a negative α is no combination",
    ),
    traits={"permutes", "batches"}, variant=lambda kind, n, k: KINDS[kind],
    extras=_extras, told=_told,
    sides=[
        Side("signed_alpha", "带符号的系数 α", "signed coefficient α", ("set",)),
        Side("alpha", "所用系数（和为 1）", "coefficient in use (sum 1)", ("set",)),
        Side("condition", "条件数 cond(G)", "condition number cond(G)"),
    ],
)  # fmt: skip
def game(W: Floats, *, kind: Annotated[Kind, OneOf("nn", "abs", "linear")] = "nn") -> Floats:
    """Weights between the sets, with coefficients in equilibrium: no set can be brought closer at the others' cost.

    W     (..., L, k)  weight sets, each with sum 1
    kind  nn: coefficients >= 0 by least squares; abs: |α|/Σ|α|, as papers do, which hides that a negative α means the
          combination does not exist; linear: α/Σα, refused where a weight turns negative
    returns (..., k)   NaN where a set has none (a draw that failed)
    The signed α and the condition of G are in the extras. With two sets of which one is equal weights the other comes
    back: its α is exactly 0. Sets that repeat one another share their coefficient.

    中文
    W     (..., L, k)  各组权重，每组合计 1
    kind  nn：最小二乘求非负系数；abs：|α|/Σ|α|，论文多如此，但掩盖了 α 为负即组合不存在这一事实；linear：α/Σα，出现负
          权重时拒绝
    返回 (..., k) 组合权重；某组没有权重（该次抽样失败）时为 NaN
    附带给出带符号的 α 与 G 的条件数。只有两组且其一为等权时，结果就是另一组：等权的系数恰为 0。彼此相同的组平分系数。
    """
    a = _coefficients(_gram(W), kind)
    w = np.asarray((a[..., :, None] * W).sum(axis=-2))
    if kind == "linear":
        below = failing(w < -1e-12)
        if below:
            shown = [float(v) for v in a.reshape(-1, a.shape[-1])[0].round(6)]
            raise DataError(problem("E3303", columns=below, alpha=shown))
        w = np.where(w < 0, 0.0, w)
    return normed(w)


def _gram(W: Floats) -> Floats:
    return np.asarray(W @ np.swapaxes(W, -1, -2))


def _signed(g: Floats) -> Floats:
    """Least-norm solution (..., L) of G α = diag G, scaled as solved."""
    usable = np.asarray(~np.isnan(g).any(axis=(-1, -2)))
    safe = np.where(usable[..., None, None], g, 0.0)
    diagonal = np.diagonal(safe, axis1=-2, axis2=-1)
    a = (np.linalg.pinv(safe, rcond=1e-12, hermitian=True) @ diagonal[..., None])[..., 0]
    return np.where(usable[..., None], a, np.nan)


def _coefficients(g: Floats, kind: Kind) -> Floats:
    """Coefficients (..., L) with sum 1."""
    if kind == "nn":
        return normed(_nonnegative(g))
    a = _signed(g)
    return normed(np.abs(a) if kind == "abs" else a)


def _nonnegative(g: Floats) -> Floats:
    from scipy.optimize import nnls

    flat = g.reshape(-1, *g.shape[-2:])
    found = np.full(flat.shape[:-1], np.nan)
    for i, one in enumerate(flat):
        if not np.isnan(one).any():
            found[i] = nnls(one, np.diag(one))[0]
    return found.reshape(g.shape[:-1])
