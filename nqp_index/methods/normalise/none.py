"""No normalisation: the values are scores already."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.registry import register


@register(
    "normalise", "none", zh="不标准化", en="no normalisation", aliases=("raw", "identity"),
    formula="z = x", source="OECD/JRC Handbook (2008), table 38 (geometric mean of raw values)",
    about_zh="原值即得分，各指标须同一量纲", about_en="the values themselves: only for indicators in one measure",
    needs={"real"}, traits={"keeps_order"},
    variant=lambda n, k: "directed values as they are",
)  # fmt: skip
def none(x: Floats, ref: Floats) -> Floats:
    """The directed values themselves.

    x    (..., n, K)  values, larger is better; NaN = missing
    ref  (..., m, K)  the reference set
    returns (..., n, K)  x; missing in columns that are constant in ref
    >>> none(np.array([[3.0]]), np.array([[1.0], [2.0]]))
    array([[3.]])
    """
    return np.where(is_constant(ref)[..., None, :], np.nan, x)
