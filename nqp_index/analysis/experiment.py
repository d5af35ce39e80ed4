"""An uncertainty analysis ready to run: every possible combination of methods settled, before the first draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from nqp_index.analysis.factors import Assumptions
from nqp_index.errors import DefinitionError, NqpError, Problem, Problems, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Recipe
from nqp_index.model.result import Result
from nqp_index.scoring.compatibility import settled
from nqp_index.scoring.plan import Plan, plan_of
from nqp_index.scoring.ready import Ready, made_ready

#: Objections that say two methods cannot go together; any other objection is a mistake in the assumptions.
IMPOSSIBLE_PAIR = frozenset({"E4004", "E4005", "E4007", "E4008"})


@dataclass(frozen=True, eq=False)
class Experiment:
    """A result's run with its assumptions.

    shape      number of alternatives of each method factor
    recipes    the settled recipe of each combination of alternatives in C order of `shape`; None = impossible
    amplitude  (C,) relative noise of the weight of each of the plan's K indicators and N branches
    nominal    (T, R) reported ranks as whole numbers, 0 = not ranked
    """

    result: Result
    ready: Ready
    assumptions: Assumptions
    shape: tuple[int, ...]
    recipes: tuple[Recipe | None, ...]
    amplitude: Floats
    nominal: NDArray[np.int64]
    seed: int

    @property
    def framework(self) -> Framework:
        return self.result.framework

    @property
    def possible(self) -> NDArray[np.bool_]:
        """(combinations,) which of them can be run at all."""
        return np.array([recipe is not None for recipe in self.recipes])

    def named(self, combination: int) -> str:
        """The methods of a combination, for a person who wants to know what failed."""
        at = np.unravel_index(combination, self.shape) if self.shape else ()
        labels = [f.alternatives[int(i)].label for f, i in zip(self.assumptions.methods, at, strict=True)]
        return ", ".join(str(text) for text in labels) or str(self.result.recipe.name)


def experiment(result: Result, assumptions: Assumptions, seed: int) -> Experiment:
    """Settle every combination. Raises DefinitionError when an assumption names an absent step, node or parameter,
    or when no combination is possible."""
    stored = result.reference if result.recipe.scope.kind == "fixed" else None
    ready = made_ready(result.panel, result.framework, result.recipe, reference=stored)
    _check_names(assumptions, result, ready.plan)
    shape = tuple(len(f.alternatives) for f in assumptions.methods)
    recipes = tuple(_settled(result, ready, assumptions, at) for at in product(*(range(n) for n in shape)))
    if not any(recipes):
        raise DefinitionError(problem("E6006", factors=assumptions.names))
    _check_noise_counts(assumptions, ready.plan, [recipe for recipe in recipes if recipe is not None])
    nominal = np.nan_to_num(result.ranks[:, :, 0], nan=0.0).astype(np.int64)
    return Experiment(result, ready, assumptions, shape, recipes, _amplitude(assumptions, ready.plan), nominal, seed)


def without(ready: Ready, framework: Framework, codes: frozenset[str]) -> Ready:
    """The same run as if some indicators had never been declared: their weight goes to their siblings, emptied branches
    go with them, and a pillar of which nothing is left is none that a region could lack."""
    keep = [j for j, code in enumerate(ready.plan.codes) if code not in codes]
    left = frozenset(ready.plan.codes[j] for j in keep)
    plan = plan_of(framework, left, years=ready.plan.years, regions=ready.plan.regions)
    declared = sum(any(i.code not in codes for i in framework.under(p.code)) for p in framework.pillars)
    plan = replace(plan, declared_pillars=declared)
    layout = ready.layout
    if layout.stored is not None:
        layout = replace(layout, stored=layout.stored[:, keep])
    return replace(ready, plan=plan, x=ready.x[..., keep], layout=layout)


def _settled(result: Result, ready: Ready, assumptions: Assumptions, at: tuple[int, ...]) -> Recipe | None:
    """The recipe of one combination; None where its methods cannot be combined."""
    recipe = result.recipe
    for factor, i in zip(assumptions.methods, at, strict=True):
        recipe = factor.alternatives[i].applied(recipe)
    try:
        recipe, _ = settled(recipe, result.framework)
    except NqpError as error:
        if all(p.code in IMPOSSIBLE_PAIR for p in error.problems if p.code[0] == "E"):
            return None
        raise
    return None if _leaves_gaps_open(recipe, result.recipe, ready) else recipe


def _leaves_gaps_open(recipe: Recipe, own: Recipe, ready: Ready) -> bool:
    """Gaps that are not filled go only with aggregations that take gaps, unless the recipe itself is so."""
    if recipe.impute.default.method != "none" or not np.isnan(ready.x).any():
        return False
    if recipe.impute == own.impute and recipe.aggregate == own.aggregate:
        return False
    chosen = [method("aggregate", recipe.aggregate.at(*b.path).method) for b in ready.plan.branches]
    return any("complete" in m.needs for m in chosen)


def _check_names(assumptions: Assumptions, result: Result, plan: Plan) -> None:
    found = Problems()
    framework = result.framework
    nodes = {n.code for n in framework.nodes} | {n.level for n in framework.nodes}
    known = nodes | {i.code for i in framework.indicators}
    wanted = [] if assumptions.weight_noise is None else [n for n, _ in assumptions.weight_noise.special]
    found.extend(_absent(wanted, known, "weight_noise"))
    dropped = () if assumptions.dropped is None else assumptions.dropped.codes
    found.extend(_absent(dropped, set(plan.codes), "drop"))
    noisy = [] if assumptions.data_noise is None else [n for n, _ in assumptions.data_noise.errors]
    found.extend(_absent(noisy, set(result.panel.series) | set(plan.codes), "data_noise"))
    if assumptions.dropped is not None and plan.width < 2:
        found.add("E6007")
    found.raise_errors(DefinitionError)


def _check_noise_counts(assumptions: Assumptions, plan: Plan, recipes: list[Recipe]) -> None:
    """Noise on the weights of nodes means nothing where every recipe weighs indicators only."""
    if assumptions.weight_noise is None or any(recipe.structure == "nested" for recipe in recipes):
        return
    parents = {name for b in plan.branches if set(b.child_codes) & set(plan.codes) for name in b.path}
    idle = [name for name, _ in assumptions.weight_noise.special if name not in {*parents, *plan.codes}]
    known = sorted(parents) or ["-"]
    if idle:
        raise DefinitionError([problem("E6016", name=name, recipe=recipes[0].name, known=known) for name in idle])


def _absent(names: Iterable[str], known: set[str], factor: str) -> list[Problem]:
    return [problem("E6002", factor=factor, name=n) for n in names if n not in known]


def _amplitude(assumptions: Assumptions, plan: Plan) -> Floats:
    """Noise of each column's weight: by its own code, then its parent's code or level, then the general share."""
    noise = assumptions.weight_noise
    found = np.zeros(plan.width + len(plan.branches))
    if noise is None:
        return found
    special = dict(noise.special)
    for branch in plan.branches:
        for column, code in zip(branch.children, branch.child_codes, strict=True):
            names = (code, *branch.path)
            found[column] = next((special[n] for n in names if n in special), noise.relative)
    return found
