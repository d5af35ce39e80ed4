"""What only the values can tell: scores that an aggregation takes no logarithm or root of, named by indicator."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nqp_index.errors import Problem, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Choice, Recipe
from nqp_index.scoring.plan import Branch, Plan
from nqp_index.scoring.prepare import Prepared
from nqp_index.scoring.promises import needs_of


def value_objections(plan: Plan, recipe: Recipe, prepared: Prepared) -> Iterator[Problem]:
    """Negative scores where an aggregation takes none, by aggregation and normaliser, with what would help."""
    z = prepared.layout.back(prepared.z)
    wrong: dict[tuple[str, Choice], list[int]] = {}
    for branch, choice in _asking(plan, recipe, {"positive", "nonnegative"}):
        for j in _columns(plan, recipe, branch):
            if (z[..., j] < 0).any():
                wrong.setdefault((choice.method, recipe.normalise.at(*plan.paths[j])), []).append(j)
    for (name, own), columns in wrong.items():
        least = float(np.nanmin(z[..., columns]))
        chosen = method("normalise", own.method)
        can_clip = any(p.name == "outside" for p in chosen.options)
        code = "E4028" if "bounded" in chosen.gives and can_clip else "E4029"
        yield problem(code, aggregate=name, normalise=own.method, codes=[plan.codes[j] for j in columns], least=least)


def zero_warnings(plan: Plan, recipe: Recipe, prepared: Prepared, effective: Floats) -> Iterator[Problem]:
    """Where a score of 0 with weight makes a whole mean 0, whatever the rest: effective (S, K) weights."""
    z = prepared.layout.back(prepared.z)[0]
    told: dict[str, set[int]] = {}
    for branch, choice in _asking(plan, recipe, {"positive"}):
        zero = (z == 0) & (effective[:, None, :] > 0)
        told.setdefault(choice.method, set()).update(j for j in _columns(plan, recipe, branch) if zero[..., j].any())
    for name, columns in told.items():
        if columns:
            cells = int((z[..., sorted(columns)] == 0).any(axis=-1).sum())
            yield problem("W4030", aggregate=name, codes=[plan.codes[j] for j in sorted(columns)], count=cells)


def _asking(plan: Plan, recipe: Recipe, needs: set[str]) -> Iterator[tuple[Branch, Choice]]:
    for branch in plan.branches:
        choice = recipe.aggregate.at(*branch.path)
        if needs_of(method("aggregate", choice.method), choice) & needs:
            yield branch, choice


def _columns(plan: Plan, recipe: Recipe, branch: Branch) -> tuple[int, ...]:
    """The indicators that a branch is scored from itself."""
    return branch.leaves if recipe.structure == "flat" else tuple(c for c in branch.children if c < plan.width)
