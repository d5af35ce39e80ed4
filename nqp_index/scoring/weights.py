"""From a recipe's weighting choice to the weights of one branch, fitted on the reference rows."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from nqp_index.errors import Place, Problem, UsageError, problem
from nqp_index.methods.kernels import Floats, normed
from nqp_index.methods.registry import Method, method
from nqp_index.model.recipe import Choice, Combination, Recipe, Value, Weighting
from nqp_index.scoring.naming import naming
from nqp_index.scoring.plan import Branch, Plan
from nqp_index.scoring.prepare import Prepared


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


def branch_weights(recipe: Recipe, branch: Branch, z: Floats, prepared: Prepared, width: int) -> Floats:
    """(B, S, k) weights of a branch's children; z (B, S, n, k) their scores.

    A branch with one child gives it weight 1: there is nothing to weigh.
    """
    if len(branch.children) == 1:
        return np.ones((z.shape[0], z.shape[1], 1))
    scores = prepared.layout.ref(z)
    fits = {"unit": _unit(scores), "raw": scores, "scores": scores}
    direction = np.ones(len(branch.children))
    if all(c < width for c in branch.children):
        columns = list(branch.children)
        fits["unit"] = prepared.layout.ref(prepared.unit[..., columns])
        fits["raw"] = prepared.layout.ref(prepared.rows[..., columns])
        direction = prepared.direction[columns]
    choice = recipe.weight.at(*branch.path)
    return _weights(choice, fits, branch.prior, direction, prepared, branch.child_codes)


def flat_weights(plan: Plan, recipe: Recipe, prepared: Prepared) -> Weights:
    """One set of weights over all indicators; a branch's weight is the sum of its indicators' weights."""
    root = plan.branches[0]
    columns = list(root.leaves)
    fits = {
        "unit": prepared.layout.ref(prepared.unit[..., columns]),
        "raw": prepared.layout.ref(prepared.rows[..., columns]),
        "scores": prepared.layout.ref(prepared.z[..., columns]),
    }
    codes = tuple(plan.codes[j] for j in columns)
    fitted = _weights(recipe.weight.at(*root.path), fits, root.flat, prepared.direction[columns], prepared, codes)
    w = np.empty_like(fitted)
    w[..., columns] = fitted
    return from_leaves(plan, w)


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


def _weights(
    choice: Weighting,
    fits: dict[str, Floats],
    prior: Floats,
    direction: Floats,
    prepared: Prepared,
    codes: tuple[str, ...],
) -> Floats:
    if isinstance(choice, Combination):
        sets = [_weights(one, fits, prior, direction, prepared, codes) for one in choice.of]
        together = np.stack(np.broadcast_arrays(*sets), axis=-2)
        return np.asarray(method("combine", choice.by.method)(together, **choice.by.options))
    chosen = method("weight", choice.method)
    data = fits["scores" if chosen.fits_on == "none" else chosen.fits_on]
    options = stated_for(choice, codes)
    with naming(codes):
        w = chosen(data, prior, **options, **_supplied(chosen, direction, prepared))
    return np.asarray(w, dtype=np.float64)


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


def stated_warnings(plan: Plan, recipe: Recipe) -> list[Problem]:
    """What stated weights have against themselves, such as judgements that contradict each other."""
    found: list[Problem] = []
    for branch in plan.branches[:1] if recipe.structure == "flat" else plan.branches:
        codes = tuple(plan.codes[j] for j in branch.leaves) if recipe.structure == "flat" else branch.child_codes
        for choice in weighting_methods(recipe.weight.at(*branch.path)):
            chosen = method("weight", choice.method)
            if chosen.fits_on == "none" and chosen.extras is not None and len(codes) > 1:
                extras = chosen.extras(np.zeros((1, len(codes))), np.ones(len(codes)), **stated_for(choice, codes))
                told: tuple[Problem, ...] = extras.get("problems", ())
                found.extend(Problem(p.code, Place(branch.code), p.args) for p in told)
    return found


def _cut(value: Value, at: list[int], size: int) -> Value:
    """A list of `size` entries cut to the positions `at`, in all its dimensions; experts' lists one by one."""
    if not isinstance(value, tuple):
        return value
    inner = tuple(_cut(v, at, size) for v in value)
    is_table_of_experts = len(value) > 0 and isinstance(value[0], tuple) and len(value) != size
    is_stack = len(value) > 0 and isinstance(value[0], tuple) and any(isinstance(v, tuple) for v in value[0])
    return inner if is_table_of_experts or is_stack or len(value) != size else tuple(inner[i] for i in at)


def _supplied(chosen: Method, direction: Floats, prepared: Prepared) -> dict[str, object]:
    periods = 1 if prepared.layout.per_year else prepared.layout.years
    supply: dict[str, object] = {"direction": direction, "periods": periods}
    return {name: value for name, value in supply.items() if chosen.takes(name)}


def _unit(z: Floats) -> Floats:
    minmax = method("normalise", "minmax")
    return np.asarray(minmax(z, z, low=0.0, high=1.0))


def weighting_methods(choice: Weighting) -> tuple[Choice, ...]:
    """The single weighting methods behind a choice."""
    return choice.of if isinstance(choice, Combination) else (choice,)
