"""Wroclaw taxonomy (Hellwig): distance from the pattern of development."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from nqp_index.methods.kernels import Floats, blank_where, column_max, complete_rows, safe_divide, weighted_mean
from nqp_index.methods.normalise.zscore import standardised
from nqp_index.methods.params import Interval, OneOf, Whole
from nqp_index.methods.registry import register
from nqp_index.terms import Text, joined

Standard = Annotated[str, OneOf("zscore", "none")]


def _variant(*, spread: float, ddof: int, standardise: str, n: int, k: int) -> Text:
    of = {"zscore": Text("Z 分数", "z-scores"), "none": Text("得分（不再变换）", "scores as given")}[standardise]
    return Text(f"样板为各列最优的 {of.zh}，d0 = 均值 + {spread:g} 倍标准差（ddof {ddof}）",
                f"pattern of the best {of.en}, d0 = mean + {spread:g} sd (ddof {ddof})")  # fmt: skip


def _distance_variant(*, spread: float, ddof: int, standardise: str, n: int, k: int) -> Text:
    own = _variant(spread=spread, ddof=ddof, standardise=standardise, n=n, k=k)
    return joined(Text("d/d0，越小越好", "d/d0, low is good"), own, zh="；", en="; ")


@register(
    "aggregate", "wroclaw", zh="弗罗茨瓦夫分类法（Hellwig）", en="Wroclaw taxonomy", aliases=("hellwig",),
    formula=Text(
        "d = √(Σ w (z - z⁺)²)，z 为 Z 分数；S = 1 - d/(d̄ + 2 s_d)",
        "d = √(Σ w (z - z⁺)²) on z-scores; S = 1 - d/(d̄ + 2 s_d)",
    ),
    source="Hellwig (1968), Przegląd Statystyczny 15(4)",
    about_zh="到发展样板（各列最优）的距离", about_en="distance from the pattern made of every column's best",
    needs={"real", "complete"}, traits={"monotone", "relative", "affine_invariant"}, variant=_variant,
)  # fmt: skip
def wroclaw(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    spread: Annotated[float, Interval(0, 10)] = 2.0,
    ddof: Annotated[int, Whole(0, 1)] = 0,
    standardise: Standard = "zscore",
) -> Floats:
    """Measure of development: 1 = the pattern itself, about 0 = far from it; negative for rows very far away.

    z       (..., n, k)  scores, larger is better; a row with a gap gets no score and moves no pattern
    w       (..., k)     weights, sum 1; equal ones give Hellwig's measure
    ref     (..., m, k)  rows that fix z-scores, pattern and the distance's scale; default z
    spread  standard deviations above the mean distance at which the measure is 0
    ddof    of the deviations: of the columns and of the distances
    standardise  zscore: columns of mean 0 and deviation 1 first; none: scores as they come, so that min-max scores keep
                 the spread they have
    returns (..., n)  scores; constant children are left out; missing where all rows are equal
    >>> wroclaw(np.array([[0.0], [4.0]]), np.array([1.0])).round(4)
    array([0.3333, 1.    ])

    中文
    z            (..., n, k)  得分，越大越好；有缺失的对象没有得分，也不影响样板
    w            (..., k)     权重，合计 1；等权即 Hellwig 原方法
    ref          (..., m, k)  用以确定 Z 分数、样板与距离尺度的对象；默认为 z
    spread       测度为 0 处的距离比平均距离多几倍标准差
    ddof         各列及距离的标准差的自由度修正
    standardise  zscore：先把各列化为均值 0、标准差 1；none：得分不再变换，极差标准化后的离散程度得以保留
    返回 (..., n) 得分，1 = 样板本身，0 附近 = 相距甚远，极远者为负；常数下级不计入；各对象全同时为缺失
    """
    return 1.0 - _relative_distance(z, w, ref, spread, ddof, standardise)


@register(
    "aggregate", "wroclaw_distance", zh="弗罗茨瓦夫距离（Compind）", en="Wroclaw taxonomic distance",
    aliases=("ci_wroclaw",),
    formula="d = √(Σ w (z - z⁺)²); S = d/(d̄ + 2 s_d)",
    source=Text(
        "Vidoli & Fusco，R 包 Compind 的 ci_wroclaw，依据 Hellwig (1968)",
        "Vidoli & Fusco, R package Compind, ci_wroclaw, after Hellwig (1968)",
    ),
    about_zh="到样板的相对距离，越小越好；不再标准化",
    about_en="relative distance from the pattern; low is good, scores as they come",
    needs={"real", "complete"}, traits={"monotone", "relative"}, level="flat", better="low",
    variant=_distance_variant,
)  # fmt: skip
def wroclaw_distance(
    z: Floats,
    w: Floats,
    *,
    ref: Floats | None = None,
    spread: Annotated[float, Interval(0, 10)] = 2.0,
    ddof: Annotated[int, Whole(0, 1)] = 1,
    standardise: Standard = "none",
) -> Floats:
    """Distance from the pattern as a share of the distance that counts as far: 0 = the pattern itself, low is good.

    z, w, ref, spread  as in `wroclaw`, of which this is 1 minus the measure
    ddof               of the distances (and of the columns, where standardised): 1, as R's sd
    standardise        none: scores as they come, as in Compind; zscore: as in `wroclaw`
    returns (..., n)  distances; missing where all rows are equal
    >>> wroclaw_distance(np.array([[0.0], [4.0]]), np.array([1.0])).round(4)
    array([0.5224, 0.    ])

    中文
    z、w、ref、spread  同 `wroclaw`；结果等于 1 减去该测度
    ddof         距离（以及标准化时各列）标准差的自由度修正：1，与 R 的 sd 相同
    standardise  none：得分不再标准化，与 Compind 相同；zscore：同 `wroclaw`
    返回 (..., n) 距离，0 = 样板本身，越小越好；各对象全同时为缺失
    """
    return _relative_distance(z, w, ref, spread, ddof, standardise)


def _relative_distance(z: Floats, w: Floats, ref: Floats | None, spread: float, ddof: int, standardise: str) -> Floats:
    """Distance from the pattern over the mean distance of ref and `spread` deviations of it."""
    z, ref, whole = complete_rows(z, w, ref)
    if standardise == "zscore":
        z, ref = standardised(z, ref, ddof=ddof), standardised(ref, ref, ddof=ddof)
    pattern = column_max(ref)
    away = np.sqrt(weighted_mean((z - pattern) ** 2, w))
    away_ref = np.sqrt(weighted_mean((ref - pattern) ** 2, w))
    centre, width = _mean_and_sd(away_ref, ddof)
    return blank_where(safe_divide(away, centre + spread * width), ~whole)


def _mean_and_sd(d: Floats, ddof: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the present distances (..., m), keeping the axis."""
    there = ~np.isnan(d)
    n = there.sum(axis=-1, keepdims=True).astype(np.float64)
    centre = safe_divide(np.where(there, d, 0.0).sum(axis=-1, keepdims=True), n)
    squares = np.where(there, (d - centre) ** 2, 0.0).sum(axis=-1, keepdims=True)
    return centre, np.sqrt(safe_divide(squares, n - ddof))
