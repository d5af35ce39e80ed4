"""Grades by quantiles, equal intervals, mean and standard deviation, and cut points of one's own."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.grade.cuts import Graded, graded, present, require_distinct, require_increasing
from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import Numbers, Whole
from nqp_index.methods.registry import register
from nqp_index.terms import Text

Classes = Annotated[int, Whole(2, 50)]


def _classes_variant(*, classes: int, n: int, k: int) -> Text:
    return Text(f"分 {classes} 级，各年合并取分界", f"{classes} classes, cuts over all years together")


def _mean_sd_variant(*, steps: tuple[float, ...], n: int, k: int) -> Text:
    zh, en = "、".join(f"{a:+g}" for a in steps), ", ".join(f"{a:+g} sd" for a in steps)
    return Text(f"分界为均值加 {zh} 倍标准差", f"cuts at mean {en}")


def _manual_variant(*, cuts: tuple[float, ...], n: int, k: int) -> Text:
    own = tuple(f"{c:g}" for c in cuts)
    return Text(f"分界 {'、'.join(own) or '为给定的得分'}", f"cuts at {', '.join(own) or 'the scores given'}")


@register(
    "grade", "quantile", zh="分位数分级", en="quantiles",
    formula=Text("分界为 type 7 分位数 1/c、2/c …", "cuts at the type-7 quantiles 1/c, 2/c ..."),
    source="Hyndman & Fan (1996), type 7",
    about_zh="各级个数大致相等", about_en="about as many in every class", variant=_classes_variant,
)  # fmt: skip
def quantile(s: Floats, *, classes: Classes = 5) -> Graded:
    """Classes of about equal size.

    s        (...)  scores of all regions and years; NaN = missing
    classes  how many
    returns (grade, cuts): grades as s, 1 = lowest; equal scores stay together, so ties may leave a class empty
    Raises DataError when there are fewer distinct scores than classes.
    >>> quantile(np.array([1.0, 2.0, 3.0, 4.0]), classes=2)
    (array([1., 1., 2., 2.]), array([2.5]))

    中文
    s        (...)  全部地区与年份的得分；NaN = 缺失
    classes  分几级
    返回 (级别, 分界)：级别与 s 同形，1 = 最低；得分相同者必在同一级，并列多时可能有空级
    不同的得分少于级数时报 DataError。
    """
    values = present(s)
    require_distinct(values, classes)
    return graded(s, np.quantile(values, np.arange(1, classes) / classes))


@register(
    "grade", "equal", zh="等距分级", en="equal intervals",
    formula=Text("分界为 min + (max - min) c/classes", "cuts at min + (max - min) c/classes"),
    source=Text(
        "Slocum et al. (2009), Thematic Cartography 第 4 章",
        "Slocum et al. (2009), Thematic Cartography, ch. 4",
    ),
    about_zh="把得分全距等分", about_en="the range cut into equal parts", variant=_classes_variant,
)  # fmt: skip
def equal(s: Floats, *, classes: Classes = 5) -> Graded:
    """Classes of equal width from the smallest to the largest score.

    s        (...)  scores of all regions and years; NaN = missing
    classes  how many
    returns (grade, cuts): grades as s, 1 = lowest; a class may be empty
    Raises DataError when there are fewer distinct scores than classes.
    >>> equal(np.array([0.0, 1.0, 2.0, 10.0]), classes=2)
    (array([1., 1., 1., 2.]), array([5.]))

    中文
    s        (...)  全部地区与年份的得分；NaN = 缺失
    classes  分几级
    返回 (级别, 分界)：级别与 s 同形，1 = 最低；可能有空级
    不同的得分少于级数时报 DataError。
    """
    values = present(s)
    require_distinct(values, classes)
    low, high = values[0], values[-1]
    return graded(s, low + (high - low) * np.arange(1, classes) / classes)


@register(
    "grade", "mean_sd", zh="均值标准差分级", en="mean and standard deviation",
    formula=Text("分界为 s̄ + a σ，σ 为标准差（ddof 1），a 取自 steps", "cuts at s̄ + a σ, σ with ddof 1, a in steps"),
    source=Text(
        "Slocum et al. (2009), Thematic Cartography 第 4 章",
        "Slocum et al. (2009), Thematic Cartography, ch. 4",
    ),
    about_zh="以均值加减若干倍标准差为界", about_en="cuts at so many standard deviations from the mean",
    variant=_mean_sd_variant,
)  # fmt: skip
def mean_sd(
    s: Floats, *, steps: Annotated[tuple[float, ...], Numbers(optional=False, increasing=True)] = (-1.0, -0.5, 0.5, 1.0)
) -> Graded:
    """Classes cut at multiples of the sample standard deviation around the mean.

    s      (...)  scores of all regions and years; NaN = missing
    steps  the multiples, ascending; one fewer than classes
    returns (grade, cuts): grades as s, 1 = lowest; a class may be empty
    Raises UsageError unless the steps strictly increase, DataError when all scores are equal.
    >>> mean_sd(np.array([0.0, 2.0, 4.0]), steps=(-0.5, 0.5))
    (array([1., 2., 3.]), array([1., 3.]))

    中文
    s      (...)  全部地区与年份的得分；NaN = 缺失
    steps  以均值加若干倍样本标准差为界，此为倍数，由低到高，比级数少一个
    返回 (级别, 分界)：级别与 s 同形，1 = 最低；可能有空级
    倍数不是严格递增时报 UsageError，得分全部相同时报 DataError。
    """
    require_increasing(tuple(steps), "steps")
    values = present(s)
    require_distinct(values, 2)
    return graded(s, values.mean() + np.array(steps) * values.std(ddof=1))


@register(
    "grade", "manual", zh="自定分级", en="own cut points", aliases=("cuts",),
    formula=Text("分界为给定的得分", "cuts as given"), source=Text("使用者给定", "declared by the user"),
    about_zh="按给定的分界点",
    about_en="cut points as declared",
    variant=_manual_variant, example={"cuts": (30.0, 60.0)},
)  # fmt: skip
def manual(s: Floats, *, cuts: Annotated[tuple[float, ...], Numbers(optional=False, increasing=True)] = ()) -> Graded:
    """Classes cut at the given scores.

    s     (...)  scores of all regions and years; NaN = missing
    cuts  upper bounds of all classes but the last, ascending; they must be given
    returns (grade, cuts): grades as s, 1 = lowest; a class may be empty
    Raises UsageError unless cuts are given and strictly increase.
    >>> manual(np.array([40.0, 60.0, 61.0]), cuts=(60.0, 80.0))
    (array([1., 1., 2.]), array([60., 80.]))

    中文
    s     (...)  全部地区与年份的得分；NaN = 缺失
    cuts  除最高级外各级的上界，由低到高，必须给出
    返回 (级别, 分界)：级别与 s 同形，1 = 最低；可能有空级
    没有给出分界，或分界不是严格递增时报 UsageError。
    """
    require_increasing(tuple(cuts), "cuts")
    return graded(s, np.array(cuts))
