"""Settles everything that no draw touches: the recipe, the indicator values, what is left out, the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, Problem, Problems, UsageError, problem
from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.model.framework import Framework
from nqp_index.model.panel import Panel
from nqp_index.model.recipe import Recipe
from nqp_index.model.result import Reference
from nqp_index.scoring.compatibility import settled
from nqp_index.scoring.derive import Derived, derived
from nqp_index.scoring.layout import Layout, layout_of
from nqp_index.scoring.named import follows_a_name, group_numbers, unused_statements
from nqp_index.scoring.plan import Plan, plan_of
from nqp_index.scoring.substitutes import substituted


@dataclass(frozen=True, eq=False)
class Ready:
    """Everything that is settled before a draw: the same for the nominal run and for every Monte Carlo run.

    x  (1, T, R, K) indicator values of the plan's columns    groups  (R,) group number of each region, -1 = none
    """

    plan: Plan
    recipe: Recipe
    layout: Layout
    x: Floats
    groups: NDArray[np.int64]
    derived: Derived
    panel: Panel
    left_out: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    stored: Reference | None = None


def made_ready(panel: Panel, framework: Framework, recipe: Recipe, *, reference: Reference | None = None) -> Ready:
    """Settle the recipe, compute the indicators, leave out what carries no information, lay out the plan."""
    recipe, notes = settled(recipe, framework)
    found = Problems()
    found.extend(notes)
    panel, taken = substituted(panel, framework)
    found.extend(taken)
    values = derived(panel, framework)
    found.extend(values.problems)
    stored = reference if recipe.scope.kind == "fixed" else None
    keep, columns, left_out = _informative(values, recipe, panel, found, stored)
    plan = plan_of(framework, keep, years=panel.years, regions=panel.regions)
    _say_what_is_left_out(framework, plan, left_out, found)
    found.raise_errors(DataError)
    rows = None if stored is None else _stored_rows(stored, plan)
    layout = layout_of(recipe.scope, panel.years, len(panel.regions), rows, () if stored is None else stored.rows)
    x = values.values[None, :, :, columns]
    if follows_a_name(recipe):
        plan = replace(plan, alongside={code: panel.values[:, :, k] for code, k in panel.series_index.items()})
    found.extend(unused_statements(plan, recipe, x[0], [i.code for i in framework.indicators]))
    return Ready(
        plan, recipe, layout, x, group_numbers(panel.regions), values, panel, tuple(left_out), tuple(found), stored
    )


def _informative(
    values: Derived, recipe: Recipe, panel: Panel, found: Problems, stored: Reference | None
) -> tuple[frozenset[str], list[int], list[tuple[str, str]]]:
    """The indicators that can be scored: those with values that are not all equal in the reference set."""
    left_out = [(code, "absent") for code, _ in values.left_out]
    keep, columns = [], []
    known = None if stored is None else set(stored.indicators)
    for j, indicator in enumerate(values.indicators):
        x = values.values[:, :, j]
        if recipe.scope.kind == "base" and recipe.scope.base_year in panel.years:
            x = x[panel.years.index(recipe.scope.base_year)]
        if known is not None and indicator.code not in known:
            left_out.append((indicator.code, "not_in_reference"))
        elif known is None and is_constant(x.reshape(-1, 1)).all() and indicator.goalposts is None:
            left_out.append((indicator.code, "constant"))
            found.add("W4013", indicator.place, code=indicator.code, label=indicator.label)
        else:
            keep.append(indicator.code)
            columns.append(j)
    if not keep and any(reason == "constant" for _, reason in left_out):
        raise DataError([*found, problem("E4024")])
    if not keep:
        absent = sorted({name for _, names in values.left_out for name in names})
        raise DataError([*found, problem("E4014", count=len(left_out), series=absent[:12])])
    return frozenset(keep), columns, left_out


def _say_what_is_left_out(framework: Framework, plan: Plan, left_out: list[tuple[str, str]], found: Problems) -> None:
    """One warning for the indicators without data, one for each pillar with too little left."""
    absent = [code for code, reason in left_out if reason == "absent"]
    if absent:
        found.add("W4015", count=len(absent), total=len(framework.indicators), codes=absent)
    kept = set(plan.codes)
    for pillar in framework.pillars:
        own = framework.under(pillar.code)
        there = sum(i.code in kept for i in own)
        if there == 0:
            found.add("W4016", label=pillar.label, code=pillar.code)
        elif there < len(own) / 2:
            found.add("W4017", label=pillar.label, code=pillar.code, there=there, declared=len(own))


def _stored_rows(stored: Reference, plan: Plan) -> Floats:
    """The stored reference rows in the plan's column order."""
    position = {code: j for j, code in enumerate(stored.indicators)}
    missing = [code for code in stored.indicators if code not in set(plan.codes)]
    if missing:
        raise UsageError(problem("E4018", codes=missing))
    return stored.values[:, [position[code] for code in plan.codes]]
