"""Logarithms that published indices take after a shift of their own: by a stated amount, and the one of the GII."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats, column_max, column_min, failing, is_constant, safe_divide
from nqp_index.methods.params import Interval, OneOf
from nqp_index.methods.registry import register
from nqp_index.terms import Text

Of = Annotated[str, OneOf("goods", "bads")]


def _plus_variant(*, plus: float, n: int, k: int) -> Text:
    return Text(f"自然对数 ln(x + {plus:g})", f"natural logarithm ln(x + {plus:g})")


@register(
    "treat", "log_plus", zh="加常数的对数", en="logarithm after adding a constant", aliases=("log1p",),
    formula="ln(x + a)",
    source=Text(
        "环境绩效指数（EPI）技术附录：ln(x + α)；国内论文的 ln(x + 1)",
        "Environmental Performance Index, technical appendix: ln(x + α); ln(x + 1) of Chinese papers",
    ),
    about_zh="先加一个给定的常数再取对数，可用于含零的列", about_en="a stated constant first: a log that takes zeros",
    needs={"real"}, traits={"keeps_order", "pointwise"}, variant=_plus_variant,
)  # fmt: skip
def log_plus(x: Floats, ref: Floats, *, plus: Annotated[float, Interval()] = 1.0) -> Floats:
    """Natural logarithm of the values plus a constant, and of the bounds and targets declared for them.

    x     (..., n, K)  values; NaN = missing
    ref   (..., m, K)  not looked at
    plus  the constant, in the indicator's measure: scores change when the measure does
    Raises DataError on values of -plus or less.
    >>> log_plus(np.array([[0.0], [np.e - 1]]), np.array([[1.0], [2.0]])).ravel()
    array([0., 1.])

    中文
    x     (..., n, K)  数值；NaN = 缺失
    ref   (..., m, K)  不用
    plus  所加的常数，单位同指标：计量单位改变，得分也改变
    返回 (..., n, K) ln(x + plus)；为指标声明的上下限与目标值一同变换
    数值不大于 -plus 时报 DataError。
    """
    bad = failing(x + plus <= 0)
    if bad:
        raise DataError(problem("E3010", method="log_plus", columns=bad))
    return np.log(x + plus)


def _gii_variant(*, factor: float, of: str, n: int, k: int) -> Text:
    scaled = "max" if factor == 1 else f"{factor:g} max"
    end, words = {"goods": ("x - min", Text("正向", "goods")), "bads": ("max - x", Text("逆向", "bads"))}[of]
    inside = f"ln(({scaled} - 1)({end})/(max - min) + 1)"
    return Text(f"{words.zh}：{inside}", f"{words.en}: {inside}")


@register(
    "treat", "log_gii", zh="全球创新指数的对数", en="logarithm of the Global Innovation Index",
    formula=Text(
        "ln((f max - 1)(x - min)/(max - min) + 1)；逆向指标 -ln((f max - 1)(max - x)/(max - min) + 1)",
        "ln((f max - 1)(x - min)/(max - min) + 1); bads -ln((f max - 1)(max - x)/(max - min) + 1)",
    ),
    source=Text("全球创新指数（GII）附录：异常值多于五个的指标",
                "Global Innovation Index, appendix: indicators with more than five outliers"),
    about_zh="把全距伸缩到 1 至最大值再取对数", about_en="the range stretched to 1 .. max, then logged",
    needs={"real"}, traits={"keeps_order"}, variant=_gii_variant,
)  # fmt: skip
def log_gii(
    x: Floats, ref: Floats, *, factor: Annotated[float, Interval(0, open_low=True)] = 1.0, of: Of = "goods"
) -> Floats:
    """Logarithm of values stretched between 1 and the reference set's maximum.

    x       (..., n, K)  values; NaN = missing; values beyond the end of ref that scores 0 are counted as that end
    ref     (..., m, K)  the reference set; a column that is constant there stays untouched
    factor  what the maximum is multiplied by, where the GII measures an indicator in other units
    of      goods: from the minimum upwards; bads, where less is better: from the maximum downwards. Order is kept:
            the direction is applied when scores are made
    Raises DataError where the maximum times `factor` is 1 or less: nothing could be stretched, or it would turn round.
    >>> log_gii(np.array([[0.0], [5.0], [10.0]]), np.array([[0.0], [10.0]])).ravel().round(4)
    array([0.    , 1.7047, 2.3026])

    中文
    x       (..., n, K)  数值；NaN = 缺失；超出参照集得 0 一端者按该端计
    ref     (..., m, K)  参照集；在其中为常数的列不变
    factor  最大值所乘的系数，用于 GII 以其他单位计量的指标
    of      goods：正向指标，自最小值向上；bads：逆向指标，自最大值向下。次序不变，方向在标准化时才计入
    返回 (..., n, K) 取对数后的值
    最大值乘以 factor 不大于 1 时报 DataError：无从伸缩，或次序会颠倒。
    """
    low, high = column_min(ref), column_max(ref)
    constant = is_constant(ref)[..., None, :]
    bad = failing(((high * factor <= 1) & ~constant)[..., 0, :])
    if bad:
        raise DataError(problem("E1502", columns=bad))
    above = x - low if of == "goods" else high - x
    share = np.maximum(safe_divide(above, high - low), 0.0)
    bent = np.log(np.where(constant, 0.0, (factor * high - 1.0) * share) + 1.0)
    return np.where(constant | np.isnan(x), x, bent if of == "goods" else -bent)
