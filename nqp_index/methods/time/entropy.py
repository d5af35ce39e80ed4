"""The least biased weights of years for a stated emphasis on the recent ones."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import Interval
from nqp_index.methods.registry import register
from nqp_index.terms import Text

#: Halvings of the interval in which the exponent lies: far beyond the last bit.
HALVINGS = 200
#: Exponents beyond this give all weight to one end in double precision.
STEEPEST = 1000.0


def _variant(*, time_degree: float, n: int, k: int) -> Text:
    if time_degree == 0.5:
        emphasis = Text("各年等权", "emphasis on equal years")
    elif time_degree < 0.5:
        emphasis = Text("偏重近期", "emphasis on recent years")
    else:
        emphasis = Text("偏重早期", "emphasis on early years")
    return Text(f"时间度 {time_degree:g}（{emphasis.zh}）", f"time degree {time_degree:g} ({emphasis.en})")


@register(
    "time", "time_entropy", zh="熵最大时间权重", en="time weights of greatest entropy",
    formula=Text(
        "max -Σ u_t ln u_t，使 Σ u_t = 1，Σ ((T - t)/(T - 1)) u_t = 时间度",
        "max -Σ u_t ln u_t given Σ u_t = 1 and Σ ((T - t)/(T - 1)) u_t = time degree",
    ),
    source=Text(
        "O'Hagan (1988)：给定 orness 的最大熵，在动态综合评价中即时间度",
        "O'Hagan (1988), maximal entropy under a given orness, the time degree (时间度) of dynamic evaluation",
    ),
    about_zh="给定时间度（越小越重近期，0.5 为各年等权），取熵最大的一组权重",
    about_en="for a stated time degree (small = recent years, 0.5 = equal), the weights of greatest entropy",
    aliases=("entropy",), variant=_variant,
)  # fmt: skip
def entropy(years: Floats, *, time_degree: Annotated[float, Interval(0, 1)] = 0.3) -> Floats:
    """Weights of greatest entropy whose mean distance from the last year is the stated one.

    years        (T,)  years, ascending; their order counts, not their distance
    time_degree  0 = the last year alone, 0.5 = equal weights, 1 = the first year alone
    returns      (T,)  weights, sum 1, in geometric progression; one year has weight 1
    >>> entropy(np.array([2020.0, 2021.0, 2022.0]), time_degree=0.5).round(6)
    array([0.333333, 0.333333, 0.333333])

    中文
    years        (T,)  年份，由早到晚；只看先后，不看间隔
    time_degree  时间度：0 = 只看最后一年，0.5 = 各年等权，1 = 只看第一年
    返回 (T,) 权重，合计 1，成等比数列；只有一年时权重为 1
    """
    T = len(years)
    if T == 1:
        return np.ones(1)
    distance = np.arange(T - 1.0, -1.0, -1.0) / (T - 1)
    if time_degree in (0.0, 1.0):
        return np.asarray(distance == time_degree, dtype=np.float64)
    low, high = -STEEPEST, STEEPEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _tilted(distance, middle) @ distance < time_degree else (low, middle)
    return _tilted(distance, (low + high) / 2)


def _tilted(distance: Floats, exponent: float) -> Floats:
    """Weights proportional to exp(exponent · distance), without overflow."""
    power = exponent * distance
    u = np.exp(power - power.max())
    return np.asarray(u / u.sum())
