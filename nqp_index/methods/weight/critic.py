"""CRITIC weights: an indicator weighs more, the more it varies and the less it agrees with the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import numpy as np

from nqp_index.methods.kernels import Floats, column_max, column_min, safe_divide
from nqp_index.methods.params import OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.weight.correlation import Kind, correlation, deviation_and_pearson, spread
from nqp_index.methods.weight.outcome import refuse_few_rows, shares
from nqp_index.terms import Text, joined

Conflict = Literal["signed", "abs"]
SIDES = (
    Side("contrast", "对比强度 σ", "contrast σ", ("column",)),
    Side("conflict", "冲突性", "conflict with the others", ("column",)),
)


def _variant(conflict: Conflict, correlation: Kind, n: int, k: int) -> Text:
    kind = {"pearson": "皮尔逊相关系数", "spearman": "斯皮尔曼秩相关系数", "kendall": "肯德尔秩相关系数"}[correlation]
    return joined("1 - r" if conflict == "signed" else "1 - |r|", Text(kind, correlation), f"n = {n}")


def _raw_variant(conflict: Conflict, correlation: Kind, n: int, k: int) -> Text:
    return joined(Text("不计方向的极差标准化", "undirected min-max"), _variant(conflict, correlation, n, k))


def _extras(
    z: Floats, prior: Floats, *, conflict: Conflict = "signed", correlation: Kind = "pearson"
) -> Mapping[str, Floats]:
    contrast, against = _parts(z, conflict, correlation)
    return {"contrast": contrast, "conflict": against}


def _raw_extras(
    z: Floats, prior: Floats, *, conflict: Conflict = "signed", correlation: Kind = "pearson"
) -> Mapping[str, Floats]:
    return _extras(_unit(z), prior, conflict=conflict, correlation=correlation)


@register(
    "weight", "critic", zh="CRITIC 法", en="CRITIC weights",
    about_zh="对比强度（标准差）与冲突性（1 - 相关系数之和）的乘积；按正向极差标准化值计算",
    formula="C_j = s_j Σ_l (1 - r_jl); w = C/ΣC", source="Diakoulaki et al. (1995) Computers & OR 22:763-770",
    needs={"real"}, traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches"},
    fits_on="unit", variant=_variant, extras=_extras, sides=SIDES,
)  # fmt: skip
def critic(
    z: Floats,
    prior: Floats,
    *,
    conflict: Annotated[Conflict, OneOf("signed", "abs")] = "signed",
    correlation: Annotated[Kind, OneOf("pearson", "spearman", "kendall")] = "pearson",
) -> Floats:
    """Weights in proportion to spread times disagreement with the other columns.

    z      (..., n, k)  directed min-max values of the reference set; NaN = missing
    prior  (k,)         not looked at
    conflict     signed: 1 - r, as in the paper; abs: 1 - |r|, as in some Chinese papers
    correlation  pearson, spearman (of ranks) or kendall
    returns (..., k)
    A constant column weighs exactly 0 and stays out of the sums of the others. Gaps are left out pair by pair. A single
    informative column weighs 1. Fewer than two rows, and columns that all agree perfectly, are refused.
    >>> critic(np.array([[0.0, 1.0], [0.5, 0.0], [1.0, 0.5]]), np.ones(2))
    array([0.5, 0.5])

    中文
    z            (..., n, k)  参照集的正向极差标准化值；NaN = 缺失
    prior        (k,)         不用
    conflict     signed：冲突性取 1 - r，与原论文相同；abs：取 1 - |r|，部分中文论文如此
    correlation  相关系数的种类：pearson、spearman（秩相关）或 kendall
    返回 (..., k) 权重
    常数列的权重恰为 0，也不进入其他列的求和。缺失值按成对可用数据处理。只有一列含信息时其权重为 1。少于两行，或各列完
    全正相关时拒绝。
    """
    return _weights(z, conflict, correlation, "critic")


@register(
    "weight", "critic_raw", zh="CRITIC 法（不计方向）", en="CRITIC weights, directions ignored",
    about_zh="与 CRITIC 相同，但所有指标一律按正向做极差标准化",
    formula=Text(
        "z = (x - min)/(max - min)，不计方向；C_j = s_j Σ_l (1 - r_jl)；w = C/ΣC",
        "z = (x - min)/(max - min) whatever the direction; C_j = s_j Σ_l (1 - r_jl); w = C/ΣC",
    ),
    source="Tus & Aytac Adali (2019) OPSEARCH 56:528-538",
    needs={"real"}, traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches", "scale_invariant",
                            "affine_invariant"},
    fits_on="raw", variant=_raw_variant, extras=_raw_extras, sides=SIDES,
)  # fmt: skip
def critic_raw(
    z: Floats,
    prior: Floats,
    *,
    conflict: Annotated[Conflict, OneOf("signed", "abs")] = "signed",
    correlation: Annotated[Kind, OneOf("pearson", "spearman", "kendall")] = "pearson",
) -> Floats:
    """CRITIC on raw values rescaled to [0, 1] as if larger were always better; the rest as in `critic`.

    z      (..., n, k)  raw values; NaN = missing
    prior  (k,)         not looked at
    conflict, correlation  as in `critic`
    returns (..., k)

    中文
    z      (..., n, k)  原值；NaN = 缺失。一律按正向作极差标准化，不看指标方向
    prior  (k,)         不用
    conflict、correlation  同 `critic`
    返回 (..., k) 权重
    其余规则同 `critic`。
    """
    return _weights(_unit(z), conflict, correlation, "critic_raw")


def _unit(x: Floats) -> Floats:
    least = column_min(x)
    return safe_divide(x - least, column_max(x) - least)


def _weights(z: Floats, conflict: Conflict, kind: Kind, name: str) -> Floats:
    refuse_few_rows(z, 2, method=name)
    contrast, against = _parts(z, conflict, kind)
    lonely = (contrast > 0).sum(axis=-1, keepdims=True) == 1
    if lonely.any():
        against = np.where(lonely & (contrast > 0), 1.0, against)
    return shares(contrast * against, method=name)


def _parts(z: Floats, conflict: Conflict, kind: Kind) -> tuple[Floats, Floats]:
    """Contrast s_j and conflict Σ_l (1 - r_jl) of each column: two arrays (..., k)."""
    contrast, r = deviation_and_pearson(z) if kind == "pearson" else (spread(z), correlation(z, kind))
    varied = contrast > 0
    if conflict == "abs":
        np.abs(r, out=r)
    # 1 - r is summed over the informative columns only; r is 0 for the others
    against = varied.sum(axis=-1, keepdims=True) - r.sum(axis=-1)
    against = np.where(against > 1e-12 * z.shape[-1], against, 0.0)
    return contrast, against
