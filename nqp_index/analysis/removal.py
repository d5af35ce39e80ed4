"""What the ranking rests on: every indicator and every pillar left out in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nqp_index.analysis.experiment import without
from nqp_index.analysis.places import level_label, year_position
from nqp_index.analysis.runs import index_scores
from nqp_index.methods.kernels import Floats, ranks
from nqp_index.model.findings import DropOne, Removal
from nqp_index.model.panel import Region
from nqp_index.model.result import Result
from nqp_index.scoring.kernel import fit_weights
from nqp_index.scoring.prepare import prepare
from nqp_index.scoring.ready import Ready, made_ready
from nqp_index.terms import Text


def drop_one(result: Result, *, year: int | None = None) -> DropOne:
    """Leave out each indicator and each pillar in turn, rescale the weights under its parent, fit what is fitted
    anew, and rank again. What would leave nothing to score is not listed."""
    t = year_position(result, year)
    return drop_one_by_year(result)[t]


def drop_one_by_year(result: Result) -> tuple[DropOne, ...]:
    """`drop_one` of every year, for the price of one."""
    stored = result.reference if result.recipe.scope.kind == "fixed" else None
    ready = made_ready(result.panel, result.framework, result.recipe, reference=stored)
    after = [(one, ranks_without(result, ready, one[3])) for one in _candidates(result)]
    return tuple(
        DropOne(year, tuple(_named(result, one, _removal(result, result.ranks[t, :, 0], now[t])) for one, now in after))
        for t, year in enumerate(result.years)
    )


def ranks_without(result: Result, ready: Ready, codes: frozenset[str]) -> Floats:
    """(T, R) ranks of the index without some indicators."""
    left = without(ready, result.framework, codes)
    prepared = prepare(left.plan, left.recipe, left.x, left.layout, groups=left.groups)
    weights = fit_weights(left.plan, left.recipe, prepared)
    return ranks(index_scores(left.plan, left.recipe, prepared, weights, 1)[0], ties=result.recipe.ranking.ties)


def _candidates(result: Result) -> Iterator[tuple[str, Text, str, frozenset[str]]]:
    """Code, label, level and the indicators that go, of everything that can be left out."""
    kept = frozenset(result.indicators)
    for indicator in result.framework.indicators:
        if indicator.code in kept and len(kept) > 1:
            yield indicator.code, indicator.label, "indicator", frozenset({indicator.code})
    for pillar in result.framework.pillars:
        below = frozenset(i.code for i in result.framework.under(pillar.code))
        if below & kept and kept - below:
            yield pillar.code, pillar.label, pillar.level, below


def _named(result: Result, candidate: tuple[str, Text, str, frozenset[str]], found: Removal) -> Removal:
    code, text, level, _ = candidate
    return replace(found, code=code, label=text, level=level, level_label=level_label(result.framework, level))


def _removal(result: Result, before: Floats, after: Floats) -> Removal:
    """What moves, still without a name for what was left out."""
    nan = float("nan")
    lost, gained = lost_and_gained(result.regions, before, after)
    still = Removal("", Text(), "", Text(), nan, nan, Text(), nan, nan, lost, gained)
    moved = np.abs(after - before)
    if np.isnan(moved).all():
        return still
    most = int(np.nanargmax(moved))
    found = replace(still, mean_shift=float(np.nanmean(moved)), max_shift=float(moved[most]))
    if moved[most] == 0:
        return found
    return replace(found, most_moved=result.regions[most].label, rank_before=float(before[most]),
                   rank_after=float(after[most]))  # fmt: skip


def lost_and_gained(
    regions: tuple[Region, ...], before: Floats, after: Floats
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Regions (R,) that have a rank before only, and after only."""
    lost, gained = ~np.isnan(before) & np.isnan(after), np.isnan(before) & ~np.isnan(after)
    named = (tuple(regions[r].label for r in np.flatnonzero(which)) for which in (lost, gained))
    return next(named), next(named)
