"""No treatment: extremes stay as published."""

from __future__ import annotations

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import register
from nqp_index.terms import Text


@register(
    "treat", "none", zh="不处理", en="no treatment",
    source=Text("真实的极端值应当说明，而不是悄悄改动", "a real extreme deserves a note, not a silent clip"),
    formula="x",
    about_zh="极端值保持原样，仅在审查中标出", about_en="extremes stay as they are; the audit points them out",
    needs={"real"}, traits={"keeps_order", "keeps_measure", "pointwise"},
    variant=lambda n, k: Text("原值", "values as they are"),
)  # fmt: skip
def none(x: Floats, ref: Floats) -> Floats:
    """Leave every value as it is.

    x    (..., n, K)  values; NaN = missing
    ref  (..., m, K)  not looked at
    returns x

    中文
    x    (..., n, K)  数值；NaN = 缺失
    ref  (..., m, K)  不用
    返回 x 本身
    """
    return x
