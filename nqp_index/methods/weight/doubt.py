"""Benefit of the doubt: every region weighs the indicators as suits it best; the average of those weights."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.frontier import best_weights, most_even, undominated
from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register
from nqp_index.methods.sources import cited, handbook
from nqp_index.methods.weight.outcome import refuse, refuse_gaps, shares
from nqp_index.terms import Text, joined

MOST_ROWS = 1000


@register(
    "weight", "bod", zh="怀疑受益法权重", en="benefit of the doubt weights",
    about_zh="每个评价对象各取对自己最有利的权重（数据包络），再取平均",
    formula=Text(
        "max w·y_i：对一切 h 有 w·y_h <= 1，low/k <= w_j y_ij/(w·y_i) <= high/k；取 w_i/Σw_i 的均值；y = 0.01 + 0.99 z",
        "max w·y_i: w·y_h <= 1 for all h, low/k <= w_j y_ij/(w·y_i) <= high/k; mean of w_i/Σw_i; y = 0.01 + 0.99 z",
    ),
    source=cited("Cherchye et al. (2007)", handbook(6)),
    needs={"unit", "complete"}, fits_on="unit", max_rows=MOST_ROWS,
    traits={"data_driven", "permutes", "constant_zero", "batches", "slow"},
    variant=lambda low, high, n, k: joined(
        Text(f"份额在 {low:g}/k 至 {high:g}/k 之间", f"shares {low:g}/k to {high:g}/k"), "y = 0.01 + 0.99 z", f"n = {n}"
    ),
)  # fmt: skip
def bod(
    z: Floats,
    prior: Floats,
    *,
    low: Annotated[float, Interval(0, 1)] = 0.5,
    high: Annotated[float, Interval(1, 1000)] = 1.5,
) -> Floats:
    """The average over regions of the weights under which each scores best.

    z      (..., n, k)  directed min-max values of the reference set, no gaps
    prior  (k,)         not looked at
    low, high  bounds of each indicator's share in a region's score, as multiples of 1/k; 0 and k leave it free
    returns (..., k)
    Several weights can be best for the same region; of those the ones with the most even shares count. One linear
    programme per region over all regions: more than 1000 rows are refused. A constant column weighs exactly 0.

    中文
    z          (..., n, k)  参照集的正向极差标准化值，不得有缺失
    prior      (k,)         不用
    low、high  每个指标在评价对象得分中所占份额的下限与上限，均为 1/k 的倍数；取 0 与 k 时不加约束
    返回 (..., k) 各对象最有利权重的平均
    同一对象有多组最优权重时，取份额最均匀的一组。每个对象对全体对象解一个线性规划，超过 1000 行时拒绝。常数列的权重恰
    为 0。
    """
    refuse_gaps(z, method="bod")
    refuse(np.any(z < 0, axis=-2), "E3203", method="bod")
    found = [_average(one, low, high) for one in z.reshape(-1, *z.shape[-2:])]
    return shares(np.array(found).reshape(*z.shape[:-2], z.shape[-1]), method="bod")


def _average(z: Floats, low: float, high: float) -> Floats:
    """Mean of the regions' own weights (k,), 0 for constant columns."""
    varied = ~is_constant(z)
    w = np.zeros(z.shape[-1])
    if varied.any():
        own = _own_weights(0.01 + 0.99 * z[:, varied], low / varied.sum(), high / varied.sum())
        w[varied] = (own / own.sum(axis=1, keepdims=True)).mean(axis=0)
    return w


def _own_weights(y: Floats, low: float, high: float) -> Floats:
    """Weights (n, k) that put each region in its best light; of several, those with the most even shares."""
    least, most = np.full(y.shape[1], low), np.full(y.shape[1], high)
    frontier = undominated(y)
    return most_even(y, best_weights(y, frontier, least, most), frontier, most)
