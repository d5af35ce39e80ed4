"""Weights that no data can move: equal ones and given ones."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, normed
from nqp_index.methods.registry import register
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text


@register(
    "weight", "equal_nested", zh="等权（逐级）", en="equal weights within each parent",
    formula=Text("w = 1/k，k 为同一上级的下级个数", "w = 1/k inside each parent"), source=handbook(6),
    fits_on="none", traits={"data_free", "permutes", "batches"},
    variant=lambda n, k: Text("每级等权，逐级相乘", "equal at every level, multiplied down"),
)  # fmt: skip
def equal_nested(z: Floats, prior: Floats) -> Floats:
    """The same weight for every child of a parent.

    z      (..., n, k)  not looked at
    prior  (k,)         declared weights, not looked at
    returns (..., k)    1/k each

    中文
    z      (..., n, k)  不用
    prior  (k,)         给定权重，不用
    返回 (..., k) 同一上级的各下级均为 1/k
    """
    k = z.shape[-1]
    return np.full((*z.shape[:-2], k), 1.0 / k)


@register(
    "weight", "equal", zh="等权（各指标相同）", en="the same weight for every indicator", aliases=("equal_flat",),
    about_zh="不分层级，每个指标权重均为 1/K，维度权重为其指标权重之和",
    formula=Text("w = 1/K，K 为全部指标个数", "w = 1/K over all indicators"), source=handbook(6),
    fits_on="none", level="flat", traits={"data_free", "permutes", "batches"},
    variant=lambda n, k: Text("各 1/k，k 为下级个数", "1/k each, k the number of children"),
)  # fmt: skip
def equal(z: Floats, prior: Floats) -> Floats:
    """The same weight for every indicator of the whole tree: a pillar weighs by the number of its indicators.

    z      (..., n, k)  not looked at
    prior  (k,)         not looked at
    returns (..., k)    1/k each

    中文
    z      (..., n, k)  不用
    prior  (k,)         不用
    返回 (..., k) 每个指标 1/k；维度的权重因此与其指标个数成正比
    """
    return equal_nested(z, prior)


@register(
    "weight", "manual", zh="给定权重", en="weights as declared", aliases=("given", "declared"),
    formula=Text("w = a / Σa，a 为给定权重", "w = a / Σa, a the declared weights"),
    source=Text(
        "OECD/JRC 手册（2008）第 6 步：预算分配法、德尔菲法均值",
        "OECD/JRC Handbook (2008), step 6: budget allocation, Delphi means",
    ),
    fits_on="none", traits={"data_free", "permutes", "batches"},
    variant=lambda n, k: Text("给定权重，归一化为合计 1", "declared weights, scaled to sum 1"),
)  # fmt: skip
def manual(z: Floats, prior: Floats) -> Floats:
    """The weights declared in the framework, rescaled to sum 1 under each parent.

    z      (..., n, k)  not looked at
    prior  (..., k)     declared weights, >= 0, not all 0
    returns (..., k)

    中文
    z      (..., n, k)  不用
    prior  (..., k)     指标体系中给定的权重，非负且不全为 0
    返回 (..., k) 在每个上级之下归一化为合计 1
    """
    return np.broadcast_to(normed(prior), (*z.shape[:-2], z.shape[-1])).copy()
