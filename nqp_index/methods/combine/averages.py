"""Several weight sets joined by averages: arithmetic, geometric, and the bare product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import numpy as np

from nqp_index.errors import DataError, UsageError, problem
from nqp_index.methods.kernels import Floats, failing, normed
from nqp_index.methods.params import Interval, Numbers
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text

SIDES = (Side("effective_number", "有效指标数 1/Σw²", "effective number of indicators 1/Σw²"),)


def _product_extras(W: Floats) -> Mapping[str, Floats]:
    return _concentration(_product(W, 1.0, "product"))


def _sqrt_product_extras(W: Floats) -> Mapping[str, Floats]:
    return _concentration(_product(W, 1.0 / W.shape[-2], "sqrt_product"))


def _mean_variant(alpha: Sequence[float] | None, n: int, k: int) -> Text:
    if alpha is None:
        return Text("各组系数相同", "equal coefficients")
    own = tuple(f"{a:g}" for a in alpha)
    return Text(f"系数 {'、'.join(own)}", f"coefficients {', '.join(own)}")


@register(
    "combine", "mean", zh="线性加权组合", en="linear combination", aliases=("linear",),
    source=handbook(6),
    about_zh="各组权重的加权平均", formula="w = Σ_s α_s w_s / Σ α",
    traits={"permutes", "batches", "between"}, variant=_mean_variant,
)  # fmt: skip
def mean(W: Floats, *, alpha: Annotated[Sequence[float] | None, Numbers(Interval(0))] = None) -> Floats:
    """The average of the weight sets.

    W      (..., L, k)  weight sets, each with sum 1
    alpha  L coefficients >= 0, not all 0; equal ones when absent
    returns (..., k)    NaN where a set has none (a draw that failed)
    >>> mean(np.array([[0.2, 0.8], [0.6, 0.4]]))
    array([0.4, 0.6])

    中文
    W      (..., L, k)  各组权重，每组合计 1
    alpha  L 个组合系数，非负且不全为 0；未给时各组相同
    返回 (..., k) 组合权重；某组没有权重（该次抽样失败）时为 NaN
    """
    sets = W.shape[-2]
    if alpha is not None and (len(alpha) != sets or not sum(alpha) > 0):
        raise UsageError(problem("E3301", given=len(alpha), sets=sets))
    a = np.full(sets, 1.0 / sets) if alpha is None else np.asarray(alpha, dtype=np.float64) / sum(alpha)
    return normed((a[:, None] * W).sum(axis=-2))


@register(
    "combine", "product", zh="乘法合成", en="multiplicative combination", aliases=("multiplicative",),
    about_zh="各组权重相乘后归一化；会使权重更加集中", formula="w_j ∝ Π_s w_sj",
    source=Text(
        "国内综合评价教材中的乘法合成归一法",
        "the multiplicative combination (乘法合成归一法) of Chinese textbooks of comprehensive evaluation",
    ),
    traits={"permutes", "batches"}, extras=_product_extras, sides=SIDES,
    variant=lambda n, k: Text("各组之积，归一化为合计 1", "product of the sets, scaled to sum 1"),
)  # fmt: skip
def product(W: Floats) -> Floats:
    """The product of the weight sets, rescaled to sum 1.

    W  (..., L, k)  weight sets >= 0, each with sum 1
    returns (..., k)
    A zero in one set removes the indicator; when that leaves none, the sets cannot be combined: refused. Products
    sharpen concentration: the extras give the effective number of indicators, 1/Σw².

    中文
    W  (..., L, k)  各组权重，非负，每组合计 1
    返回 (..., k) 各组权重之积，归一化为合计 1
    任何一组权重为 0 的指标即被剔除；全部剔除时无法组合，拒绝计算。相乘使权重更加集中：附带给出有效指标数 1/Σw²。
    """
    return _product(W, 1.0, "product")


@register(
    "combine", "sqrt_product", zh="最小相对信息熵组合", en="minimum relative entropy combination",
    aliases=("relative_entropy", "geometric"),
    about_zh="各组权重的几何平均归一化，即与各组的相对熵之和最小",
    source=cited(
        Text("中文论文中的最小相对信息熵原理", "the least relative entropy (最小相对信息熵原理) of Chinese papers"),
        "Kullback & Leibler (1951)",
    ),
    formula="w_j ∝ (Π_s w_sj)^(1/L)",
    traits={"permutes", "batches"}, extras=_sqrt_product_extras, sides=SIDES,
    variant=lambda n, k: Text("各组的几何平均，归一化为合计 1", "geometric mean of the sets, scaled to sum 1"),
)  # fmt: skip
def sqrt_product(W: Floats) -> Floats:
    """The geometric mean of the weight sets, rescaled: it has the least relative entropy to all of them together.

    W  (..., L, k)  weight sets >= 0, each with sum 1
    returns (..., k)    the rules of `product` for zeros
    >>> sqrt_product(np.array([[0.2, 0.8], [0.8, 0.2]]))
    array([0.5, 0.5])

    中文
    W  (..., L, k)  各组权重，非负，每组合计 1
    返回 (..., k) 各组权重的几何平均，归一化为合计 1；含 0 时的规则同 `product`
    """
    return _product(W, 1.0 / W.shape[-2], "sqrt_product")


def _product(W: Floats, power: float, name: str) -> Floats:
    negative = failing(W < 0)
    if negative:
        raise DataError(problem("E3305", method=name, columns=negative))
    raw = W.prod(axis=-2) ** power
    if not (raw.sum(axis=-1) > 0).any() and not np.isnan(raw).any():
        raise DataError(problem("E3302", method=name))
    return normed(raw)


def _concentration(w: Floats) -> Mapping[str, Floats]:
    """The number of equally weighted indicators that would be as concentrated as w."""
    return {"effective_number": np.asarray(1.0 / (w * w).sum(axis=-1))}
