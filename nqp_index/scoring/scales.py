"""The declared ends of the scores that an aggregation is handed: 0 and 100 after min-max, none after z-scores."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Choice, Recipe
from nqp_index.scoring.plan import Plan

Ends = tuple[float, float]


def scales_of(plan: Plan, recipe: Recipe, columns: Iterable[int]) -> Floats:
    """(k, 2) low and high end of the scores in these columns of the plan; NaN where none is declared."""
    return np.array([_ends(plan, recipe, c) or (np.nan, np.nan) for c in columns], dtype=np.float64).reshape(-1, 2)


def _ends(plan: Plan, recipe: Recipe, column: int) -> Ends | None:
    """A branch has the ends that its children share, where its score is some mean of theirs."""
    if column < plan.width:
        return _of_normaliser(recipe.normalise.at(*plan.paths[column]))
    branch = plan.branches[column - plan.width]
    if "idempotent" not in method("aggregate", recipe.aggregate.at(*branch.path).method).traits:
        return None
    shared = {_ends(plan, recipe, c) for c in (branch.leaves if recipe.structure == "flat" else branch.children)}
    return shared.pop() if len(shared) == 1 else None


def _of_normaliser(choice: Choice) -> Ends | None:
    chosen = method("normalise", choice.method)
    if "bounded" not in chosen.gives:
        return None
    values = {p.name: choice.options.get(p.name, p.default) for p in chosen.options}
    return float(values["low"]), float(values["high"])
