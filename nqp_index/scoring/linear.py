"""The fast road for trees that are linear all the way down: one matrix product per set instead of one mean a branch."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.methods.statistics.rank_draws import room_for_draws
from nqp_index.model.recipe import Recipe
from nqp_index.scoring.plan import Plan
from nqp_index.scoring.prepare import Prepared
from nqp_index.scoring.weights import Weights

#: Shares are compared with this much room for float noise: 2 of 3 pillars are two thirds.
ROOM = 1e-9

#: Draws are multiplied in blocks of this many rows, the last one filled up, so that a score does not depend on the
#: size of the batch it was computed in.
BLOCK = 256


def is_linear(plan: Plan, recipe: Recipe, prepared: Prepared) -> bool:
    """Whether every branch is a linear mean and no score is missing, so that weights multiply down the tree.

    Where so many pillars are without any data that the index has no score, there is nothing to multiply.
    """
    if plan.pillars and len(plan.pillars) < recipe.coverage.pillars * plan.declared_pillars - ROOM:
        return False
    chosen = {recipe.aggregate.at(*branch.path).method for branch in plan.branches}
    linear = all("linear" in method("aggregate", name).traits for name in chosen)
    return linear and prepared.scores.shape[0] == 1 and not np.isnan(prepared.scores).any()


def linear_scores(
    plan: Plan, recipe: Recipe, prepared: Prepared, weights: Weights, branches: tuple[int, ...]
) -> Floats:
    """Scores (B, S, n, len(branches)) of some branches of a linear tree without gaps."""
    below = leaf_weights(plan, recipe, weights, branches)
    columns = [_products(below[i], prepared.scores[0][..., list(plan.branches[i].leaves)]) for i in branches]
    return columns[0][..., None] if len(columns) == 1 else np.stack(columns, axis=-1)


def leaf_weights(plan: Plan, recipe: Recipe, weights: Weights, branches: tuple[int, ...]) -> dict[int, Floats]:
    """(B, S, leaves) weight of each leaf inside each of the branches, in the order of `Branch.leaves`."""
    if recipe.structure == "flat":
        return {i: weights.leaves[plan.branches[i].code] for i in branches}
    found: dict[int, Floats] = {}
    for i, branch in plan.bottom_up():
        local = weights.local[branch.code]
        if all(c < plan.width for c in branch.children):
            found[i] = local
            continue
        found[i] = _joined(local, [None if c < plan.width else found[c - plan.width] for c in branch.children])
    return found


def _joined(local: Floats, below: list[Floats | None]) -> Floats:
    """(B, S, leaves) weights of all leaves below some children: `local` (B, S, k) times the child's own; None = a leaf.

    The draws of a leaf lie side by side, so that every leaf is written and later read as one row.
    """
    batch = np.broadcast_shapes(local.shape[:-1], *(own.shape[:-1] for own in below if own is not None))
    widths = [1 if own is None else own.shape[-1] for own in below]
    joined = np.empty((sum(widths), *batch[::-1])).T
    start = 0
    for position, (own, width) in enumerate(zip(below, widths, strict=True)):
        share = local[..., position : position + 1]
        np.multiply(share, 1.0 if own is None else own, out=joined[..., start : start + width])
        start += width
    return joined


def _products(w: Floats, z: Floats) -> Floats:
    """w (B, S or 1, k) times z (S, n, k) -> (B, S, n), in blocks of draws of one fixed size."""
    B, k = w.shape[0], w.shape[-1]
    S, n = z.shape[:2]
    out = room_for_draws(-(-B // BLOCK) * BLOCK, S, n)
    for s in range(S):
        draws = w[:, min(s, w.shape[1] - 1)]
        across = z[s].T
        for start in range(0, len(out), BLOCK):
            block = draws[start : start + BLOCK]
            if len(block) < BLOCK:
                block = np.concatenate([block, np.zeros((BLOCK - len(block), k))])
            np.matmul(block, across, out=out[start : start + BLOCK, s])
    return out[:B]
