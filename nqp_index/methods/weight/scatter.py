"""Weights of 纵横向拉开档次法: those that pull the scores of regions furthest apart, over all years together."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.params import OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.weight.components import principal
from nqp_index.methods.weight.outcome import refuse, refuse_few_rows, refuse_gaps, shares
from nqp_index.terms import Text, joined

Data = Literal["centred", "within_year", "uncentred"]
#: What A is made of, in words.
PREPARED = {
    "centred": Text("全部年份的 Z 分数", "z-scores over all years"),
    "within_year": Text("逐年的 Z 分数", "z-scores within each year"), "uncentred": Text("极差标准化值", "min-max"),
}  # fmt: skip


def _variant(data: Data, negative: str, n: int, k: int) -> Text:
    rule = {"refuse": Text("拒绝", "refuse"), "drop": Text("剔除", "drop")}[negative]
    opposed = Text(f"异号元素：{rule.zh}", f"negative entries: {rule.en}")
    return joined(Text("各年 H = Σ A'A", "H = Σ A'A over years"), PREPARED[data], f"n = {n}", opposed)


@register(
    "weight", "scatter", zh="纵横向拉开档次法", en="weights of greatest scatter", aliases=("vhsd", "拉开档次法"),
    about_zh="使各年各评价对象得分的总离差最大的权重：H = Σ A'A 的最大特征向量",
    formula=Text(
        "H = Σ_t A_t'A_t；w = v/Σv，v 为 H 的最大特征向量",
        "H = Σ_t A_t'A_t; w = v/Σv, v the top eigenvector of H",
    ),
    source=Text(
        "郭亚军（2002）管理科学学报 5(2):49-54",
        "Guo Yajun (2002), J. of Management Sciences in China 5(2):49-54",
    ),
    needs={"real", "complete"}, traits={"data_driven", "permutes", "constant_zero", "batches"},
    fits_on="unit", variant=_variant,
)  # fmt: skip
def scatter(
    z: Floats,
    prior: Floats,
    *,
    periods: int = 1,
    data: Annotated[Data, OneOf("centred", "within_year", "uncentred")] = "centred",
    negative: Annotated[Literal["refuse", "drop"], OneOf("refuse", "drop")] = "refuse",
) -> Floats:
    """Weights that make the sum of squares of the regions' scores over all years largest.

    z        (..., T*R, k)  directed min-max values, year by year, no gaps
    prior    (k,)           not looked at
    periods  T; matters for within_year only
    data     centred: z-scores (ddof 1) over all years; then H = (TR - 1) · correlation matrix, and the weights are the
             first principal component. within_year: z-scores within each year, so that growth common to all regions
             does not count. uncentred: the min-max values themselves, as many papers do; that maximises sums of
             squares, not dispersion, and favours columns with high values
    negative  refuse: entries of both signs are an error that names the columns; drop: such columns weigh 0 and the
              rest is fitted again
    returns (..., k)
    A constant column weighs exactly 0; gaps are refused by name.

    中文
    z         (..., T*R, k)  正向极差标准化值，按年排列，不得有缺失
    prior     (k,)           不用
    periods   年数 T；只在 within_year 时用到
    data      centred：对全部年份求 Z 分数（ddof 1），此时 H = (TR - 1) × 相关矩阵，权重即第一主成分；within_year：逐
              年求 Z 分数，各地共同的增长不计入；uncentred：直接用极差标准化值，不少论文如此，但最大化的是平方和而非离
              差，取值普遍偏高的列会占便宜
    negative  refuse：特征向量出现异号元素时指名拒绝；drop：这些列的权重取 0，其余重新求解
    返回 (..., k) 权重
    常数列的权重恰为 0；有缺失的列指名拒绝。
    """
    refuse_few_rows(z, 2, method="scatter")
    refuse_gaps(z, method="scatter")
    a = _prepared(z, data, periods)
    h = np.swapaxes(a, -1, -2) @ a
    v = _top(h)
    if negative == "refuse":
        refuse(v < -1e-10, "E3207", method="scatter")
        return shares(np.maximum(v, 0.0), method="scatter")
    while (v < -1e-10).any():
        kept = (v > 0).astype(np.float64)
        h = h * kept[..., :, None] * kept[..., None, :]
        v = _top(h)
    return shares(np.maximum(v, 0.0), method="scatter")


def _top(h: Floats) -> Floats:
    """Top eigenvector (..., k), exactly 0 for columns that are 0 in h (..., k, k)."""
    _, vectors = principal(h)
    return np.where(np.diagonal(h, axis1=-2, axis2=-1) > 0, vectors[..., 0], 0.0)


def _prepared(z: Floats, data: Data, periods: int) -> Floats:
    """A (..., n, k) as the variant asks; 0 for constant columns."""
    gone = is_constant(z)[..., None, :]
    if data == "uncentred":
        return np.where(gone, 0.0, z)
    if data == "within_year":
        years = z.reshape(*z.shape[:-2], periods, z.shape[-2] // periods, z.shape[-1])
        return _standardised(years).reshape(z.shape)
    return _standardised(z)


def _standardised(z: Floats) -> Floats:
    """Z-scores of the columns with ddof 1; 0 for constant ones."""
    flat = is_constant(z)[..., None, :]
    filled = np.where(flat, 0.0, z)
    centred = filled - filled.mean(axis=-2, keepdims=True)
    squares = (centred * centred).sum(axis=-2, keepdims=True)
    s = np.sqrt(squares / max(z.shape[-2] - 1, 1))
    return np.asarray(np.divide(centred, s, out=np.zeros_like(centred), where=~flat & (s > 0)))
