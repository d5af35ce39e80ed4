"""No imputation: what is missing stays missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import register
from nqp_index.terms import Text


@register(
    "impute", "none", zh="不插补", en="no imputation",
    source=Text("缺失不作零处理：没有数据的单元保持缺失", "missing is never zero: a cell without data stays empty"),
    formula="x", about_zh="缺失的单元保持缺失",
    about_en="missing cells stay missing", traits={"own_series", "no_future"},
    variant=lambda n, k: Text("缺失的单元保持缺失", "missing cells stay missing"),
)  # fmt: skip
def none(x: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Leave every gap a gap.

    x  (..., T, R, K)  values; NaN = missing
    returns x itself, and False for every cell

    中文
    x  (..., T, R, K)  数值；NaN = 缺失
    返回 x 本身；没有任何单元被补
    """
    return x, np.zeros(x.shape, dtype=np.bool_)
