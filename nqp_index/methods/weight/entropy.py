"""Entropy weights: an indicator weighs more, the less evenly its values are spread over the regions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import numpy as np

from nqp_index.methods.kernels import Floats, column_count, is_constant
from nqp_index.methods.params import Either, Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.methods.weight.outcome import refuse, refuse_few_rows, shares
from nqp_index.terms import Text, joined

#: Below this divergence a column is looked at for being constant, so that rounding does not give it a weight.
FAINT = 1e-9
TINY = float(np.finfo(np.float64).tiny)
Shift = float | Literal["spssau"]
SHIFT = Either(Interval(0, 100), OneOf("spssau"))
SIDES = (
    Side("entropy", "信息熵 e", "entropy e", ("column",)),
    Side("divergence", "差异系数 g = 1 - e", "divergence g = 1 - e", ("column",)),
    Side("values", "有值个数 n_j", "number of values n_j", ("column",)),
)


def _variant(shift: Shift, low: float, high: float, n: int, k: int) -> Text:
    ends = f"[{low:g}, {high:g}]"
    span = Text(f"仅求权重时极差标准化到 {ends}", f"min-max to {ends} in the weights only")
    return joined("" if (low, high) == (0.0, 1.0) else span, _shift_text(shift), f"k = 1/ln {n}")


def _raw_variant(shift: Shift, costs: str, n: int, k: int) -> Text:
    inverse = Text("逆向指标取 1/x", "1/x for costs") if costs == "inverse" else ""
    return joined(Text("原值 p = x/Σx", "p = x/Σx on raw values"), inverse, _shift_text(shift), f"k = 1/ln {n}")


def _shift_text(shift: Shift) -> Text:
    if shift == 0:
        return Text("平移 0", "shift 0")
    if isinstance(shift, str):
        own = Text("min <= 0 的列平移 |min| + 0.01（SPSSAU）", "shift |min| + 0.01 where min <= 0 (SPSSAU)")
    else:
        own = Text(f"平移 {shift:g}", f"shift {shift:g}")
    return Text(f"{own.zh}，只影响权重、不影响得分", f"{own.en} in the weights only, not in the scores")


def _told(found: Sequence[Mapping[str, Any]]) -> Text:
    """Where columns have gaps, each has its own number of values."""
    n = np.concatenate([one["values"].ravel() for one in found])
    if n.min() == n.max():
        return Text()
    own = f"k_j = 1/ln n_j, n_j {n.min():g}..{n.max():g}"
    return Text(f"有缺失的列：{own}", f"gaps: {own}")


def _extras(
    z: Floats, prior: Floats, *, shift: Shift = 0.0, low: float = 0.0, high: float = 1.0
) -> Mapping[str, Floats]:
    return _table(_spanned(z, low, high), shift, "entropy")


def _raw_extras(
    z: Floats, prior: Floats, *, direction: Floats | None = None, shift: Shift = 0.0, costs: str = "as_is"
) -> Mapping[str, Floats]:
    return _table(_costs_turned(z, direction, costs), shift, "entropy_raw")


@register(
    "weight", "entropy", zh="熵权法", en="entropy weights", aliases=("熵值法",),
    about_zh="指标在各评价对象间差异越大，权重越高；按参照集的正向极差标准化值计算",
    formula="p = (z + c)/Σ(z + c); e = -(1/ln n) Σ p ln p; g = max(0, 1 - e); w = g/Σg",
    source=Text(
        "Shannon (1948)；Zhang et al. (2021) Sustainability 13:1862（各年合并，c = 0）",
        "Shannon (1948); Zhang et al. (2021) Sustainability 13:1862 (pooled, c = 0)",
    ),
    needs={"nonnegative"}, traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches"},
    fits_on="unit", variant=_variant, extras=_extras, sides=SIDES, told=_told,
)  # fmt: skip
def entropy(
    z: Floats,
    prior: Floats,
    *,
    shift: Annotated[Shift, SHIFT] = 0.0,
    low: Annotated[float, Interval(0, 1)] = 0.0,
    high: Annotated[float, Interval(0, 1, open_low=True)] = 1.0,
) -> Floats:
    """Weights in proportion to 1 - entropy of each column's shares.

    z       (..., n, k)  directed min-max values in [0, 1] of the reference set; NaN = missing
    prior   (k,)         not looked at
    shift   c added to every value before the shares are taken: 0, 1e-4 (usual in Chinese papers), 0.01, 1 ...;
            "spssau" adds |min| + 0.01 to each column whose smallest value is <= 0, as that service does
    low, high  z is first stretched to low + (high - low) z, as papers do with [0.002, 0.998]
    returns (..., k)
    0 ln 0 = 0. With gaps a column uses its own number n_j of values, k_j = 1/ln n_j. A constant column weighs exactly
    0. Negative values, fewer than two rows and a table of constants only are refused.
    >>> entropy(np.array([[0.0, 0.0], [1.0, 0.5], [1.0, 1.0]]), np.ones(2)).round(4)
    array([0.4674, 0.5326])

    中文
    z          (..., n, k)  参照集的正向极差标准化值，在 [0, 1] 内；NaN = 缺失
    prior      (k,)         不用
    shift      求比重前加到各值上的平移量 c：0、1e-4（中文论文常用）、0.01、1 等；spssau：最小值 min <= 0 的列加 |min|
               + 0.01，与 SPSSAU 的做法相同
    low、high  先把 z 线性变换到 low + (high - low) z，如有的论文用 [0.002, 0.998]；只影响权重，不影响得分
    返回 (..., k) 权重
    约定 0 ln 0 = 0。有缺失的列用自己的有效个数 n_j，k_j = 1/ln n_j。常数列的权重恰为 0。有负值、少于两行或全为常数列
    时拒绝。
    """
    return shares(_divergence(_spanned(z, low, high), shift, "entropy"), method="entropy")


@register(
    "weight", "entropy_raw", zh="熵权法（原值）", en="entropy weights on raw values",
    about_zh="教科书式熵权：p = x/Σx，直接用原值，不做极差标准化，也不看方向",
    formula="p = x/Σx; e = -(1/ln n) Σ p ln p; g = max(0, 1 - e); w = g/Σg",
    source="Hwang & Yoon (1981); Xu (2004) EJOR 156:530-532",
    needs={"nonnegative"},
    traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches", "scale_invariant"},
    fits_on="raw", variant=_raw_variant, extras=_raw_extras, sides=SIDES, told=_told,
)  # fmt: skip
def entropy_raw(
    z: Floats,
    prior: Floats,
    *,
    direction: Floats | None = None,
    shift: Annotated[Shift, SHIFT] = 0.0,
    costs: Annotated[Literal["as_is", "inverse"], OneOf("as_is", "inverse")] = "as_is",
) -> Floats:
    """Textbook entropy weights: shares of the raw values, whatever their direction.

    z          (..., n, k)  raw values >= 0; NaN = missing
    prior      (k,)         not looked at
    direction  (k,)         +1 or -1; only looked at when costs = "inverse", which takes 1/x for costs (x > 0)
    shift      added to every value before the shares are taken, as in `entropy`
    costs      as_is: costs as they are; inverse: 1/x first
    returns    (..., k)
    The same rules as `entropy` for zeros, gaps and constants. The weights change when a constant is added to x.

    中文
    z          (..., n, k)  原值，非负；NaN = 缺失
    prior      (k,)         不用
    direction  (k,)         +1 或 -1；只在 costs 为 inverse 时用到
    shift      求比重前加到各值上的平移量，同 `entropy`
    costs      as_is：逆向指标按原值计算；inverse：逆向指标取 1/x（要求 x > 0）
    返回 (..., k) 权重
    零值、缺失与常数列的规则同 `entropy`。原值加上一个常数，权重就会改变。
    """
    return shares(_divergence(_costs_turned(z, direction, costs), shift, "entropy_raw"), method="entropy_raw")


def raw_entropy(x: Floats, *, method: str) -> Floats:
    """Unshifted textbook entropy weights (..., k) of raw values (..., n, k), for a method that is built on them."""
    return shares(_divergence(x, 0.0, method), method=method)


def _spanned(z: Floats, low: float, high: float) -> Floats:
    return z if (low, high) == (0.0, 1.0) else low + (high - low) * z


def _costs_turned(x: Floats, direction: Floats | None, costs: str) -> Floats:
    if costs == "as_is" or direction is None:
        return x
    cost = direction < 0
    refuse(cost & np.any(x <= 0, axis=-2), "E3205", method="entropy_raw")
    return np.where(cost, 1.0 / np.where(cost, x, 1.0), x)


def _table(q: Floats, shift: Shift, method: str) -> Mapping[str, Floats]:
    g = _divergence(q, shift, method)
    return {"entropy": 1.0 - g, "divergence": g, "values": column_count(q)[..., 0, :]}


def _divergence(q: Floats, shift: Shift, method: str) -> Floats:
    """1 - entropy of each column of q (..., n, k): (..., k), exactly 0 for a constant one."""
    refuse_few_rows(q, 2, method=method)
    if shift != 0:
        q = _shifted(q, shift)
    with np.errstate(invalid="ignore", divide="ignore"):
        g = _from_equal_shares(q, q.shape[-2])
    if q.min() >= 0 and g.min() > FAINT:  # no negative value, no gap, no column without information
        return g
    refuse(np.any(q < 0, axis=-2), "E3203", method=method)
    n = np.maximum(column_count(q), 2.0)
    g = _from_equal_shares(np.where(np.isnan(q), 0.0, q), n)
    return np.where((g <= FAINT) & is_constant(q), 0.0, np.maximum(g, 0.0))


def _from_equal_shares(q: Floats, n: Floats | int) -> Floats:
    """Σ p ln(np) / ln n of each column of q (..., n, k) without gaps; n rows, or (..., 1, k) values of each column.

    This is 1 - e without the cancellation, which costs ten times the rounding error.
    """
    total = q.sum(axis=-2, keepdims=True)
    if isinstance(n, np.ndarray):
        total = np.where(total > 0, total, 1.0)
    p = q / total
    logs = p * n
    np.maximum(logs, TINY, out=logs)  # 0 · ln tiny = 0, which is what 0 ln 0 stands for
    np.log(logs, out=logs)
    logs *= p
    return np.asarray(logs.sum(axis=-2) / (np.log(n)[..., 0, :] if isinstance(n, np.ndarray) else math.log(n)))


def _shifted(q: Floats, shift: Shift) -> Floats:
    if not isinstance(shift, str):
        return q + shift
    lowest = np.fmin.reduce(q, axis=-2, keepdims=True)
    return q + np.where(lowest <= 0, np.abs(lowest) + 0.01, 0.0)
