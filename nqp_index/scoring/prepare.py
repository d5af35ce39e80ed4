"""The steps before weighting: impute, treat and normalise, each once for all regions and years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nqp_index.methods.kernels import Floats, column_max, safe_divide
from nqp_index.methods.normalise.target import distance_to_target
from nqp_index.methods.registry import Method, method
from nqp_index.model.recipe import Choice, Recipe
from nqp_index.scoring.bounds import with_treated_bounds
from nqp_index.scoring.layout import Layout, Layouts, layout_of_step, layouts_of, moved
from nqp_index.scoring.named import alongside, group_numbers, reference_rows, stated_values
from nqp_index.scoring.naming import naming
from nqp_index.scoring.plan import Plan, by_choice


@dataclass(frozen=True, eq=False)
class Prepared:
    """The indicator values after each step.

    filled, treated  (B, T, R, K)    was_filled (B, T, R, K)    layout of the scope
    rows             (B, S, n, K) treated values as sets of rows    z (B, S, n, K) normalised scores
    still_cost       (K,) negative indicators whose normaliser was told to leave their direction alone
    """

    layouts: Layouts
    filled: Floats
    was_filled: NDArray[np.bool_]
    rows: Floats
    z: Floats
    direction: Floats
    target: Floats
    still_cost: NDArray[np.bool_]

    @property
    def layout(self) -> Layout:
        """Of the steps up to the normalisation: rows, z, unit and idle."""
        return self.layouts.normalise

    @property
    def treated(self) -> Floats:
        return self.layout.back(self.rows)

    @cached_property
    def idle(self) -> NDArray[np.bool_]:
        """(B, S, K) columns that have values in a set, and no scores: nothing there tells the rows apart."""
        return _idle(self.z, self.rows)

    @cached_property
    def idle_for_weights(self) -> NDArray[np.bool_]:
        """The same in the sets that weights are fitted on."""
        at, to = self.layout, self.layouts.weight
        return self.idle if at is to else _idle(moved(self.z, at, to), moved(self.rows, at, to))

    @cached_property
    def absent(self) -> NDArray[np.bool_]:
        """(B, S, K) columns that have no value at all in a set that weights are fitted on."""
        return np.asarray(np.isnan(moved(self.rows, self.layout, self.layouts.weight)).all(axis=2))

    @cached_property
    def scores(self) -> Floats:
        """z as the rows that are scored, (B, S, n, K)."""
        return moved(self.z, self.layout, self.layouts.rows)

    def to_weigh(self, values: Floats, at: Layout) -> Floats:
        """The rows among sets of values, laid out as `at`, on which weights are fitted."""
        return self.layouts.weight.ref(moved(values, at, self.layouts.weight))

    @cached_property
    def unit(self) -> Floats:
        """Directed min-max values in [0, 1] of the reference set: what data-driven weights are fitted on."""
        directed = _directed(self.rows, self.direction, self.target)
        minmax = method("normalise", "minmax")
        return np.asarray(minmax(directed, self.layout.ref(directed), low=0.0, high=1.0))


def prepare(plan: Plan, recipe: Recipe, x: Floats, layout: Layout, *, groups: NDArray[np.int64]) -> Prepared:
    """Impute, treat and normalise: x (B, T, R, K) in declared measures, NaN = missing."""
    filled, was_filled = _imputed(plan, recipe, x, groups)
    at = layout_of_step(layout, recipe.scope.of_treatment, recipe.scope, plan.years)
    untreated = at.sets(filled)
    rows = moved(_treated(plan, recipe, untreated, at), at, layout)
    plan = with_treated_bounds(plan, recipe, untreated, at)
    z = _normalised(plan, recipe, rows, layout)
    kept = np.array([recipe.normalise.at(*path).options.get("cost") == "keep" for path in plan.paths])
    layouts, still_cost = layouts_of(layout, recipe.scope, plan.years), kept & (plan.direction < 0)
    return Prepared(layouts, filled, was_filled, rows, z, plan.direction, plan.target, still_cost)


def _idle(z: Floats, rows: Floats) -> NDArray[np.bool_]:
    return np.asarray(np.isnan(z).all(axis=2) & ~np.isnan(rows).all(axis=2))


def _directed(x: Floats, direction: Floats, target: Floats) -> Floats:
    """Values with larger = better: negative indicators change sign, targets become minus the distance to them."""
    distance = -distance_to_target(x, target[:, 0], target[:, 1])
    return np.where(np.isnan(target[:, 0]), x * direction, distance)


def _supplied(chosen: Method, supply: Mapping[str, object]) -> dict[str, object]:
    """Those pipeline arrays that a method's signature asks for."""
    return {name: array for name, array in supply.items() if chosen.takes(name)}


def _imputed(plan: Plan, recipe: Recipe, x: Floats, groups: NDArray[np.int64]) -> tuple[Floats, NDArray[np.bool_]]:
    filled, mask = x, np.zeros(x.shape, dtype=np.bool_)
    for choice, columns in by_choice(plan, recipe.impute):
        if choice.method == "none":
            continue
        if filled is x:
            filled = x.copy()
        options = imputation_options(plan, choice, columns, x, groups)
        with naming([plan.codes[j] for j in columns]):
            values, new = method("impute", choice.method)(x[..., columns], **options)
        filled[..., columns], mask[..., columns] = values, new
    return filled, mask


def imputation_options(
    plan: Plan, choice: Choice, columns: NDArray[np.int64], x: Floats, groups: NDArray[np.int64]
) -> dict[str, object]:
    """What an imputation of some columns of x is told: its parameters, and what it asks of the pipeline."""
    chosen = method("impute", choice.method)
    supply: dict[str, object] = {
        "years": np.array(plan.years), "groups": groups, "direction": plan.direction[columns],
        "goalposts": plan.goalposts[columns], "pillars": plan.pillar_numbers[columns],
        "parents": plan.parent_numbers[columns],
    }  # fmt: skip
    if choice.options.get("grouping") is not None:
        supply["groups"] = group_numbers(plan.regions, str(choice.options["grouping"]))
    if chosen.takes("related"):
        supply["related"] = alongside(plan, choice, x)
    if chosen.takes("stated"):
        supply["stated"] = stated_values(plan, choice, columns)
    return {**choice.options, **_supplied(chosen, supply)}


def _treated(plan: Plan, recipe: Recipe, rows: Floats, layout: Layout) -> Floats:
    treated = rows
    for choice, columns in by_choice(plan, recipe.treat):
        if choice.method == "none":
            continue
        if treated is rows:
            treated = rows.copy()
        chosen = method("treat", choice.method)
        part = rows[..., columns]
        with naming([plan.codes[j] for j in columns]):
            treated[..., columns] = chosen(part, layout.ref(part), **choice.options)
    return treated


def _normalised(plan: Plan, recipe: Recipe, rows: Floats, layout: Layout) -> Floats:
    z = np.empty_like(rows)
    for choice, columns in by_choice(plan, recipe.normalise):
        chosen = method("normalise", choice.method)
        with naming([plan.codes[j] for j in columns]):
            z[..., columns] = _normalised_by(chosen, choice, rows[..., columns], layout, plan, columns)
    return z


def _normalised_by(
    chosen: Method, choice: Choice, x: Floats, layout: Layout, plan: Plan, columns: NDArray[np.int64]
) -> Floats:
    """One normaliser on its columns. Bounded normalisers score a target by closeness: 1 inside, 0 at the farthest."""
    direction, target = plan.direction[columns], plan.target[columns]
    aims = plan.has_target[columns]
    directed = _directed(x, direction, target)
    goalposts = np.where(aims[:, None], [0.0, 1.0], plan.goalposts[columns])  # targets are scored below
    supply: dict[str, object] = {"direction": np.where(aims, 1.0, direction), "goalposts": goalposts}
    if choice.options.get("region") is not None:
        supply["place"] = reference_rows(layout, plan.regions, choice)
    given = np.where(aims, directed, x) if chosen.takes("direction") else directed
    z = np.asarray(chosen(given, layout.ref(given), **choice.options, **_supplied(chosen, supply)))
    if aims.any() and "bounded" in chosen.gives:
        defaults = {p.name: p.default for p in chosen.options}
        low, high = (float(choice.options.get(end, defaults[end])) for end in ("low", "high"))
        farthest = column_max(layout.ref(-directed))
        close = low + (high - low) * (1.0 - safe_divide(-directed, farthest))
        z = np.where(aims, close, z)
    return z
