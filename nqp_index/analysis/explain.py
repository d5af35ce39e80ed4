"""Why a region stands where it stands: its score taken apart down to the cells, and compared with others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nqp_index.analysis.comparison import comparisons
from nqp_index.analysis.obstacles import obstacle_degrees
from nqp_index.analysis.places import level_label, region_position, year_position
from nqp_index.analysis.prose import sentences
from nqp_index.analysis.reasons import no_score
from nqp_index.analysis.rivals import nearest_rivals
from nqp_index.methods.kernels import Floats, column_mean
from nqp_index.model.findings import Explanation, Gap, Line, Obstacle, RawCell
from nqp_index.model.framework import Indicator, Node
from nqp_index.model.panel import CellStatus
from nqp_index.model.result import Result

#: Strengths, weaknesses and obstacles that are named.
NAMED = 5


def explain(result: Result, region: str, year: int | None = None, against: str | int | None = None) -> Explanation:
    """Take one region's score apart.

    region   code or label;  year: the last one by default
    against  another region, or another year of the same region; always compared with the leader (or the runner-up),
             the mean of the ranked regions, and the year before where there is one
    Every gap's parts sum to the gap, in points of the index. Raises UsageError for names that are not in the result
    and for a region without a score.
    """
    t, r = year_position(result, year), region_position(result, region)
    if np.isnan(result.scores[t, r, 0]):
        raise no_score(result, t, r)
    gaps = comparisons(result, t, r, against)
    strengths, weaknesses = _strong_and_weak(result, t, r, next(gap for gap in gaps if gap.kind == "mean"))
    made = Explanation(
        region=result.regions[r], year=result.years[t], regions_ranked=int((~np.isnan(result.ranks[t, :, 0])).sum()),
        lines=tuple(_lines(result, t, r, result.framework.root, 0, float("nan"))), cells=tuple(_cells(result, t, r)),
        strengths=strengths, weaknesses=weaknesses, gaps=gaps, obstacles=_obstacles(result, t, r),
        rivals=nearest_rivals(result, t, r), sentences=(),
    )  # fmt: skip
    return sentences(result, made)


def _lines(result: Result, t: int, r: int, node: Node, depth: int, local: float) -> Iterator[Line]:
    """The tree below a node in reading order, with value, score, rank and weights; what was left out is not shown."""
    position = result.node_index[node.code]
    w = result.effective_weights[min(t, len(result.effective_weights) - 1)]
    below = [
        result.indicator_index[i.code] for i in result.framework.under(node.code) if i.code in result.indicator_index
    ]
    yield Line(
        node.code, node.label, node.level, level_label(result.framework, node.level), depth, float("nan"), "",
        float(result.scores[t, r, position]), float(result.ranks[t, r, position]), local, float(w[below].sum()), "",
        float(result.imputed_share[t, r, position]),
    )  # fmt: skip
    shares = result.local_weights[node.code]
    codes = result.children[node.code]
    for child in node.children:
        if child.code not in codes:
            continue
        share = float(shares[min(t, len(shares) - 1), codes.index(child.code)])
        if isinstance(child, Indicator):
            yield _indicator_line(result, t, r, child, depth + 1, share)
        else:
            yield from _lines(result, t, r, child, depth + 1, share)


def _indicator_line(result: Result, t: int, r: int, indicator: Indicator, depth: int, share: float) -> Line:
    j = result.indicator_index[indicator.code]
    w = result.effective_weights[min(t, len(result.effective_weights) - 1), j]
    status = CellStatus(int(result.status[t, r, j]))
    in_measure = result.filled if indicator.code in result.transformed else result.treated
    return Line(
        indicator.code, indicator.label, "indicator", level_label(result.framework, "indicator"), depth,
        float(in_measure[t, r, j]), indicator.measure.text,
        float(result.normalised[t, r, j]), float(result.indicator_ranks[t, r, j]), share, float(w),
        status.name.lower(), float(status is CellStatus.IMPUTED),
    )  # fmt: skip


def _cells(result: Result, t: int, r: int) -> Iterator[RawCell]:
    """Every series value behind every indicator, with the place it was read from."""
    panel, series = result.panel, result.framework.series_by_code
    for indicator in result.framework.indicators:
        if indicator.code not in result.indicator_index:
            continue
        for name in indicator.formula.names:
            k = panel.series_index[name]
            origin = panel.origins.at(int(panel.origin[t, r, k]))
            known = series.get(name)
            yield RawCell(
                indicator.code, name, known.label if known else indicator.label, float(panel.values[t, r, k]),
                known.measure.text if known else "", CellStatus(int(panel.status[t, r, k])).name.lower(),
                str(origin.place) if origin else "", origin.text if origin else "",
            )  # fmt: skip


def _strong_and_weak(result: Result, t: int, r: int, mean: Gap) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Indicators that put the region ahead of the mean and behind it most, by points; by score where there is no
    split."""
    points = np.array([part.points for part in mean.parts]) * (-1.0 if mean.is_low_good else 1.0)
    if not mean.parts:
        points = result.normalised[t, r] - column_mean(result.normalised[t])[0]
    order = np.argsort(np.nan_to_num(points), kind="stable")
    strong = tuple(result.indicators[j] for j in order[::-1][:NAMED] if points[j] > 0)
    return strong, tuple(result.indicators[j] for j in order[:NAMED] if points[j] < 0)


def _obstacles(result: Result, t: int, r: int) -> tuple[Obstacle, ...]:
    degrees: Floats = obstacle_degrees(result)[t, r]
    labels = {i.code: i.label for i in result.framework.indicators}
    found = [
        Obstacle(code, labels[code], result.framework.pillar_of(code) or "", float(degrees[j]))
        for j, code in enumerate(result.indicators)
        if not np.isnan(degrees[j])
    ]
    return tuple(sorted(found, key=lambda o: -o.degree))
