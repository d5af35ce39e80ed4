"""The one path from indicator values to scores, with a leading batch axis: the nominal run is a batch of one.

Steps that a draw does not touch keep a batch axis of length 1 and are computed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Recipe
from nqp_index.scoring.idle import idle_among
from nqp_index.scoring.layout import Layout
from nqp_index.scoring.linear import ROOM, is_linear, linear_scores
from nqp_index.scoring.naming import naming
from nqp_index.scoring.plan import Branch, Plan
from nqp_index.scoring.prepare import Prepared
from nqp_index.scoring.scales import scales_of
from nqp_index.scoring.weights import (
    Weights,
    branch_weights,
    flat_weights,
    judged,
    judged_in,
    looks_at_data,
    stated_for,
)


@dataclass(frozen=True, eq=False)
class Scored:
    """Scores of the branches: (B, S, n, N), with the weights that were used."""

    rows: Floats
    weights: Weights
    layout: Layout

    @property
    def scores(self) -> Floats:
        """(B, T, R, N)."""
        return self.layout.back(self.rows)


def fit_weights(plan: Plan, recipe: Recipe, prepared: Prepared) -> Weights:
    """Weights of every branch's children, fitted from the leaves up on the reference rows. A branch is scored on the
    way only where a weighting above it looks at its scores."""
    if recipe.structure == "flat":
        return flat_weights(plan, recipe, prepared)
    K = plan.width
    seen = _branches_seen(plan, recipe)
    columns: dict[int, Floats] = {j: prepared.scores[..., j] for j in range(K)}
    local: dict[str, Floats] = {}
    for i, branch in plan.bottom_up():
        known = all(c in columns for c in branch.children)
        z = _stacked([columns[c] for c in branch.children]) if known else None
        w = local[branch.code] = branch_weights(plan, recipe, branch, z, prepared)
        if i in seen and z is not None:
            by = judged(w, branch.prior, idle_among(plan, branch.children, prepared.absent))
            columns[K + i] = _scored_branch(plan, recipe, branch, z, w, prepared, branch.children, by)
    return Weights(local, judged=judged_in(plan, Weights(local), prepared.absent))


def _branches_seen(plan: Plan, recipe: Recipe) -> set[int]:
    """Branches whose scores some weighting looks at, with those that these scores are made of."""
    seen: set[int] = set()
    for i, branch in enumerate(plan.branches):
        if i in seen or looks_at_data(recipe.weight.at(*branch.path)):
            seen |= {c - plan.width for c in branch.children if c >= plan.width}
    return seen


def aggregate(plan: Plan, recipe: Recipe, prepared: Prepared, weights: Weights, *, only_index: bool = False) -> Scored:
    """Scores of every branch under the given weights, whose leading axis may hold many draws.

    only_index  leave out all branches but the root: scores are then (B, S, n, 1)
    """
    if is_linear(plan, recipe, prepared):
        branches = (0,) if only_index else tuple(range(len(plan.branches)))
        return Scored(linear_scores(plan, recipe, prepared, weights, branches), weights, prepared.layouts.rows)
    if recipe.structure == "flat":
        asked = {0, *plan.pillars} if only_index else set(range(len(plan.branches)))
        scored = _flat(plan, recipe, prepared, weights, asked)
    else:
        scored = _climb(plan, recipe, prepared, weights)
    return Scored(scored.rows[..., :1], weights, prepared.layouts.rows) if only_index else scored


def _climb(plan: Plan, recipe: Recipe, prepared: Prepared, weights: Weights) -> Scored:
    """Bottom-up over the branches."""
    K = plan.width
    columns: dict[int, Floats] = {j: prepared.scores[..., j] for j in range(K)}
    for i, branch in plan.bottom_up():
        z = _stacked([columns[c] for c in branch.children])
        w, by = weights.local[branch.code], (weights.judged or weights).local[branch.code]
        columns[K + i] = _scored_branch(plan, recipe, branch, z, w, prepared, branch.children, by)
    _require_pillars(plan, recipe, columns)
    return Scored(_stacked([columns[K + i] for i in range(len(plan.branches))]), weights, prepared.layouts.rows)


def _flat(plan: Plan, recipe: Recipe, prepared: Prepared, weights: Weights, asked: set[int]) -> Scored:
    """The branches `asked` for, which hold the root and the pillars, each scored from its leaves at once with the
    leaves' weights rescaled to sum 1 inside it."""
    columns: dict[int, Floats] = {}
    K = plan.width
    for i, branch in plan.bottom_up():
        if i not in asked:
            continue
        z = prepared.scores[..., list(branch.leaves)]
        w, by = weights.leaves[branch.code], (weights.judged or weights).leaves[branch.code]
        columns[K + i] = _scored_branch(plan, recipe, branch, z, w, prepared, branch.leaves, by)
    _require_pillars(plan, recipe, columns)
    return Scored(_stacked([columns[K + i] for i in sorted(asked)]), weights, prepared.layouts.rows)


def _scored_branch(
    plan: Plan, recipe: Recipe, branch: Branch, z: Floats, w: Floats, prepared: Prepared, columns: tuple[int, ...],
    by: Floats,
) -> Floats:  # fmt: skip
    """One branch's scores (B, S, n): missing where too little weight is present or the method takes no gaps."""
    chosen = method("aggregate", recipe.aggregate.at(*branch.path).method)
    z, options = aggregation_inputs(plan, recipe, branch, z, prepared, columns, by)
    with naming(codes_of(plan, columns)):
        return np.asarray(chosen(z, w, **options))


def aggregation_inputs(
    plan: Plan, recipe: Recipe, branch: Branch, z: Floats, prepared: Prepared, columns: tuple[int, ...],
    by: Floats,
) -> tuple[Floats, dict[str, Any]]:  # fmt: skip
    """What a branch's aggregation is handed: z (B, S, n, k) and its options, for the score and its side results alike.

    Rows are emptied where too little weight is present, judged by the weights `by`, or too few children, as the recipe
    says.
    """
    choice = recipe.aggregate.at(*branch.path)
    chosen = method("aggregate", choice.method)
    codes = codes_of(plan, columns)
    options: dict[str, Any] = dict(stated_for(choice, codes))
    if recipe.coverage.by == "children":
        by = np.full(z.shape[-1], 1.0 / z.shape[-1])
    z = _with_enough_weight(z, by, recipe.coverage.node)
    if chosen.takes("ref"):
        options["ref"] = prepared.layouts.rows.ref(z)
    if chosen.takes("years"):
        options["years"] = prepared.layouts.rows.ref_years
    if chosen.takes("score_ends"):
        options["score_ends"] = scales_of(plan, recipe, columns)
    if chosen.takes("direction"):
        cost = [c < len(prepared.still_cost) and bool(prepared.still_cost[c]) for c in columns]
        options["direction"] = np.where(cost, -1.0, 1.0)
    return z, options


def codes_of(plan: Plan, columns: tuple[int, ...]) -> tuple[str, ...]:
    """Codes of the indicators and branches in these columns."""
    return tuple(plan.codes[c] if c < plan.width else plan.branches[c - plan.width].code for c in columns)


def _with_enough_weight(z: Floats, w: Floats, minimum: float) -> Floats:
    """z with rows emptied whose present children hold less than `minimum` of the weight."""
    gaps = np.isnan(z)
    if not gaps.any():
        return z
    absent = np.where(gaps, w[..., None, :], 0.0).sum(axis=-1)
    return np.where((1.0 - absent < minimum - ROOM)[..., None], np.nan, z)


def _require_pillars(plan: Plan, recipe: Recipe, columns: dict[int, Floats]) -> None:
    """Empty the index of rows with fewer scored pillars than the coverage rule asks for."""
    K = plan.width
    if not plan.pillars or plan.pillars == (0,):
        return
    there = _stacked([~np.isnan(columns[K + p]) for p in plan.pillars]).sum(axis=-1)
    if (there == plan.declared_pillars).all():
        return
    columns[K] = np.where(there / plan.declared_pillars < recipe.coverage.pillars - ROOM, np.nan, columns[K])


def _stacked(columns: list[Floats]) -> Floats:
    """Columns (B or 1, S, n) side by side on a new last axis, broadcast to the largest batch."""
    return np.stack(np.broadcast_arrays(*columns), axis=-1)
