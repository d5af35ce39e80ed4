"""Principal component scores as the index: components weighted by the variance they explain, of either sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import numpy as np

from nqp_index.methods.kernels import Floats, blank_where, complete_rows, is_constant, normed, weighted_sum
from nqp_index.methods.normalise.zscore import standardised
from nqp_index.methods.params import OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side, span
from nqp_index.methods.weight.components import Factors, Keep, Rotate, keeping, kept, principal, signed, varimax
from nqp_index.methods.weight.correlation import correlation
from nqp_index.terms import Text, joined

Scores = Annotated[str, OneOf("components", "standardised")]

#: What is weighted, and by what.
KINDS = {
    "components": Text("主成分得分，方差为 λ（载荷/√λ），按 λ/Σλ（保留者）加权",
                       "component scores of variance λ (loading/√λ), by λ/Σ kept λ"),
    "standardised": Text("主成分得分，方差为 1（载荷/λ），按 λ/Σλ（保留者）加权",
                         "component scores of variance 1 (loading/λ), by λ/Σ kept λ"),
    "varimax": Text("方差最大旋转（Kaiser 规范化）后的因子得分，按旋转后方差贡献率加权",
                    "factor scores after varimax with Kaiser normalisation, by rotated shares of variance"),
}  # fmt: skip
#: Eigenvalues up to here are rounding: their components cannot be brought to variance 1.
FAINT = 1e-12


def _variant(*, factors: int | None, keep: Keep, scores: str, rotate: str, n: int, k: int) -> Text:
    kind = KINDS["varimax" if rotate == "varimax" else scores]
    return joined(kind, keeping(factors, keep), Text("Z 分数 ddof 1", "z-scores with ddof 1"), f"n = {n}")


def _extras(
    z: Floats, w: Floats, *, ref: Floats | None = None, factors: int | None = None, keep: Keep = "eigenvalue",
    scores: str = "components", rotate: str = "none",
) -> Mapping[str, Any]:  # fmt: skip
    """Eigenvalues, what they explain, how many are kept, and the coefficient of every standardised child."""
    _, ref, _ = complete_rows(z, w, ref)
    r = _used(correlation(ref), w)
    values, _ = principal(r)
    number = np.asarray(kept(values, factors, keep).sum(axis=-1))
    return {
        "eigenvalues": values, "explained": normed(values), "kept": number,
        "coefficients": _coefficients(r, factors, keep, scores, rotate),
    }  # fmt: skip


def _told(found: Sequence[Mapping[str, Any]]) -> Text:
    """How many components were kept, over all nodes, and whether any coefficient is negative."""
    number = span(np.concatenate([np.ravel(one["kept"]) for one in found]), "g")
    negative = any((one["coefficients"] < 0).any() for one in found)
    stay = Text(f"保留 {number.zh} 个", f"{number.en} kept")
    return joined(stay, Text("有系数为负", "some coefficients negative") if negative else "")


@register(
    "aggregate", "pca_score", zh="主成分综合得分", en="principal component score", aliases=("factor_score",),
    formula=Text(
        "F = Σ_f (λ_f/Σλ) F_f，F_f = Σ_j (a_jf/√λ_f) z_j，z 为 Z 分数，a 为载荷，f 为保留的主成分",
        "F = Σ_f (λ_f/Σλ) F_f, F_f = Σ_j (a_jf/√λ_f) z_j on z-scores, a loadings, f kept",
    ),
    source=Text(
        "国内 SPSS 教程中的主成分综合得分模型与因子综合得分；Stata 的 pca 与 predict",
        "the component and factor scores (主成分综合得分、因子综合得分) of Chinese textbooks on SPSS; Stata pca "
        "and predict",
    ),
    about_zh="各主成分（或旋转后公因子）得分按方差贡献率加权，系数可正可负",
    about_en="component or rotated factor scores, weighted by the variance they explain; coefficients of either sign",
    needs={"real", "complete"}, traits={"relative", "affine_invariant"}, level="flat", variant=_variant,
    extras=_extras, told=_told,
    sides=[
        Side("eigenvalues", "特征值 λ", "eigenvalue λ", ("component",)),
        Side("explained", "方差贡献率", "share of the variance", ("component",)),
        Side("kept", "保留的主成分个数", "components kept"),
        Side("coefficients", "综合得分系数", "coefficient in the score", ("column",)),
    ],
)  # fmt: skip
def pca_score(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    factors: Factors = None,
    keep: Keep = "eigenvalue",
    scores: Scores = "components",
    rotate: Rotate = "none",
) -> Floats:
    """Scores of the kept components, each weighted by its share of the variance they explain together.

    z        (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no component
    w        (..., k)     weights; only whether one is 0 is looked at: such a child takes no part
    ref      (..., m, k)  rows that fix z-scores (ddof 1) and correlations; default z
    factors, keep  which components stay, as for the weights `pca`
    scores   components: of variance λ, coefficients loading/√λ, as Stata's predict and the textbooks' formula;
             standardised: of variance 1, coefficients loading/λ, as the variables FAC1_1 ... that SPSS saves. The
             latter count small components more; with one component both give the same order
    rotate   none; varimax: factor scores R⁻¹ B after rotation (of variance 1), weighted by the rotated shares of
             variance, as SPSS and SPSSAU do for 因子分析; `scores` is not looked at then
    returns (..., n)  scores of mean 0 over ref; constant children add nothing; missing where all rows are equal
    Each component's sign is fixed so that the sum of its entries (its loadings, where rotated) is positive, or, where
    they cancel out, the first of its largest ones; programs leave it to chance, and the score depends on it as soon as
    there are two. A negative coefficient lowers a region for being better in that child: the variant line says so, and
    `pca_signed` refuses it.
    >>> pca_score(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), np.array([0.5, 0.5])).round(4) + 0.0
    array([-1.4142,  0.    ,  1.4142])

    中文
    z              (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不影响主成分
    w              (..., k)     权重；只看是否为 0，为 0 的下级不参加
    ref            (..., m, k)  用以求 Z 分数（ddof 1）与相关矩阵的对象；默认为 z
    factors、keep  保留哪些主成分，同赋权方法 `pca`
    scores         components：方差为 λ 的主成分得分，系数为载荷/√λ，与 Stata 的 predict 及教科书公式相同；
                   standardised：方差为 1，系数为载荷/λ，与 SPSS 保存的变量 FAC1_1 等相同，较小的主成分因此占比更大；
                   只有一个主成分时两者排序相同
    rotate         none：不旋转；varimax：方差最大旋转后的因子得分 R⁻¹B（方差为 1），按旋转后的方差贡献率加权，与
                   SPSS、SPSSAU 的因子分析相同，此时不用 scores
    返回 (..., n) 得分，在 ref 上均值为 0；常数下级不起作用；各对象全同时为缺失
    每个主成分的符号取其系数（旋转时为载荷）之和为正的一种，正负恰好相抵时取绝对值最大者中的第一个为正；软件中符号是随
    意的，主成分多于一个时得分会随之改变。系数为负，意味着该项越好得分反而越低：具体做法中会注明，`pca_signed` 则拒绝。
    """
    z, ref, whole = complete_rows(z, w, ref)
    c = _coefficients(_used(correlation(ref), w), factors, keep, scores, rotate)
    flat = is_constant(ref)[..., None, :]
    found = weighted_sum(np.where(flat, 0.0, standardised(z, ref, ddof=1)), c)
    batch = np.broadcast_shapes(found.shape[:-1], w.shape[:-1])
    return blank_where(np.broadcast_to(found, (*batch, found.shape[-1])), ~whole)


def _used(r: Floats, w: Floats) -> Floats:
    """Correlations (..., k, k) with 0 for children of weight 0; r itself, for all weights at once, where none is 0."""
    used = w != 0
    if used.all():
        return r
    return np.where(used[..., :, None] & used[..., None, :], r, 0.0)


def _coefficients(r: Floats, factors: int | None, keep: Keep, scores: str, rotate: str) -> Floats:
    """What each standardised child (..., k) counts in the score; NaN where there is no component."""
    values, vectors = principal(r)
    stay = kept(values, factors, keep) & (values > FAINT)
    if rotate == "varimax":
        flat = zip(*(a.reshape(-1, *a.shape[r.ndim - 2 :]) for a in (values, vectors, stay)), strict=True)
        return np.array([_rotated(*one) for one in flat]).reshape(r.shape[:-1])
    share = normed(np.where(stay, values, 0.0))
    if scores == "standardised":
        share = share / np.sqrt(np.where(stay, values, 1.0))
    return np.asarray((vectors * share[..., None, :]).sum(axis=-1))


def _rotated(values: Floats, vectors: Floats, stay: np.ndarray[Any, np.dtype[np.bool_]]) -> Floats:
    """Coefficients (k,) of one correlation matrix after varimax: R⁻¹ B of the kept components, by squares of B."""
    if not stay.any():
        return np.full(values.shape, np.nan)
    v, size = vectors[:, stay], values[stay]
    b = v * np.sqrt(size)
    b = signed(varimax(b) if b.shape[1] > 1 else b)
    variance = (b**2).sum(axis=0)
    return np.asarray((v / size) @ (v.T @ b) @ (variance / variance.sum()))
