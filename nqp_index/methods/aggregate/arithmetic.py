"""The weighted arithmetic mean: full compensation between children."""

from __future__ import annotations

from nqp_index.methods.kernels import Floats, weighted_mean
from nqp_index.methods.registry import register
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text


@register(
    "aggregate", "arithmetic", zh="加权算术平均", en="weighted arithmetic mean", aliases=("linear", "mean"),
    source=handbook(7),
    formula="S = Σ w z",
    needs={"real"}, traits={"compensatory", "idempotent", "monotone", "takes_gaps", "independent", "linear"},
    variant=lambda n, k: Text(
        "按现有下级计算，其权重归一化为合计 1", "over the children present, their weights scaled to sum 1"
    ),
)  # fmt: skip
def arithmetic(z: Floats, w: Floats) -> Floats:
    """Weighted arithmetic mean: a low score is fully made up for by a high one.

    z  (..., n, k)  scores of the children; NaN = missing
    w  (..., k)     weights, sum 1
    returns (..., n)  scores; over the present children, missing where none is present

    中文
    z  (..., n, k)  各下级的得分；NaN = 缺失
    w  (..., k)     权重，合计 1
    返回 (..., n) 得分：按现有下级加权平均，各下级全部缺失时为缺失
    长短项完全可以相互补偿。
    """
    return weighted_mean(z, w)
