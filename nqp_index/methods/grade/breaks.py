"""Natural breaks: the classes with the least variance inside, found exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import numpy as np

from nqp_index.methods.grade.cuts import Graded, graded, present, require_distinct
from nqp_index.methods.kernels import Floats
from nqp_index.methods.params import Whole
from nqp_index.methods.registry import register
from nqp_index.methods.side import Side
from nqp_index.terms import Text


def _variant(*, classes: int, n: int, k: int) -> Text:
    return Text(f"分 {classes} 级，动态规划使级内平方和最小",
                f"{classes} classes, least within-class squares by dynamic programming")  # fmt: skip


def _extras(s: Floats, *, classes: int = 5) -> Mapping[str, float]:
    """Goodness of variance fit 1 - SSW/SST, and the sum of absolute deviations from class medians."""
    values = present(s)
    grade, _ = natural_breaks(values, classes=classes)
    groups = [values[grade == c] for c in range(1, classes + 1)]
    within = sum(float(((g - g.mean()) ** 2).sum()) for g in groups)
    medians = sum(float(np.abs(g - np.median(g)).sum()) for g in groups)
    return {"gvf": 1.0 - within / float(((values - values.mean()) ** 2).sum()), "adcm": medians}


@register(
    "grade", "natural_breaks", zh="自然断点", en="natural breaks (Fisher-Jenks)", aliases=("jenks", "fisher_jenks"),
    formula=Text(
        "min Σ_c Σ (s - s̄_c)²，遍历排序得分的一切分法",
        "min Σ_c Σ (s - s̄_c)² over all ways to cut the sorted scores",
    ),
    source="Fisher (1958), JASA 53(284)",
    about_zh="组内差异最小的分级，动态规划求精确解",
    about_en="the classes with the least variance inside, found exactly",
    max_rows=5000, variant=_variant, extras=_extras,
    sides=[Side("gvf", "方差拟合优度 GVF", "goodness of variance fit"),
           Side("adcm", "对组中位数的绝对离差和 ADCM", "absolute deviations from class medians")],
)  # fmt: skip
def natural_breaks(s: Floats, *, classes: Annotated[int, Whole(2, 50)] = 5) -> Graded:
    """Classes that leave the least sum of squares inside, by dynamic programming over the sorted distinct scores.

    s        (...)  scores of all regions and years; NaN = missing
    classes  how many
    returns (grade, cuts): grades as s, 1 = lowest; cuts (classes - 1,) are scores that occurred. Equal scores stay
    together; of several optima the one with the lowest cuts is taken
    Raises DataError when there are fewer distinct scores than classes.
    >>> natural_breaks(np.array([1.0, 2.0, 9.0, 10.0]), classes=2)
    (array([1., 1., 2., 2.]), array([2.]))

    中文
    s        (...)  全部地区与年份的得分；NaN = 缺失
    classes  分几级
    返回 (级别, 分界)：级别与 s 同形，1 = 最低；分界 (classes - 1,) 均为实有的得分
    得分相同者必在同一级；最优解不止一个时取分界最低者。
    不同的得分少于级数时报 DataError。
    """
    values = present(s)
    require_distinct(values, classes)
    distinct, counts = np.unique(values, return_counts=True)
    ends = _last_of_each_class(distinct, counts.astype(np.float64), classes)
    return graded(s, distinct[ends[:-1]])


def _last_of_each_class(v: Floats, n: Floats, classes: int) -> list[int]:
    """Index of the largest distinct value in each class of the best cut; v ascending, n how often each occurs."""
    m = v.size
    centred = v - v.mean()  # keeps the differences of squares below accurate
    count, total, square = (np.concatenate([[0.0], np.cumsum(n * centred**p)]) for p in (0, 1, 2))
    best = _within(0, np.arange(m), count, total, square)
    starts = np.zeros((classes, m), dtype=np.intp)
    for c in range(1, classes):
        new = np.full(m, np.inf)
        for i in range(c, m):
            first = np.arange(c, i + 1)  # first value of the last class
            cost = best[first - 1] + _within(first, i, count, total, square)
            least = int(np.argmin(cost))
            new[i], starts[c, i] = cost[least], first[least]
        best = new
    ends = [m - 1]
    for c in range(classes - 1, 0, -1):
        ends.append(int(starts[c, ends[-1]]) - 1)
    return ends[::-1]


def _within(
    first: int | np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    last: int | np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    count: Floats,
    total: Floats,
    square: Floats,
) -> Floats:
    """Sum of squared deviations of the values first..last from their mean."""
    after = last + 1
    n, t = count[after] - count[first], total[after] - total[first]
    return np.asarray(np.maximum(square[after] - square[first] - t * t / n, 0.0))
