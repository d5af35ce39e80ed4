"""What the ranking rests on: every indicator and every pillar left out in turn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nqp_index.analysis.experiment import without
from nqp_index.analysis.places import year_position
from nqp_index.analysis.runs import index_scores
from nqp_index.methods.kernels import Floats, ranks
from nqp_index.model.findings import DropOne, Removal
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
        DropOne(year, tuple(_removal(result, *one[:3], result.ranks[t, :, 0], ranks[t]) for one, ranks in after))
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
        below = frozenset(i.code for i in result.framework.under(pillar.code)) & kept
        if below and below != kept:
            yield pillar.code, pillar.label, pillar.level, below


def _removal(result: Result, code: str, text: Text, level: str, before: Floats, after: Floats) -> Removal:
    moved = np.abs(after - before)
    if np.isnan(moved).all():
        return Removal(code, text, level, float("nan"), float("nan"), Text(), float("nan"), float("nan"))
    most = int(np.nanargmax(moved))
    return Removal(code, text, level, float(np.nanmean(moved)), float(moved[most]), result.regions[most].label,
                   float(before[most]), float(after[most]))  # fmt: skip
