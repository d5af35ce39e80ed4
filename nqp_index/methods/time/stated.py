"""Weights of years that do not depend on the scores: equal, growing, or as given."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import Interval, Numbers
from nqp_index.methods.registry import register
from nqp_index.terms import Text


def _given_variant(*, weights: tuple[float, ...] | None, n: int, k: int) -> Text:
    own = ":".join(f"{w:g}" for w in weights or ())
    return Text(f"权重 {own}，由早到晚", f"weights {own}, earliest year first")


@register(
    "time", "time_equal", zh="各年等权", en="equal years", aliases=("equal",),
    source=Text("各年的简单平均", "the plain mean over the years"),
    formula="u_t = 1/T",
    about_zh="各年同等重要", about_en="every year counts the same",
    variant=lambda n, k: Text("各年相同", "the same for every year"),
)  # fmt: skip
def equal(years: Floats) -> Floats:
    """The same weight for every year.

    years    (T,)  years, ascending
    returns  (T,)  weights, sum 1
    >>> equal(np.array([2020.0, 2021.0]))
    array([0.5, 0.5])

    中文
    years  (T,)  年份，由早到晚
    返回 (T,) 权重，合计 1
    """
    return np.full(len(years), 1.0 / len(years))


@register(
    "time", "time_linear", zh="线性时间权重", en="linearly growing years",
    formula="u_t = t / Σ t, t = 1..T",
    source=Text(
        "动态综合评价中“厚今薄古”的等差数列",
        "the arithmetic series of dynamic evaluation, in which recent years count more (厚今薄古)",
    ),
    about_zh="越近的年份权重越大，按 1、2、…、T 递增", about_en="recent years count more, as 1, 2 ... T",
    aliases=("linear",), variant=lambda *, n, k: Text("按年份先后 t = 1..T", "t = 1..T in the order of the years"),
)  # fmt: skip
def linear(years: Floats) -> Floats:
    """Weights that grow as 1, 2 ... T in the order of the years, whatever the distance between them.

    years    (T,)  years, ascending
    returns  (T,)  weights, sum 1
    >>> linear(np.array([2020.0, 2021.0, 2022.0])) * 6
    array([1., 2., 3.])

    中文
    years  (T,)  年份，由早到晚；只看先后，不看间隔
    返回 (T,) 权重，与 1、2、…、T 成正比，合计 1
    """
    t = np.arange(1.0, len(years) + 1)
    return np.asarray(t / t.sum())


@register(
    "time", "time_given", aliases=("given",), zh="给定时间权重", en="declared weights of years",
    formula="u_t = a_t / Σ a", source=Text("使用者给定", "declared by the user"),
    about_zh="按给定的权重，从最早的年份起", about_en="as declared, earliest year first",
    variant=_given_variant, example={"weights": (1.0, 2.0, 3.0, 4.0)},
)  # fmt: skip
def given(years: Floats, *, weights: Annotated[tuple[float, ...] | None, Numbers(Interval(0))] = None) -> Floats:
    """Weights as declared, scaled to sum 1.

    years    (T,)  years, ascending
    weights  one number per year, the earliest first, not all 0
    returns  (T,)  weights, sum 1
    Raises UsageError unless there are as many weights as years, and one above 0.
    >>> given(np.array([2020.0, 2021.0]), weights=(1, 3))
    array([0.25, 0.75])

    中文
    years    (T,)  年份，由早到晚
    weights  每年一个数，由早到晚，不全为 0
    返回 (T,) 权重，归一化为合计 1
    权重个数与年数不符，或没有一个大于 0 时报 UsageError。
    """
    own = np.array(weights or (), dtype=np.float64)
    if len(own) != len(years) or own.sum() <= 0:
        raise UsageError(problem("E3310", given=len(own), years=len(years)))
    return np.asarray(own / own.sum())
