"""Weights from the spread of each column alone: standard deviation, coefficient of variation, Gini coefficient."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import Floats, column_count
from nqp_index.methods.params import Whole
from nqp_index.methods.registry import register
from nqp_index.methods.sources import cited
from nqp_index.methods.weight.outcome import refuse, refuse_few_rows, shares, without_constants
from nqp_index.terms import Text, joined

#: A deviation below this share of the mean is looked at for being rounding.
FAINT = 1e-9


def _ddof_variant(ddof: int, n: int, k: int) -> Text:
    zh, en = ("样本", "sample") if ddof else ("总体", "population")
    return joined(Text(f"{zh}标准差（ddof {ddof}）", f"{en} standard deviation (ddof {ddof})"), f"n = {n}")


@register(
    "weight", "std", zh="标准差法", en="standard deviation weights", aliases=("sd", "均方差法"),
    about_zh="权重与极差标准化值的标准差成正比",
    source=Text(
        "Diakoulaki et al. (1995) Computers & OR 22:763-770 的标准差法",
        "Diakoulaki et al. (1995) Computers & OR 22:763-770, SD method",
    ),
    formula="w = s/Σs",
    needs={"real"}, traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches"},
    fits_on="unit", variant=_ddof_variant,
)  # fmt: skip
def std(z: Floats, prior: Floats, *, ddof: Annotated[int, Whole(0, 1)] = 1) -> Floats:
    """Weights in proportion to the standard deviation of the min-max values.

    z      (..., n, k)  directed min-max values of the reference set; NaN = missing
    prior  (k,)         not looked at
    ddof   changes the weights only where columns have different numbers of values
    returns (..., k)
    A constant column weighs exactly 0; fewer than two rows and a table of constants only are refused.

    中文
    z      (..., n, k)  参照集的正向极差标准化值；NaN = 缺失
    prior  (k,)         不用
    ddof   标准差的自由度修正；仅当各列有效个数不同时才影响权重
    返回 (..., k) 权重
    常数列的权重恰为 0；少于两行或全为常数列时拒绝。
    """
    refuse_few_rows(z, 2, method="std")
    return shares(_mean_and_spread(z, ddof)[1], method="std")


@register(
    "weight", "cv", zh="变异系数法", en="coefficient of variation weights",
    about_zh="权重与原值的变异系数（标准差/均值）成正比",
    formula=Text("w ∝ s/x̄，按原值", "w ∝ s/x̄ on raw values"),
    source="Shuai et al. (2012) CCDC 3889-3892",
    needs={"ratio"}, fits_on="raw", variant=_ddof_variant,
    traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches", "scale_invariant"},
)  # fmt: skip
def cv(z: Floats, prior: Floats, *, ddof: Annotated[int, Whole(0, 1)] = 1) -> Floats:
    """Weights in proportion to standard deviation over mean of the raw values.

    z      (..., n, k)  raw values on a ratio scale; NaN = missing
    prior  (k,)         not looked at
    ddof   of the standard deviation: 1 sample, 0 population
    returns (..., k)
    A column whose mean is not positive is refused: growth rates and balances have no coefficient of variation.
    A constant column weighs exactly 0; fewer than two rows and a table of constants only are refused.

    中文
    z      (..., n, k)  比率尺度的原值；NaN = 缺失
    prior  (k,)         不用
    ddof   标准差的自由度修正：1 为样本标准差，0 为总体标准差
    返回 (..., k) 权重
    均值不为正的列拒绝：增长率、差额之类没有变异系数可言。常数列的权重恰为 0；少于两行或全为常数列时拒绝。
    """
    return _variation(z, ddof, "cv")


@register(
    "weight", "cv_unit", zh="变异系数法（标准化值）", en="coefficient of variation of min-max values",
    about_zh="权重与极差标准化值的变异系数成正比；部分论文采用",
    formula=Text("w ∝ s/z̄，按极差标准化值", "w ∝ s/z̄ on min-max values"),
    source=Text("部分中文论文先标准化再求变异系数", "Chinese papers that take the coefficient after standardising"),
    needs={"nonnegative"}, fits_on="unit", variant=_ddof_variant,
    traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches"},
)  # fmt: skip
def cv_unit(z: Floats, prior: Floats, *, ddof: Annotated[int, Whole(0, 1)] = 1) -> Floats:
    """Weights in proportion to standard deviation over mean of the directed min-max values.

    z      (..., n, k)  directed min-max values of the reference set; NaN = missing
    prior  (k,)         not looked at
    ddof   of the standard deviation: 1 sample, 0 population
    returns (..., k)    the same rules as `cv`

    中文
    z      (..., n, k)  参照集的正向极差标准化值；NaN = 缺失
    prior  (k,)         不用
    ddof   标准差的自由度修正：1 为样本标准差，0 为总体标准差
    返回 (..., k) 权重，规则同 `cv`
    """
    return _variation(z, ddof, "cv_unit")


@register(
    "weight", "gini", zh="基尼系数法", en="Gini coefficient weights",
    about_zh="权重与原值的基尼系数成正比",
    formula=Text("w ∝ Σ_ih |x_i - x_h| / (2 n² x̄)，按原值", "w ∝ Σ_ih |x_i - x_h| / (2 n² x̄) on raw values"),
    source=cited(
        "Gini (1912)",
        Text("中文论文中的基尼系数赋权法", "the Gini weighting (基尼系数赋权法) of Chinese papers"),
    ),
    needs={"ratio"}, fits_on="raw",
    traits={"data_driven", "permutes", "takes_gaps", "constant_zero", "batches", "scale_invariant"},
    variant=lambda n, k: joined(Text("原值，除以 2n² 与均值", "raw values, divided by 2 n² mean"), f"n = {n}"),
)  # fmt: skip
def gini(z: Floats, prior: Floats) -> Floats:
    """Weights in proportion to the Gini coefficient of the raw values.

    z      (..., n, k)  raw values >= 0 on a ratio scale; NaN = missing
    prior  (k,)         not looked at
    returns (..., k)
    Computed from the sorted values, without the n² pairs. A mean that is not positive is refused; a constant column
    weighs exactly 0.
    >>> gini(np.array([[1.0, 2.0], [3.0, 2.0]]), np.ones(2))
    array([1., 0.])

    中文
    z      (..., n, k)  比率尺度的原值，非负；NaN = 缺失
    prior  (k,)         不用
    返回 (..., k) 权重
    由排序后的数值直接求得，不必逐对比较。均值不为正的列拒绝；常数列的权重恰为 0。
    """
    refuse_few_rows(z, 2, method="gini")
    mean, _ = _mean_and_spread(z, 1)
    _refuse_mean(mean, z, "gini")
    ordered = np.sort(z, axis=-2)  # NaN goes last
    n = column_count(z)
    place = np.arange(1, z.shape[-2] + 1, dtype=np.float64)[:, None]
    # sum over pairs of |x_i - x_h| = 2 Σ (2i - n - 1) x_(i)
    pairs = (2 * place - n - 1) * ordered
    pairs = (np.where(np.isnan(ordered), 0.0, pairs) if np.isnan(pairs.sum()) else pairs).sum(axis=-2)
    counted = np.maximum(n[..., 0, :], 1.0)
    index = np.divide(pairs, counted**2 * mean, out=np.zeros_like(pairs), where=mean > 0)
    return shares(without_constants(index, z), method="gini")


def _mean_and_spread(z: Floats, ddof: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation (..., k) of each column; the latter exactly 0 where constant or too few values.

    Elements of a batch are worked out alike whether or not others have gaps.
    """
    there = None
    filled = z
    n: Floats | int = z.shape[-2]
    if np.isnan(z.sum()):
        there = ~np.isnan(z)
        filled = np.where(there, z, 0.0)
        n = there.sum(axis=-2).astype(np.float64)
    mean = filled.sum(axis=-2) / np.maximum(n, 1)
    squares = filled - mean[..., None, :]
    squares *= squares
    if there is not None:
        squares[~there] = 0.0
    s = np.sqrt(squares.sum(axis=-2) / np.maximum(n - ddof, 1))
    if (s > FAINT * np.abs(mean)).all():  # no column is anywhere near constant
        return mean, s
    return mean, without_constants(s, z)


def _variation(z: Floats, ddof: int, name: str) -> Floats:
    refuse_few_rows(z, 2, method=name)
    mean, s = _mean_and_spread(z, ddof)
    _refuse_mean(mean, z, name)
    return shares(np.divide(s, mean, out=np.zeros_like(s), where=mean > 0), method=name)


def _refuse_mean(mean: Floats, z: Floats, name: str) -> None:
    """Refuse columns whose mean is not positive; a column without any value is constant, not refused."""
    if not mean.min() > 0:
        refuse((mean <= 0) & ~np.isnan(z).all(axis=-2), "E3204", method=name)
