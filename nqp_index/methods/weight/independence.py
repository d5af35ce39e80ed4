"""Independence weights: an indicator weighs less, the better the others together predict it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.weight.correlation import correlation
from nqp_index.methods.weight.outcome import refuse, refuse_few_rows, refuse_gaps, shares
from nqp_index.terms import Text, joined


@register(
    "weight", "independence", zh="独立性权系数法", en="independence weights", aliases=("独立性权",),
    about_zh="以每个指标对其余指标的复相关系数 R 的倒数为权重，重复信息越多权重越低",
    formula=Text(
        "w_j ∝ 1/R_j，R_j 为 j 对其余各指标的复相关系数",
        "w_j ∝ 1/R_j, R_j the multiple correlation of j with all others",
    ),
    source=Text(
        "国内综合评价教材中的独立性权系数法",
        "the independence weights (独立性权系数法) of Chinese textbooks of comprehensive evaluation",
    ),
    needs={"real", "complete"}, fits_on="unit", extras=lambda z, prior: _extras(z),
    sides=[Side("multiple_correlation", "复相关系数 R", "multiple correlation R", ("column",))],
    traits={"data_driven", "permutes", "constant_zero", "batches", "scale_invariant", "affine_invariant"},
    variant=lambda n, k: joined(Text("1/R，R 为对其余各指标的复相关系数", "1/R, R of each on all others"), f"n = {n}"),
)  # fmt: skip
def independence(z: Floats, prior: Floats) -> Floats:
    """Weights in proportion to 1/R_j, R_j the multiple correlation of column j with all others.

    z      (..., n, k)  directed min-max values of the reference set, no gaps
    prior  (k,)         not looked at
    returns (..., k)
    Needs more rows than columns: otherwise every column is predicted perfectly, and all would weigh the same. A column
    that the others do not predict at all (R = 0) would weigh infinitely much and is refused by name. A constant column
    weighs exactly 0; a single informative column weighs 1.

    中文
    z      (..., n, k)  参照集的正向极差标准化值，不得有缺失
    prior  (k,)         不用
    返回 (..., k) 权重
    行数须多于列数，否则每一列都能被其余各列完全拟合，权重全都相同。与其余指标完全不相关（R = 0）的列权重将为无穷大，
    指名拒绝。常数列的权重恰为 0；只有一列含信息时其权重为 1。
    """
    refuse_few_rows(z, z.shape[-1] + 1, method="independence")
    refuse_gaps(z, method="independence")
    varied = ~is_constant(z)
    lonely = varied & (varied.sum(axis=-1, keepdims=True) == 1)
    multiple = np.where(lonely, 1.0, _multiple_correlation(z))
    refuse(varied & (multiple <= 1e-9), "E3208", method="independence")
    return shares(np.divide(1.0, multiple, out=np.zeros_like(multiple), where=varied), method="independence")


def _extras(z: Floats) -> Mapping[str, Floats]:
    return {"multiple_correlation": _multiple_correlation(z)}


def _multiple_correlation(z: Floats) -> Floats:
    """R_j (..., k): from the inverse of the correlation matrix, and column by column where that is singular."""
    r = correlation(z)
    eye = np.eye(r.shape[-1])
    regular = np.linalg.eigvalsh(r)[..., 0] > 1e-8
    inverse = np.linalg.inv(np.where(regular[..., None, None], r, eye))
    squares = 1.0 - 1.0 / np.diagonal(inverse, axis1=-2, axis2=-1)
    if not regular.all():
        squares = np.where(regular[..., None], squares, _by_regression(r))
    return np.sqrt(np.clip(squares, 0.0, 1.0))


def _by_regression(r: Floats) -> Floats:
    """R_j² (..., k) of each column on the others; columns that repeat one another share their part."""
    k = r.shape[-1]
    squares = np.zeros(r.shape[:-1])
    for j in range(k):
        others = [m for m in range(k) if m != j]
        own = r[..., others, j]
        between = np.linalg.pinv(r[..., others, :][..., others], rcond=1e-12, hermitian=True)
        squares[..., j] = np.einsum("...a,...ab,...b->...", own, between, own)
    return squares
