"""The efficacy coefficient of Chinese statistical practice: marks from a pass at 60 to full marks at 100."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import Floats, column_max, column_min, safe_divide
from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register
from nqp_index.terms import Text


def _variant(*, low: float, high: float, n: int, k: int) -> Text:
    return Text(f"{low:g} + {high - low:g} × 全距中的位置，上下限取自参照集",
                f"{low:g} + {high - low:g} x share of the range, bounds of the reference set")  # fmt: skip


@register(
    "normalise", "efficacy", zh="功效系数法", en="efficacy coefficient",
    formula=Text(
        "z = low + (high - low) (x - 不容许值)/(满意值 - 不容许值)",
        "z = low + (high - low) (x - not allowed)/(satisfactory - not allowed)",
    ),
    source=Text(
        "国内综合评价教材中的功效系数法",
        "the efficacy coefficient (功效系数法) of Chinese textbooks of comprehensive evaluation",
    ),
    about_zh="不容许值得 60 分，满意值得 100 分", about_en="the worst value scores 60, the satisfactory one 100",
    needs={"real"}, gives={"bounded"}, traits={"keeps_order", "affine_invariant"}, variant=_variant,
)  # fmt: skip
def efficacy(
    x: Floats,
    ref: Floats,
    *,
    low: Annotated[float, Interval(0, 99)] = 60.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
) -> Floats:
    """Marks from `low` at the reference set's worst value to `high` at its best.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set, in the same measures: its extremes stand for the not-allowed and the
                      satisfactory value; declared ones go through `goalpost` with low 60
    low, high  marks of the not-allowed and the satisfactory value
    returns (..., n, K)  marks; missing in constant columns
    >>> efficacy(np.array([[0.0], [5.0], [10.0]]), np.array([[0.0], [10.0]])).ravel()
    array([ 60.,  80., 100.])

    中文
    x          (..., n, K)  数值，越大越好；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同；以其最小、最大值为不容许值与满意值。事先声明的不容许值与满意值应改用
               `goalpost` 并设 low: 60
    low、high  不容许值与满意值的分数
    返回 (..., n, K) 分数；常数列无得分
    """
    least, most = column_min(ref), column_max(ref)
    return low + (high - low) * np.asarray(safe_divide(x - least, most - least))
