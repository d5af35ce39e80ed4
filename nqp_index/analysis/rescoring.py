"""Scores a result's panel anew under other weights, through the kernel that scored it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nqp_index.analysis.runs import index_scores
from nqp_index.methods.kernels import Floats, ranks
from nqp_index.model.recipe import Recipe
from nqp_index.model.result import Result
from nqp_index.scoring.kernel import aggregate
from nqp_index.scoring.plan import Plan
from nqp_index.scoring.prepare import Prepared, prepare
from nqp_index.scoring.ready import made_ready
from nqp_index.scoring.weights import Weights, effective, from_leaves, judged_in

#: Numbers that may be held at a time.
TOGETHER = 16_000_000


@dataclass(frozen=True, eq=False)
class Rescoring:
    """One year of a result, ready to be scored under other weights: all that does not depend on them is done."""

    result: Result
    t: int
    plan: Plan
    recipe: Recipe
    prepared: Prepared

    def scores(self, codes: tuple[str, ...], w: Floats, node: str) -> Floats:
        """(R, N) scores of all nodes when `codes` have the weights w: children of a node, or indicators where `node` is
        empty, whose effective weights they then are; all others weigh nothing."""
        weights = self._of_node(node, w) if node else self._of_indicators(codes, w)
        found: Floats = aggregate(self.plan, self.recipe, self.prepared, weights).scores[0, self.t]
        return found

    def index_of(self, codes: tuple[str, ...], w: Floats, node: str) -> Floats:
        """(m, R) index scores under weights w (m, k) as in `scores`, larger = better, rounded as the recipe ranks."""
        T, R = len(self.plan.years), len(self.plan.regions)
        size = max(1, TOGETHER // (T * R * (self.plan.width + len(self.plan.branches))))
        parts = [w[start : start + size] for start in range(0, len(w), size)]
        made = [self._of_node(node, part) if node else self._of_indicators(codes, part) for part in parts]
        found = (
            index_scores(self.plan, self.recipe, self.prepared, weights, len(part))[:, self.t]
            for part, weights in zip(parts, made, strict=True)
        )
        return np.concatenate(list(found))

    def ranks(self, index: Floats) -> Floats:
        """(..., R) ranks of index scores from `index_of`."""
        return ranks(index, ties=self.recipe.ranking.ties)

    def _local(self) -> dict[str, Floats]:
        every = self.result.local_weights
        return {code: w[min(self.t, len(w) - 1)][None, None] for code, w in every.items()}

    def _of_node(self, node: str, w: Floats) -> Weights:
        weights = Weights(self._local() | {node: np.atleast_2d(w)[:, None]})
        flat = self.recipe.structure == "flat"
        return self._judged(from_leaves(self.plan, effective(self.plan, weights)) if flat else weights)

    def _of_indicators(self, codes: tuple[str, ...], w: Floats) -> Weights:
        w = np.atleast_2d(w)[:, None]
        every = np.zeros((len(w), 1, self.plan.width))
        every[..., [self.plan.codes.index(code) for code in codes]] = np.maximum(w, 0.0)
        found, own = from_leaves(self.plan, every), self._local()
        # a branch that is given no weight keeps its inner weights: its own score is not asked for
        return self._judged(
            Weights({c: np.where(np.isnan(x), own[c], x) for c, x in found.local.items()}, found.leaves)
        )

    def _judged(self, weights: Weights) -> Weights:
        """With what judges the share of present values, as in the run itself."""
        absent = self.prepared.absent
        own = absent[:, [min(self.t, absent.shape[1] - 1)]]
        return replace(weights, judged=judged_in(self.plan, weights, own))


def rescoring(result: Result, t: int) -> Rescoring:
    """The year at position t of a result."""
    stored = result.reference if result.recipe.scope.kind == "fixed" else None
    ready = made_ready(result.panel, result.framework, result.recipe, reference=stored)
    prepared = prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups)
    return Rescoring(result, t, ready.plan, ready.recipe, prepared)
