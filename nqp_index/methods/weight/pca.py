"""Weights from principal components and factor analysis: what the indicators share, in one, several or rotated axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side, span
from nqp_index.methods.sources import cited, handbook
from nqp_index.methods.weight.components import Factors, Keep, Rotate, keeping, kept, principal, signed, varimax
from nqp_index.methods.weight.correlation import correlation
from nqp_index.methods.weight.outcome import refuse, refuse_few_rows, refuse_gaps, shares, without_constants
from nqp_index.terms import Text, joined

SIDES = (
    Side("eigenvalues", "特征值 λ", "eigenvalue λ", ("component",)),
    Side("explained", "方差贡献率", "share of the variance", ("component",)),
    Side("kept", "保留的主成分个数", "components kept"),
    Side("kept_share", "累计方差贡献率", "share of the variance kept"),
    Side("loadings", "载荷", "loading", ("column", "component")),
)
TRAITS = ("data_driven", "permutes", "constant_zero", "batches", "scale_invariant", "affine_invariant")


def _variant(factors: int | None, keep: Keep, n: int, k: int) -> Text:
    unstable = Text("n <= k，不稳定", "n <= k, unstable") if n <= k else ""
    rule = joined(Text("相关矩阵", "correlation matrix"), keeping(factors, keep), f"n = {n}")
    return joined(rule, unstable, zh="；", en="; ")


def _varimax_variant(factors: int | None, keep: Keep, n: int, k: int) -> Text:
    rotated = Text("方差最大旋转（Kaiser 规范化）", "varimax with Kaiser normalisation")
    return joined(rotated, _variant(factors, keep, n, k))


def _signed_variant(factors: int | None, keep: Keep, rotate: str, n: int, k: int) -> Text:
    return (_varimax_variant if rotate == "varimax" else _variant)(factors, keep, n, k)


def _told(found: Sequence[Mapping[str, Any]]) -> Text:
    """How many components were kept, and what share of the variance they hold; the span over several nodes."""
    number = np.concatenate([np.ravel(one["kept"]) for one in found])
    share = 100 * np.concatenate([np.ravel(one["kept_share"]) for one in found])
    count, part = span(number, "g"), span(share, ".4g")
    return Text(f"保留 {count.zh} 个，方差贡献率 {part.zh}%", f"{count.en} kept, {part.en} % of the variance")


def _extras(z: Floats, prior: Floats, *, factors: int | None = None, keep: Keep = "eigenvalue") -> Mapping[str, Floats]:
    values, vectors = principal(correlation(z))
    stay = kept(values, factors, keep)
    share = values / np.maximum(values.sum(axis=-1, keepdims=True), np.finfo(float).tiny)
    return {
        "eigenvalues": values,
        "explained": share,
        "kept": np.asarray(stay.sum(axis=-1)),
        "kept_share": np.asarray(np.where(stay, share, 0.0).sum(axis=-1)),
        "loadings": vectors * np.sqrt(np.maximum(values, 0.0))[..., None, :],
    }


def _varimax_extras(
    z: Floats, prior: Floats, *, factors: int | None = None, keep: Keep = "eigenvalue"
) -> Mapping[str, Floats]:
    rotated = [_rotated(r, factors, keep) for r in correlation(z).reshape(-1, z.shape[-1], z.shape[-1])]
    table = np.full((len(rotated), z.shape[-1], max(b.shape[1] for b in rotated)), np.nan)
    for own, b in zip(table, rotated, strict=True):
        own[:, : b.shape[1]] = b
    found = _extras(z, prior, factors=factors, keep=keep)
    return {**found, "rotated": table.reshape(*z.shape[:-2], *table.shape[1:])}


def _signed_extras(
    z: Floats, prior: Floats, *, factors: int | None = None, keep: Keep = "eigenvalue", rotate: str = "none"
) -> Mapping[str, Floats]:
    """As of `pca`; the loadings are the rotated ones where they are rotated."""
    if rotate == "none":
        return _extras(z, prior, factors=factors, keep=keep)
    found = _varimax_extras(z, prior, factors=factors, keep=keep)
    return {name: found["rotated" if name == "loadings" else name] for name in found if name != "rotated"}


@register(
    "weight", "pca", zh="主成分赋权", en="principal component weights",
    about_zh="按特征值占比加总各主成分的平方特征向量",
    formula=Text("w_j ∝ Σ_f (λ_f/Σλ) v_jf²，f 为保留的主成分", "w_j ∝ Σ_f (λ_f/Σλ) v_jf², f the kept components"),
    source=handbook(6),
    needs={"real", "complete"}, traits=TRAITS, fits_on="unit", variant=_variant, extras=_extras,
    told=_told, sides=SIDES,
)  # fmt: skip
def pca(z: Floats, prior: Floats, *, factors: Factors = None, keep: Keep = "eigenvalue") -> Floats:
    """Weights in proportion to squared eigenvector entries, averaged over the kept components by eigenvalue.

    z        (..., n, k)  directed min-max values of the reference set, no gaps
    prior    (k,)         not looked at
    factors  how many components to keep, if not by `keep`
    keep     eigenvalue: those above 1; handbook: those above 1 that explain more than 10 % each, and the next ones
             until together they explain more than 60 %; a share such as 0.85: as many as together explain at least
             that (累计方差贡献率). The first component always stays
    returns (..., k)
    Squares make the weights free of the sign of the components. A constant column weighs 0; gaps are refused by name.
    With n <= k the components are unstable, and the variant line says so.

    中文
    z        (..., n, k)  参照集的正向极差标准化值，不得有缺失
    prior    (k,)         不用
    factors  保留的主成分个数；不给时由 keep 决定
    keep     eigenvalue：特征值大于 1 者；handbook：特征值大于 1 且各解释 10% 以上者，不足 60% 时依次再取，直到合计超
             过 60%；0.85 之类的份额：累计方差贡献率达到该份额为止。第一主成分总是保留
    返回 (..., k) 权重
    取平方后权重与主成分的符号无关。常数列的权重为 0；有缺失的列指名拒绝。n <= k 时主成分不稳定，具体做法中会注明。
    """
    values, vectors = _components(z, "pca")
    share = np.where(kept(values, factors, keep), values, 0.0)
    importance = (vectors**2 * share[..., None, :]).sum(axis=-1)
    return shares(without_constants(importance, z), method="pca")


@register(
    "weight", "pca_signed", zh="主成分综合权重", en="principal component weights by signed loadings",
    about_zh="SPSS 教程中常见的做法：载荷除以特征值平方根，再按方差贡献率加权；出现负权重时拒绝",
    formula=Text(
        "w_j ∝ Σ_f (λ_f/Σλ) a_jf/√λ_f，a 为载荷（可旋转，λ_f 为其平方和），f 为保留的主成分",
        "w_j ∝ Σ_f (λ_f/Σλ) a_jf/√λ_f, a loadings (or rotated ones, λ_f their sum of squares), f the kept components",
    ),
    source=Text(
        "国内 SPSS 教程中的主成分综合得分模型；旋转后者为 SPSSAU 的因子分析权重",
        "the component score model (主成分综合得分模型) of Chinese textbooks on SPSS; rotated, SPSSAU's weights by "
        "factor analysis",
    ),
    needs={"real", "complete"}, traits=TRAITS, fits_on="unit", variant=_signed_variant,
    extras=_signed_extras, told=_told, sides=SIDES,
)  # fmt: skip
def pca_signed(
    z: Floats, prior: Floats, *, factors: Factors = None, keep: Keep = "eigenvalue", rotate: Rotate = "none"
) -> Floats:
    """Weights from the coefficients of the components, refused when any of them is negative.

    z        (..., n, k)  directed min-max values of the reference set, no gaps
    prior    (k,)         not looked at
    factors, keep  as in `pca`
    rotate   none; varimax: of the rotated loadings, each divided by the root of its factor's sum of squares
    returns (..., k)
    Each component's sign is fixed so that the sum of its coefficients is positive. A negative weight says that the
    components oppose an indicator; taking its absolute value would hide that, so the columns are named and refused.

    中文
    z              (..., n, k)  参照集的正向极差标准化值，不得有缺失
    prior          (k,)         不用
    factors、keep  同 `pca`
    rotate         none：不旋转；varimax：用方差最大旋转后的载荷，各除以所在因子载荷平方和的平方根
    返回 (..., k) 权重
    每个主成分的符号取其系数之和为正的一种。出现负权重，说明主成分与该指标方向相反；取绝对值只会掩盖这一点，因此列出这
    些指标并拒绝计算。
    """
    values, vectors = _components(z, "pca_signed")
    if rotate == "varimax":
        r = correlation(z)
        rotated = [_by_variance(_rotated(one, factors, keep)) for one in r.reshape(-1, *r.shape[-2:])]
        coefficient = np.array(rotated).reshape(r.shape[:-1])
    else:
        share = np.where(kept(values, factors, keep), values, 0.0)
        coefficient = (vectors * share[..., None, :]).sum(axis=-1)
    refuse(coefficient < -1e-12, "E3207", method="pca_signed")
    return shares(without_constants(np.maximum(coefficient, 0.0), z), method="pca_signed")


@register(
    "weight", "pca_varimax", zh="因子分析赋权", en="factor analysis weights (varimax)",
    aliases=("fa", "factor_analysis"),
    about_zh="方差最大旋转后的平方载荷，每个指标归入其占比最大的因子（Nicoletti 等）",
    formula="f(j) = argmax_f b_jf²/V_f; w_j ∝ b_j,f(j)²; V_f = Σ_j b_jf²",
    source=cited(
        "Nicoletti et al. (2000)",
        Text("OECD/JRC 手册（2008）表 17-18", "OECD/JRC Handbook (2008), tables 17-18"),
    ),
    needs={"real", "complete"}, traits=TRAITS, fits_on="unit", variant=_varimax_variant, extras=_varimax_extras,
    told=_told, sides=(*SIDES, Side("rotated", "旋转后载荷", "rotated loading", ("column", "component"))),
)  # fmt: skip
def pca_varimax(z: Floats, prior: Floats, *, factors: Factors = None, keep: Keep = "eigenvalue") -> Floats:
    """Weights in proportion to each indicator's squared loading on the rotated factor it belongs to.

    z        (..., n, k)  directed min-max values of the reference set, no gaps
    prior    (k,)         not looked at
    factors, keep  which components are rotated, as in `pca`. The Handbook's technology index keeps four, the last with
                   eigenvalue 0.9
    returns (..., k)
    A constant column weighs 0; gaps are refused by name.

    中文
    z              (..., n, k)  参照集的正向极差标准化值，不得有缺失
    prior          (k,)         不用
    factors、keep  参与旋转的主成分，同 `pca`；OECD 手册的技术成就指数保留四个，最后一个特征值为 0.9
    返回 (..., k) 权重
    常数列的权重为 0；有缺失的列指名拒绝。
    """
    refuse_few_rows(z, 3, method="pca_varimax")
    refuse_gaps(z, method="pca_varimax")
    r = correlation(z)
    squares = [_own_square(_rotated(one, factors, keep)) for one in r.reshape(-1, *r.shape[-2:])]
    return shares(without_constants(np.array(squares).reshape(r.shape[:-1]), z), method="pca_varimax")


def _components(z: Floats, name: str) -> tuple[Floats, Floats]:
    refuse_few_rows(z, 3, method=name)
    refuse_gaps(z, method=name)
    return principal(correlation(z))


def _rotated(r: Floats, factors: int | None, keep: Keep) -> Floats:
    """Varimax loadings (k, f) of one correlation matrix."""
    values, vectors = principal(r)
    chosen = kept(values, factors, keep) & (values > 1e-12)
    loadings = vectors[:, chosen] * np.sqrt(values[chosen])
    return varimax(loadings) if loadings.shape[1] > 1 else loadings


def _by_variance(b: Floats) -> Floats:
    """Rotated loadings (k, f) as coefficients of unit length, summed (k,) by the factors' sums of squares."""
    return np.asarray((signed(b) * np.sqrt((b**2).sum(axis=0))).sum(axis=1))


def _own_square(b: Floats) -> Floats:
    """Squared loading (k,) of each row on the factor where it takes the largest part of the factor's variance."""
    if b.shape[1] == 0:
        return np.zeros(len(b))
    squares = b**2
    own = (squares / squares.sum(axis=0)).argmax(axis=1)
    return np.asarray(squares[np.arange(len(b)), own])
