"""Targets and intervals: indicators of which neither more nor less is better, but a declared value or range."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats, column_max, is_constant, safe_divide
from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register
from nqp_index.methods.side import marks
from nqp_index.methods.sources import cited, handbook
from nqp_index.terms import Text, joined


def distance_to_target(x: Floats, low: Floats, high: Floats) -> Floats:
    """Distance of x (..., n, K) from the range low..high (K,) of each column: 0 inside, NaN where x or bounds are.

    >>> distance_to_target(np.array([[3.0], [5.0], [9.0]]), np.array([4.0]), np.array([6.0])).ravel()
    array([1., 0., 3.])
    """
    return np.asarray(np.maximum(np.maximum(low - x, x - high), 0.0))


def closeness(x: Floats, ref: Floats, low: Floats, high: Floats) -> Floats:
    """1 inside low..high, falling to 0 at the reference value farthest away.

    NaN where all reference values are inside or the same: such a column tells regions apart by nothing.

    x (..., n, K), ref (..., m, K), low and high (K,); values farther out than any reference value fall below 0.
    """
    farthest = column_max(distance_to_target(ref, low, high))
    share = 1.0 - safe_divide(distance_to_target(x, low, high), farthest)
    return np.where(is_constant(ref)[..., None, :], np.nan, share)


def _target_variant(*, at: float, low: float, high: float, n: int, k: int) -> Text:
    return joined(Text(f"以 {at:g} 为最优", f"best at {at:g}"), _ends_text(low, high))


def _interval_variant(*, start: float, end: float, low: float, high: float, n: int, k: int) -> Text:
    return joined(Text(f"以 {start:g} 至 {end:g} 为最优", f"best from {start:g} to {end:g}"), _ends_text(low, high))


def _ends_text(low: float, high: float) -> Text:
    farthest = Text(f"参照集中最远者得 {low:g}", f"farthest reference value scores {low:g}")
    return joined(farthest, marks(low, high))


@register(
    "normalise", "target", zh="适度型标准化", en="closeness to a target", aliases=("moderate",),
    source=handbook(5),
    formula="z = low + (high - low) (1 - |x - x0| / max |x - x0|)",
    about_zh="越接近声明的目标值越好", about_en="the closer to a declared value, the better",
    needs={"real"}, gives={"bounded"}, traits={"two_sided"}, variant=_target_variant,
    example={"at": 5.0},
)  # fmt: skip
def target(
    x: Floats,
    ref: Floats,
    *,
    direction: Floats | None = None,
    at: Annotated[float, Interval()],
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
) -> Floats:
    """Full marks at the target `at`, none at the reference value farthest from it.

    x          (..., n, K)  values in their own measure, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measure
    direction  (K,)         asked for so that x comes undirected; both sides of the target are worse
    at         the target, which has no default: it is declared, never guessed
    low, high  marks of the reference value farthest away, and at the target
    returns (..., n, K)  scores; missing where all reference values are equal
    >>> target(np.array([[60.0], [50.0], [80.0]]), np.array([[50.0], [80.0]]), at=60.0).ravel()
    array([100.,  50.,   0.])

    中文
    x          (..., n, K)  原计量单位的数值，未按方向调整；NaN = 缺失
    ref        (..., m, K)  参照集，计量单位相同
    direction  (K,)         仅为取得未调整方向的数值；目标值两侧都更差
    at         目标值，没有默认值：只能声明，不作猜测
    low、high  参照集中距目标值最远者与恰为目标值者的分数
    返回 (..., n, K) 得分；参照集各值全同时无得分
    """
    aim = np.full(x.shape[-1], at)
    return low + (high - low) * closeness(x, ref, aim, aim)


@register(
    "normalise", "interval", zh="区间型标准化", en="closeness to a range",
    formula=Text(
        "x ∈ [a, b] 时 z = high；否则 low + (high - low) (1 - max(a - x, x - b)/max(a - min, max - b))",
        "z = high inside [a, b]; else low + (high - low) (1 - max(a - x, x - b) / max(a - min, max - b))",
    ),
    source=cited(
        Text("国内综合评价教材中的区间型指标处理", "Chinese textbooks of comprehensive evaluation"),
        handbook(5),
    ),
    about_zh="落在声明区间内得满分，偏离越远得分越低", about_en="full marks inside a declared range",
    needs={"real"}, gives={"bounded"}, traits={"two_sided"}, variant=_interval_variant,
    example={"start": 4.0, "end": 6.0},
)  # fmt: skip
def interval(
    x: Floats,
    ref: Floats,
    *,
    direction: Floats | None = None,
    start: Annotated[float, Interval()],
    end: Annotated[float, Interval()],
    low: Annotated[float, Interval(0, 99)] = 0.0,
    high: Annotated[float, Interval(0, 100, open_low=True)] = 100.0,
) -> Floats:
    """Full marks from `start` to `end`, none at the reference value farthest outside.

    x          (..., n, K)  values in their own measure, not directed; NaN = missing
    ref        (..., m, K)  the reference set, in the same measure
    direction  (K,)         asked for so that x comes undirected; both sides of the range are worse
    start, end  the range, which has no default: it is declared, never guessed
    low, high  marks of the farthest reference value and inside the range
    returns (..., n, K)  scores; missing where all reference values are equal or lie inside
    Raises UsageError unless start <= end.
    >>> interval(np.array([[5.0], [3.0], [12.0]]), np.array([[2.0], [12.0]]), start=4.0, end=6.0).ravel().round(2)
    array([100.  ,  83.33,   0.  ])

    中文
    x           (..., n, K)  原计量单位的数值，未按方向调整；NaN = 缺失
    ref         (..., m, K)  参照集，计量单位相同
    direction   (K,)         仅为取得未调整方向的数值；区间两侧都更差
    start、end  最优区间的两端，没有默认值：只能声明，不作猜测
    low、high   参照集中偏离最远者的分数与区间之内的分数
    返回 (..., n, K) 得分；参照集各值全同或都在区间之内时无得分
    start 大于 end 时报 UsageError。
    """
    if start > end:
        raise UsageError(problem("E3024", method="interval", low_name="start", low=start, high_name="end", high=end))
    K = x.shape[-1]
    return low + (high - low) * closeness(x, ref, np.full(K, start), np.full(K, end))
