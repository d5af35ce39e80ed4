"""Lists of regions: first places, uneven profiles, ranks without filling and without the extreme region."""

from __future__ import annotations

import numpy as np

from nqp_index.analysis.audit.case import Case, both, place
from nqp_index.analysis.audit.weighting import imbalance
from nqp_index.methods.kernels import Floats
from nqp_index.model.findings import Listing, RankUncertainty
from nqp_index.model.result import Result
from nqp_index.terms import Text


def top_shares(case: Case) -> Listing | None:
    """E8: how often each region is among the first k."""
    u = case.uncertainty
    if u is None or not case.ranked:
        return None
    tops = {f"top_{k}": both("field.top", k=k) for k in u.top}
    rows = tuple((*_region(case, r), *(share[case.t, r] for share in u.top.values())) for r in case.order)
    return Listing("top_shares", ("rank", "code", "region", *tops), rows, about=case.about, headings=tops)


def imbalances(case: Case) -> Listing | None:
    """E10: how uneven each region's pillars are, and its rank under the arithmetic and the geometric mean."""
    if not case.ranked:
        return None
    uneven, grid = imbalance(case), case.whole.means
    both_means = [s.ranks[case.t] for s in grid.scenarios[:2]]
    means = both_means if len(both_means) == 2 else [np.full(len(uneven), np.nan)] * 2
    order = [r for r in np.argsort(-np.nan_to_num(uneven), kind="stable") if case.has_rank[r]]
    rows = tuple((*_region(case, int(r)), uneven[r], *(place(rank[r]) for rank in means)) for r in order)
    named = [Text() for _ in means] if len(both_means) < 2 else [s.choices[0][1] for s in grid.scenarios[:2]]
    headings = {f"rank_{i}": text for i, text in enumerate(named, 1) if text}
    keys = ("rank", "code", "region", "imbalance", *headings)
    shown = tuple(row[: len(keys)] for row in rows)
    return Listing("imbalance", keys, shown, notes=(both("note.imbalance"),), about=case.about, headings=headings)


def without_filling(case: Case) -> Listing | None:
    """B3: ranks and their intervals with filled values and without."""
    other, filled = case.whole.unfilled, case.filled
    if other is None or not filled.any() or not case.ranked:
        return None
    used = np.maximum((case.used | filled).sum(axis=1), 1)
    u, v = case.uncertainty, case.whole.unfilled_intervals
    rows = tuple(
        (*_region(case, r), filled[r].sum() / used[r], *_ends(u, case.t, r), place(other.ranks[case.t, r, 0]),
         *_ends(v, case.t, r)) for r in case.order
    )  # fmt: skip
    keys = ("rank", "code", "region", "filled_share", "low_rank", "high_rank", "rank_unfilled", "low_unfilled",
            "high_unfilled")  # fmt: skip
    notes = (both("note.unfilled", draws=v.draws, own=u.draws),) if u is not None and v is not None else ()
    return Listing("without_filling", keys, rows, notes=notes, about=case.about)


def ranks_without(case: Case) -> Listing | None:
    """AUDIT 4.9: the others' ranks with and without each extreme region."""
    found = case.without
    if not found:
        return None
    names = [case.result.regions[one.r].label for one in found]
    headings = {
        f"{key}_{i}": both(f"field.{key}", region=name)
        for i, name in enumerate(names, 1) for key in ("rank_beside", "rank_without", "shift_without")
    }  # fmt: skip
    rows = []
    for r in case.order:
        cells: list[object] = []
        for one in found:
            cells += [place(one.before[r]), place(one.after[r]), place(one.after[r] - one.before[r])]
        rows.append((*_region(case, r), *cells))
    keys = ("rank", "code", "region", *headings)
    return Listing("ranks_without", keys, tuple(rows), notes=(both("note.ranks_without"),), about=case.about,
                   headings=headings)  # fmt: skip


def ends_without(case: Case) -> Listing | None:
    """AUDIT 4.9: indicators whose least or largest value, the ends of the scale, are those of an extreme region."""
    rows = []
    for one in case.without:
        for j, code in enumerate(case.result.indicators):
            if code in one.result.indicator_index:
                ends = _ends_of(case, case.result, j), _ends_of(case, one.result, one.result.indicator_index[code])
                if ends[0] != ends[1] and not np.isnan([*ends[0], *ends[1]]).any():
                    rows.append((case.result.regions[one.r].label, code, case.labels[code], *ends[0], *ends[1]))
    keys = ("without", "code", "label", "low_with", "high_with", "low_without", "high_without")
    return Listing("ends_without", keys, tuple(rows), about=case.about) if rows else None


def weights_without(case: Case) -> Listing | None:
    """AUDIT 4.9: effective weights that the absence of an extreme region changes, the most changed first."""
    rows: list[tuple[object, ...]] = []
    for one in case.without:
        w = one.result.effective_weights[min(case.t, len(one.result.effective_weights) - 1)]
        left = dict(zip(one.result.indicators, w.tolist(), strict=True))
        moved = [(code, float(case.weights[j]), left.get(code, 0.0)) for j, code in enumerate(case.result.indicators)]
        moved.sort(key=lambda item: -abs(item[2] - item[1]))
        rows += [(case.result.regions[one.r].label, code, case.labels[code], a, b, b - a)
                 for code, a, b in moved if abs(b - a) > 1e-9]  # fmt: skip
    keys = ("without", "code", "label", "weight_before", "weight_after", "change")
    return Listing("weights_without", keys, tuple(rows), about=case.about) if rows else None


def _region(case: Case, r: int) -> tuple[object, str, Text]:
    region = case.result.regions[r]
    return place(case.result.ranks[case.t, r, 0]), region.code, region.label


def _ends(u: RankUncertainty | None, t: int, r: int) -> tuple[object, object]:
    return (None, None) if u is None else (place(u.low[t, r]), place(u.high[t, r]))


def _ends_of(case: Case, result: Result, j: int) -> tuple[float, float]:
    """The least and largest treated value of an indicator in the reference set."""
    scope = result.recipe.scope
    x: Floats = result.treated[:, :, j]
    if scope.kind == "yearly":
        x = x[case.t : case.t + 1]
    elif scope.kind == "base" and scope.base_year in result.years:
        x = x[result.years.index(scope.base_year)][None]
    return float(np.fmin.reduce(x, axis=None)), float(np.fmax.reduce(x, axis=None))
