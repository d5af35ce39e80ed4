"""From a recipe's weighting choice to the weights of one branch, fitted on the reference rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats, normed
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Choice, Combination, Recipe, Value, Weighting
from nqp_index.scoring.idle import among_telling, idle_among
from nqp_index.scoring.naming import naming
from nqp_index.scoring.plan import Branch, Plan
from nqp_index.scoring.prepare import Prepared
from nqp_index.scoring.stated import goes_down, statement_at, weighting_methods


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights of each branch's children, and in a flat recipe of each branch's leaves; all sum to 1.

    local   branch code → (B, S, k)
    leaves  branch code → (B, S, leaves); empty in a nested recipe
    judged  the weights by which the share of present values is judged; None = these
    """

    local: dict[str, Floats]
    leaves: dict[str, Floats] = field(default_factory=dict)
    judged: Weights | None = None


@dataclass(frozen=True, eq=False)
class Weighing:
    """What the weighters of one branch are handed, for the weights and for what is told about them alike.

    fits   (B, S, m, k) reference rows of the children as directed min-max values, raw values and scores
    prior, direction  (k,)    periods years in the reference rows    codes of the children
    idle   (B, S, k) children that tell nothing apart in a set: they get no weight there
    down   (B, S, k) weights that are stated node by node and multiplied down to these children; None for other choices
    """

    fits: dict[str, Floats]
    prior: Floats
    direction: Floats
    periods: int
    codes: tuple[str, ...]
    idle: NDArray[np.bool_]
    down: Callable[[Choice], Floats | None] = lambda choice: None

    def among(self, sets: NDArray[np.bool_], there: NDArray[np.intp]) -> Weighing:
        """Some sets, a mask (B, S), and the children in these positions, with declared weights in proportion."""
        fits = {name: values[sets][..., there] for name, values in self.fits.items()}
        prior = normed(self.prior[there]) if self.prior[there].any() else np.full(len(there), 1.0 / len(there))
        codes = tuple(self.codes[j] for j in there)

        def down(choice: Choice) -> Floats | None:
            w = self.down(choice)
            return None if w is None else normed(w[sets][..., there])

        return Weighing(fits, prior, self.direction[there], self.periods, codes, self.idle[sets][..., there], down)

    def as_batch(self) -> Weighing:
        """With a batch axis of length 1 in front."""
        return replace(self, fits={name: values[None] for name, values in self.fits.items()}, idle=self.idle[None])

    def of(self, choice: Choice) -> tuple[Floats, dict[str, Any]]:
        """The data and the options of one weighting method."""
        chosen = method("weight", choice.method)
        data = self.fits["scores" if chosen.fits_on == "none" else chosen.fits_on]
        supply = {"direction": self.direction, "periods": self.periods}
        supplied = {name: value for name, value in supply.items() if chosen.takes(name)}
        return data, {**stated_for(choice, self.codes), **supplied}


def branch_weights(plan: Plan, recipe: Recipe, branch: Branch, z: Floats | None, prepared: Prepared) -> Floats:
    """(B, S, k) weights of a branch's children; z (B, S, n, k) their scores, None where the weighting needs none.

    A branch with one child gives it weight 1: there is nothing to weigh.
    """
    if len(branch.children) == 1:
        return np.ones((*prepared.idle_for_weights.shape[:2], 1))
    choice = recipe.weight.at(*branch.path)
    if z is None or not looks_at_data(choice):
        weighing = stated_weighing(plan, branch, prepared)
    else:
        weighing = branch_weighing(plan, branch, z, prepared)
    return _quiet_where_idle(weights_by(choice, weighing), idle_among(plan, branch.children, prepared.idle), prepared)


def looks_at_data(choice: Weighting) -> bool:
    """Whether a weighting, or one of those it joins, is fitted on data."""
    return any(method("weight", one.method).fits_on != "none" for one in weighting_methods(choice))


def judged(w: Floats, prior: Floats, absent: NDArray[np.bool_]) -> Floats:
    """Weights (B, S, k) by which the share of present values is judged: children without any value in a set, which
    weights fitted there cannot count, keep their declared share, so that their absence is not taken for completeness.
    """
    hidden = absent & ~(w > 0)
    if not hidden.any():
        return w
    declared = np.where(hidden, prior, 0.0)
    return np.where(hidden, declared, np.nan_to_num(w) * (1.0 - declared.sum(axis=-1, keepdims=True)))


def judged_in(plan: Plan, weights: Weights, absent: NDArray[np.bool_]) -> Weights | None:
    """The same for all branches; None where the weights themselves can judge. absent (B, S, K) of the indicators."""
    if not absent.any():
        return None
    if weights.leaves:
        root = plan.branches[0]
        w = judged(weights.leaves[root.code], root.flat, absent[..., list(root.leaves)])
        every = np.empty((*w.shape[:-1], plan.width))
        every[..., list(root.leaves)] = w
        return from_leaves(plan, every)
    return Weights({
        b.code: judged(weights.local[b.code], b.prior, idle_among(plan, b.children, absent)) for b in plan.branches
    })  # fmt: skip


def _quiet_where_idle(w: Floats, idle: NDArray[np.bool_], prepared: Prepared) -> Floats:
    """Weights of all years together, without the children that tell nothing apart in a year normalised on its own."""
    layouts = prepared.layouts
    if layouts.weight.per_year or not layouts.normalise.per_year or not idle.any():
        return w
    return normed(np.where(idle, 0.0, w))


def branch_weighing(plan: Plan, branch: Branch, z: Floats, prepared: Prepared) -> Weighing:
    """A branch's children, where they are not all indicators by their scores alone."""
    scores = prepared.to_weigh(z, prepared.layouts.rows)
    periods, idle = prepared.layouts.weight.periods, idle_among(plan, branch.children, prepared.idle_for_weights)
    if all(c < plan.width for c in branch.children):
        fits, direction = _of_indicators(list(branch.children), scores, prepared)
        return Weighing(fits, branch.prior, direction, periods, branch.child_codes, idle)
    fits = {"unit": _unit(scores), "raw": scores, "scores": scores}
    return Weighing(fits, branch.prior, np.ones(len(branch.children)), periods, branch.child_codes, idle)


def flat_weighing(plan: Plan, recipe: Recipe, prepared: Prepared) -> Weighing:
    """All indicators at once, in the order of the root's leaves."""
    root = plan.branches[0]
    columns = list(root.leaves)
    fits, direction = _of_indicators(columns, prepared.to_weigh(prepared.z[..., columns], prepared.layout), prepared)
    idle = prepared.idle_for_weights[..., columns]
    codes = tuple(plan.codes[j] for j in columns)

    def down(choice: Choice) -> Floats | None:
        return (
            _multiplied_down(plan, recipe, prepared, choice)[..., columns] if goes_down(plan, recipe, choice) else None
        )

    return Weighing(fits, root.flat, direction, prepared.layouts.weight.periods, codes, idle, down)


def _multiplied_down(plan: Plan, recipe: Recipe, prepared: Prepared, choice: Choice) -> Floats:
    """(B, S, K) products of what is stated about the children of each node, from the root down."""
    local = {}
    for branch in plan.branches:
        own = choice if branch is plan.branches[0] else statement_at(recipe, branch, choice.method)
        local[branch.code] = weights_by(own, stated_weighing(plan, branch, prepared))
    return effective(plan, Weights(local))


def stated_weighing(plan: Plan, branch: Branch, prepared: Prepared) -> Weighing:
    """A branch's children for methods that look at no data; a single child has all the weight."""
    k = len(branch.children)
    nothing = np.zeros((*prepared.idle_for_weights.shape[:2], 1, k))
    fits = {"unit": nothing, "raw": nothing, "scores": nothing}
    idle = idle_among(plan, branch.children, prepared.idle_for_weights)
    down = (lambda choice: np.ones((*nothing.shape[:2], 1))) if k == 1 else (lambda choice: None)
    return Weighing(fits, branch.prior, np.ones(k), prepared.layouts.weight.periods, branch.child_codes, idle, down)


def _of_indicators(columns: list[int], scores: Floats, prepared: Prepared) -> tuple[dict[str, Floats], Floats]:
    fits = {
        "unit": prepared.to_weigh(prepared.unit[..., columns], prepared.layout),
        "raw": prepared.to_weigh(prepared.rows[..., columns], prepared.layout),
        "scores": scores,
    }
    return fits, prepared.direction[columns]


def flat_weights(plan: Plan, recipe: Recipe, prepared: Prepared) -> Weights:
    """One set of weights over all indicators; a branch's weight is the sum of its indicators' weights."""
    root = plan.branches[0]
    fitted = weights_by(recipe.weight.at(*root.path), flat_weighing(plan, recipe, prepared))
    fitted = _quiet_where_idle(fitted, prepared.idle[..., list(root.leaves)], prepared)
    w = np.empty_like(fitted)
    w[..., list(root.leaves)] = fitted
    found = from_leaves(plan, w)
    return replace(found, judged=judged_in(plan, found, prepared.absent))


def from_leaves(plan: Plan, w: Floats) -> Weights:
    """Weights of every branch from effective weights (B, S, K) of the indicators, which sum to 1."""
    totals: dict[int, Floats] = {j: w[..., j] for j in range(plan.width)}
    totals |= {plan.width + i: w[..., list(b.leaves)].sum(axis=-1) for i, b in enumerate(plan.branches)}
    local = {b.code: normed(np.stack([totals[c] for c in b.children], axis=-1)) for b in plan.branches}
    leaves = {b.code: normed(np.ascontiguousarray(w[..., list(b.leaves)])) for b in plan.branches}
    return Weights(local, leaves)


def effective(plan: Plan, weights: Weights) -> Floats:
    """(B, S, K) product of the local weights from the root down to each indicator.

    0 under a branch that weighs nothing, whatever the shares inside it.
    """
    first = weights.local[plan.branches[0].code]
    found: dict[int, Floats] = {plan.width: np.ones(first.shape[:-1])}
    for i, branch in enumerate(plan.branches):
        w = weights.local[branch.code]
        for position, child in enumerate(branch.children):
            above = found[plan.width + i]
            found[child] = np.where(above == 0, 0.0, above * w[..., position])
    return np.stack(np.broadcast_arrays(*(found[j] for j in range(plan.width))), axis=-1)


def weights_by(choice: Weighting, weighing: Weighing) -> Floats:
    """(B, S, k) weights by one method, or by several joined, fitted in each set on the children that tell its rows
    apart; 0 for the others."""
    if weighing.idle.any():
        return among_telling(weighing.idle, lambda sets, there: weights_by(choice, weighing.among(sets, there)))
    if isinstance(choice, Combination):
        sets = weight_sets(choice, weighing)
        with naming(weighing.codes):
            return np.asarray(method("combine", choice.by.method)(sets, **choice.by.options))
    if (stated := weighing.down(choice)) is not None:
        return stated
    data, options = weighing.of(choice)
    with naming(weighing.codes):
        w = method("weight", choice.method)(data, weighing.prior, **options)
    return np.asarray(w, dtype=np.float64)


def weight_sets(choice: Combination, weighing: Weighing) -> Floats:
    """(B, S, L, k) weights by each of the methods that a combination joins."""
    return np.stack(np.broadcast_arrays(*(weights_by(one, weighing) for one in choice.of)), axis=-2)


def stated_for(choice: Choice, codes: tuple[str, ...]) -> dict[str, Value]:
    """The parameters of a choice, lists and matrices cut down to the children that are there.

    Judgements were made for all children of a node; those without data are left out, the others keep theirs.
    """
    if not choice.codes or choice.codes == codes:
        return choice.options
    unknown = [code for code in codes if code not in choice.codes]
    if unknown:
        raise UsageError(problem("E4021", method=choice.method, codes=unknown))
    at = [choice.codes.index(code) for code in codes]
    return {name: _cut(value, at, len(choice.codes)) for name, value in choice.params}


def _cut(value: Value, at: list[int], size: int) -> Value:
    """A list of `size` entries cut to the positions `at`, in all its dimensions; experts' lists one by one."""
    if not isinstance(value, tuple):
        return value
    inner = tuple(_cut(v, at, size) for v in value)
    is_table_of_experts = len(value) > 0 and isinstance(value[0], tuple) and len(value) != size
    is_stack = len(value) > 0 and isinstance(value[0], tuple) and any(isinstance(v, tuple) for v in value[0])
    return inner if is_table_of_experts or is_stack or len(value) != size else tuple(inner[i] for i in at)


def _unit(z: Floats) -> Floats:
    minmax = method("normalise", "minmax")
    return np.asarray(minmax(z, z, low=0.0, high=1.0))
