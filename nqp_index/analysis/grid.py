"""The exact grid: every combination of normaliser, weight set and aggregation, without noise."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from nqp_index.analysis.assumptions import alternative, as_set
from nqp_index.analysis.draws import Points
from nqp_index.analysis.experiment import experiment
from nqp_index.analysis.factors import Alternative, Assumptions, MethodFactor
from nqp_index.analysis.runs import ranked
from nqp_index.methods.statistics.rank_draws import mean_shift
from nqp_index.model.findings import GridScenario, MethodGrid
from nqp_index.model.headline import headline_position
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe
from nqp_index.model.result import Result
from nqp_index.terms import Text


def grid_assumptions(recipe: Recipe, *, gaps: bool = False) -> Assumptions:
    """What the published studies differ in: min-max, z-scores, ranks; equal or entropy weights; sums, geometric
    means, TOPSIS over all indicators at once. The recipe's own ways come first, and a method that is one of them is
    not listed again for other parameters: the grid is about methods.

    gaps  True: the recipe's imputation leaves values missing; TOPSIS takes none, so it is listed with them filled by
          neighbours, beside the recipe's own TOPSIS where that is the aggregation
    """
    wanted = (
        ("normalise", ("minmax", "zscore", "rank")),
        ("weight", ("equal_nested", "entropy")),
        ("aggregate", ("arithmetic", "geometric")),
    )
    factors = [_factor(name, recipe, methods) for name, methods in wanted]
    if gaps or not _is_flat_topsis(recipe):
        aggregate = factors.pop()
        factors.append(MethodFactor(aggregate.name, (*aggregate.alternatives, _topsis(recipe, gaps=gaps))))
    return Assumptions(tuple(factors))


def _factor(name: str, recipe: Recipe, methods: tuple[str, ...]) -> MethodFactor:
    own = _own_method(name, recipe)
    others = (alternative(name, recipe, Choice(m)) for m in methods if m != own)
    return MethodFactor(name, (as_set(name, recipe), *others))


def _own_method(name: str, recipe: Recipe) -> str:
    """The one method of a step everywhere; empty where it has several."""
    own: Choices[Any] = getattr(recipe, name)
    return "" if own.special or isinstance(own.default, Combination) else str(own.default.method)


def _is_flat_topsis(recipe: Recipe) -> bool:
    return recipe.structure == "flat" and _own_method("aggregate", recipe) == "topsis"


def _topsis(recipe: Recipe, *, gaps: bool) -> Alternative:
    way = alternative("aggregate", recipe, Choice("topsis"), structure="flat")
    if not gaps:
        return way
    fill = alternative("impute", recipe, Choice("knn"))
    label = Text(f"{way.label.zh}，{fill.label.zh}", f"{way.label.en}, {fill.label.en}")
    return Alternative(label, (*way.changes, *fill.changes))


def method_grid(result: Result, assumptions: Assumptions | None = None) -> MethodGrid:
    """Ranks under every possible combination of methods; a combination that fails on these data is not listed.

    assumptions  whose method factors span the grid; None: `grid_assumptions`
    """
    chosen = assumptions or grid_assumptions(result.recipe, gaps=_gaps_left(result))
    chosen = Assumptions(chosen.methods)
    study = experiment(result, chosen, 0)
    at = np.flatnonzero(study.possible)
    points = Points(at, np.full(len(at), -1, dtype=np.int64), None, None)
    found = ranked(study, points).ranks
    ways = list(product(*(factor.alternatives for factor in chosen.methods)))
    names = [factor.name for factor in chosen.methods]
    scenarios, front = [], headline_position(result)
    for i, combination in enumerate(at):
        ranks = found[i].astype(np.int64)
        if not ranks.any():
            continue
        shift = float(mean_shift(ranks[front : front + 1], study.nominal[front])[0])
        labels = tuple((name, a.label) for name, a in zip(names, ways[combination], strict=True))
        shown = np.where(ranks > 0, ranks, np.nan)
        scenarios.append(GridScenario(labels, shown, shift, is_reported=_all_as_set(ways[combination])))
    every = np.stack([s.ranks for s in scenarios]) if scenarios else np.full((1, *study.nominal.shape), np.nan)
    return MethodGrid(result.years, result.regions, tuple(scenarios), len(study.recipes) - len(scenarios),
                      result.ranks[:, :, 0], np.fmin.reduce(every), np.fmax.reduce(every), front)  # fmt: skip


def _gaps_left(result: Result) -> bool:
    """Whether any value is missing after imputation in the year in front."""
    return bool(np.isnan(result.filled[headline_position(result)]).any())


def _all_as_set(ways: tuple[Alternative, ...]) -> bool:
    return not any(way.changes for way in ways)
