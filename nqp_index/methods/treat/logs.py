"""Logarithms, roots and the Box-Cox family: the whole column is bent, order is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats, column_max, column_min, failing, is_constant, safe_divide
from nqp_index.methods.moments import skewness
from nqp_index.methods.params import Interval, OneOf, YesNo
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side, listed
from nqp_index.methods.sources import handbook
from nqp_index.terms import Text, joined

#: Share of the range that keeps the smallest value's logarithm finite.
FLOOR = 0.01
#: A range so far below the 1 that is added to it is lost in rounding: no power can be told from another.
NARROW = 1e-8

Start = Annotated[str, OneOf("one", "range")]


def _ct_variant(*, mirror: bool, n: int, k: int) -> Text:
    shift = Text(f"平移参照集全距的 {FLOOR:g}", f"shift {FLOOR:g} of the reference range")
    return joined(shift, Text("负偏时镜像", "mirrored where skewness is negative") if mirror else "")


def _boxcox_variant(*, power: float | None, start: str, n: int, k: int) -> Text:
    lifted = {
        "one": Text("x - min + 1，随计量单位而变", "x - min + 1, depends on the measure"),
        "range": Text(f"(x - min)/(max - min) + {FLOOR:g}"),
    }[start]
    chosen = Text("幂参数取极大似然", "power by maximum likelihood")
    if power is not None:
        chosen = Text(f"幂参数 {power:g}", f"power {power:g}")
    return joined(lifted, Text("相对参照集", "over the reference set"), chosen)


def _boxcox_extras(x: Floats, ref: Floats, *, power: float | None = None, start: Start = "one") -> Mapping[str, Any]:
    """The power of every column, and a warning about those whose range is lost beside 1."""
    left = failing(_is_narrow(ref, start)[..., 0, :])
    told = (problem("W3042", method="boxcox", columns=left),) if left else ()
    return {"power": boxcox_powers(ref, power=power, start=start), "problems": told}


def _powers_told(found: Sequence[Mapping[str, Any]]) -> Text:
    own = listed(np.concatenate([one["power"].ravel() for one in found]))
    return Text(f"λ = {own.zh}", f"λ = {own.en}")


@register(
    "treat", "log", zh="自然对数", en="natural logarithm", aliases=("ln",),
    source=handbook(3),
    formula="ln x", about_zh="取自然对数", about_en="natural logarithm",
    needs={"positive"}, traits={"keeps_order", "pointwise"},
    variant=lambda n, k: Text("自然对数", "natural logarithm"),
)  # fmt: skip
def log(x: Floats, ref: Floats) -> Floats:
    """Natural logarithm, of the values and of the bounds and targets declared for them.

    x    (..., n, K)  values > 0; NaN = missing
    ref  (..., m, K)  not looked at
    Raises DataError on values of 0 or less and points to log_ct.
    >>> log(np.array([[1.0], [np.e]]), np.array([[1.0], [2.0]])).ravel()
    array([0., 1.])

    中文
    x    (..., n, K)  数值，须 > 0；NaN = 缺失
    ref  (..., m, K)  不用
    返回 (..., n, K) 自然对数；为指标声明的上下限与目标值一同变换
    有零或负值时报 DataError，并提示改用 log_ct。
    """
    return np.log(_checked(x, "log"))


@register(
    "treat", "log10", zh="常用对数", en="logarithm to base 10",
    source=Text(
        "Saisana, Saltelli & Tarantola (2005)：技术成就指数（TAI）的电话与用电指标",
        "Saisana, Saltelli & Tarantola (2005): telephones and electricity of the TAI",
    ),
    formula="log10 x",
    about_zh="取以 10 为底的对数", about_en="logarithm to base 10", needs={"positive"},
    traits={"keeps_order", "pointwise"}, variant=lambda n, k: Text("常用对数", "decimal logarithm"),
)  # fmt: skip
def log10(x: Floats, ref: Floats) -> Floats:
    """Logarithm to base 10, of the values and of the bounds and targets declared for them.

    x    (..., n, K)  values > 0; NaN = missing
    ref  (..., m, K)  not looked at
    Raises DataError on values of 0 or less and points to log_ct.
    >>> log10(np.array([[1.0], [100.0]]), np.array([[1.0], [2.0]])).ravel()
    array([0., 2.])

    中文
    x    (..., n, K)  数值，须 > 0；NaN = 缺失
    ref  (..., m, K)  不用
    返回 (..., n, K) 以 10 为底的对数；为指标声明的上下限与目标值一同变换
    有零或负值时报 DataError，并提示改用 log_ct。
    """
    return np.log10(_checked(x, "log10"))


@register(
    "treat", "sqrt", zh="平方根", en="square root",
    source=handbook(3),
    formula="√x", about_zh="开平方", about_en="square root",
    needs={"nonnegative"}, traits={"keeps_order", "pointwise"},
    variant=lambda n, k: Text("平方根", "square root"),
)  # fmt: skip
def sqrt(x: Floats, ref: Floats) -> Floats:
    """Square root, of the values and of the bounds and targets declared for them.

    x    (..., n, K)  values >= 0; NaN = missing
    ref  (..., m, K)  not looked at
    Raises DataError on negative values.
    >>> sqrt(np.array([[4.0], [9.0]]), np.array([[4.0], [9.0]])).ravel()
    array([2., 3.])

    中文
    x    (..., n, K)  数值，非负；NaN = 缺失
    ref  (..., m, K)  不用
    返回 (..., n, K) 平方根；为指标声明的上下限与目标值一同变换
    有负值时报 DataError。
    """
    bad = failing(x < 0)
    if bad:
        raise DataError(problem("E3011", method="sqrt", columns=bad))
    return np.sqrt(x)


@register(
    "treat", "log_ct", zh="平移对数", en="shifted logarithm",
    formula=Text(
        "ln(x - min + 0.01 (max - min))；负偏时 -ln(max - x + 0.01 (max - min))",
        "ln(x - min + 0.01 (max - min)); negative skewness: -ln(max - x + 0.01 (max - min))",
    ),
    source=Text(
        "Becker et al., COINr（log_CT_plus；mirror: false 即 log_CT）",
        "Becker et al., COINr (log_CT_plus; mirror: false is log_CT)",
    ),
    about_zh="平移后取对数，可用于含零或负值的列",
    about_en="a log that zeros and negatives can take", needs={"real"}, traits={"keeps_order"}, variant=_ct_variant,
)  # fmt: skip
def log_ct(x: Floats, ref: Floats, *, mirror: Annotated[bool, YesNo()] = True) -> Floats:
    """Logarithm of the distance from the long tail's far end, shifted by a hundredth of the reference range.

    x    (..., n, K)  values; NaN = missing; values short of the reference minimum (mirrored: beyond its maximum)
                      are counted as that bound
    ref  (..., m, K)  the reference set; a column that is constant there stays untouched
    mirror  bend negatively skewed columns from their other end; without it they become more skewed
    >>> log_ct(np.array([[0.0], [99.0]]), np.array([[0.0], [1.0], [100.0]])).ravel().round(3)
    array([0.   , 4.605])

    中文
    x       (..., n, K)  数值；NaN = 缺失；低于参照集最小值（镜像时高于最大值）者按该界计
    ref     (..., m, K)  参照集；在其中为常数的列不变
    mirror  为真时负偏的列改从另一端取对数（镜像）；否则负偏会更甚
    返回 (..., n, K) 平移参照集全距的百分之一后取对数的值
    """
    return shifted_log(x, ref, mirror=mirror)


@register(
    "treat", "log_orig", zh="平移一的对数", en="logarithm shifted by one",
    formula="ln(x - min + 1)", source="Becker et al., COINr (log_CT_orig)", about_zh="减去最小值再加一后取对数",
    about_en="the COIN Tool's log; its effect depends on the measure", needs={"real"}, traits={"keeps_order"},
    variant=lambda n, k: Text("ln(x - min + 1)，min 取自参照集", "ln(x - min + 1), min of the reference set"),
)  # fmt: skip
def log_orig(x: Floats, ref: Floats) -> Floats:
    """Logarithm of the distance from the reference minimum plus one unit of measurement.

    x    (..., n, K)  values; NaN = missing; values below the reference minimum are counted as it
    ref  (..., m, K)  the reference set; a column that is constant there stays untouched
    >>> log_orig(np.array([[5.0], [5.0 + np.e - 1]]), np.array([[5.0], [9.0]])).ravel()
    array([0., 1.])

    中文
    x    (..., n, K)  数值；NaN = 缺失；低于参照集最小值者按最小值计
    ref  (..., m, K)  参照集；在其中为常数的列不变
    返回 (..., n, K) ln(x - min + 1)；其中 1 是一个计量单位，结果随计量单位而变
    """
    return _bent(x, ref, np.log(np.maximum(x - column_min(ref), 0.0) + 1.0))


@register(
    "treat", "boxcox", zh="Box-Cox变换", en="Box-Cox transformation",
    formula=Text(
        "y = x - min + 1（start 为 range 时 (x - min)/(max - min) + 0.01）；(y^p - 1)/p，p = 0 时 ln y",
        "y = x - min + 1 (start: range: (x - min)/(max - min) + 0.01); (y^p - 1)/p, ln y at p = 0",
    ),
    source="Box & Cox (1964), JRSS-B 26(2)",
    about_zh="幂参数由极大似然估计", about_en="the power is fitted by maximum likelihood unless given",
    needs={"real"}, traits={"keeps_order"}, variant=_boxcox_variant,
    extras=_boxcox_extras, sides=[Side("power", "幂参数 λ", "power λ", ("column",))], told=_powers_told,
)  # fmt: skip
def boxcox(
    x: Floats, ref: Floats, *, power: Annotated[float | None, Interval(-5, 5)] = None, start: Start = "one"
) -> Floats:
    """Power transformation that makes the reference column most nearly normal.

    x      (..., n, K)  values; NaN = missing; values below the reference minimum are counted as it
    ref    (..., m, K)  the reference set; a column that is constant there stays untouched
    power  the exponent for every column; default: each column's maximum likelihood
    start  one: y = x - min + 1, as usual; since the 1 is one unit of measurement, the power and the scores change when
           yuan become ten thousand yuan, and a range below 1e-8 is left untouched with a warning.
           range: y = (x - min)/(max - min) + 0.01, the same in every measure
    >>> boxcox(np.array([[0.0], [3.0]]), np.array([[0.0], [3.0]]), power=0.5).ravel()
    array([0., 2.])

    中文
    x      (..., n, K)  数值；NaN = 缺失；低于参照集最小值者按最小值计
    ref    (..., m, K)  参照集；在其中为常数的列不变
    power  用于各列的幂参数；默认各列按极大似然估计
    start  one：y = x - min + 1，即通行做法；1 是一个计量单位，因此元改为万元后幂参数与得分都会改变，全距小于 1e-8 的
           列不变并警告；range：y = (x - min)/(max - min) + 0.01，与计量单位无关
    返回 (..., n, K) 变换后的值，使参照集最接近正态
    """
    p = boxcox_powers(ref, power=power, start=start)[..., None, :]
    y = _lifted(x, ref, start)
    nearly_log = np.abs(p) < 1e-8
    bent = np.where(nearly_log, np.log(y), (y**p - 1.0) / np.where(nearly_log, 1.0, p))
    return np.where(_is_narrow(ref, start), x, _bent(x, ref, bent))


def _is_narrow(ref: Floats, start: Start) -> NDArray[np.bool_]:
    """Columns (..., 1, K) that vary, but by too little beside the 1 that is added."""
    span = column_max(ref) - column_min(ref)
    return np.asarray((span > 0) & (span < NARROW) & (start == "one"))


def _lifted(x: Floats, ref: Floats, start: Start) -> Floats:
    """Positive values: x above the reference minimum, plus 1; or as a share of the range, plus a hundredth."""
    above = np.maximum(x - column_min(ref), 0.0)
    return above + 1.0 if start == "one" else safe_divide(above, column_max(ref) - column_min(ref)) + FLOOR


def boxcox_powers(ref: Floats, *, power: float | None = None, start: Start = "one") -> Floats:
    """The exponent of every column, (..., K): the one given, or the maximum likelihood estimate."""
    shape = (*ref.shape[:-2], ref.shape[-1])
    if power is not None:
        return np.full(shape, power)
    from scipy.stats import boxcox_normmax

    fitted, lifted = np.ones(shape), _lifted(ref, ref, start)
    idle = _is_narrow(ref, start)[..., 0, :]
    for at in np.ndindex(*ref.shape[:-2], ref.shape[-1]):
        column = lifted[(*at[:-1], slice(None), at[-1])]
        column = np.sort(column[~np.isnan(column)])  # the order of rows must not reach the optimiser
        if column.size > 1 and column[0] < column[-1] and not idle[at]:
            fitted[at] = boxcox_normmax(column, method="mle")
    return fitted


def shifted_log(x: Floats, ref: Floats, *, mirror: bool) -> Floats:
    """ln(x - min + c), c a hundredth of the range; mirrored, -ln(max - x + c), where skewness is negative."""
    least, most = column_min(ref), column_max(ref)
    margin = FLOOR * (most - least)
    constant = is_constant(ref)[..., None, :]
    up = np.log(np.where(constant, 1.0, np.maximum(x - least, 0.0) + margin))
    down = -np.log(np.where(constant, 1.0, np.maximum(most - x, 0.0) + margin))
    return _bent(x, ref, np.where(mirror & (skewness(ref) < 0), down, up))


def _checked(x: Floats, method: str) -> Floats:
    bad = failing(x <= 0)
    if bad:
        raise DataError(problem("E3010", method=method, columns=bad))
    return x


def _bent(x: Floats, ref: Floats, transformed: Floats) -> Floats:
    """The transformed values, but x itself in columns that are constant over the reference set."""
    return np.where(is_constant(ref)[..., None, :] | np.isnan(x), x, transformed)
