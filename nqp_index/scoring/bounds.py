"""Declared bounds and targets after treatment: they stand in the raw measure, and scores compare them with values that
may no longer do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import DataError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import Method, method
from nqp_index.model.recipe import Choice, Recipe
from nqp_index.scoring.layout import Layout
from nqp_index.scoring.naming import named
from nqp_index.scoring.plan import Plan, by_choice


def with_treated_bounds(plan: Plan, recipe: Recipe, rows: Floats, layout: Layout) -> Plan:
    """The plan with targets and goalposts in the measure that the treatment leaves; rows (B, S, n, K) before it.

    A treatment value by value (log, log10, sqrt) is applied to them too, one that keeps the measure (clipping) leaves
    them as declared. One that bends a column by what the other rows hold has no answer for a bound: DataError names
    the indicators, unless the treatment left their measure alone.
    """
    target, goalposts = plan.target.copy(), plan.goalposts.copy()
    for choice, columns in by_choice(plan, recipe.treat):
        bound = columns[_is_bound(plan, recipe)[columns]]
        chosen = method("treat", choice.method)
        if not bound.size or "keeps_measure" in chosen.traits:
            continue
        if "pointwise" in chosen.traits:
            for declared in (target, goalposts):
                declared[bound] = _treated(chosen, choice, declared[bound], [plan.codes[j] for j in bound])
            continue
        bent = bound[_bent(chosen, choice, rows[..., bound], layout)]
        if bent.size:
            raise DataError(problem("E4042", method=choice.method, columns=[plan.codes[j] for j in bent]))
    return replace(plan, target=target, goalposts=goalposts)


def bent_columns(plan: Plan, recipe: Recipe, rows: Floats, layout: Layout) -> NDArray[np.bool_]:
    """Indicators (K,) whose treated values are logarithms or powers, no longer in their measure; rows (B, S, n, K)
    before treatment."""
    bent = np.zeros(plan.width, dtype=np.bool_)
    for choice, columns in by_choice(plan, recipe.treat):
        chosen = method("treat", choice.method)
        if "keeps_measure" not in chosen.traits:
            whole = "pointwise" in chosen.traits
            bent[columns] = whole or _bent(chosen, choice, rows[..., columns], layout)
    return bent


def _is_bound(plan: Plan, recipe: Recipe) -> NDArray[np.bool_]:
    """Indicators (K,) whose scores look at a declared value: a target, or goalposts under a normaliser that asks."""
    asked = [method("normalise", recipe.normalise.at(*path).method).takes("goalposts") for path in plan.paths]
    return plan.has_target | (np.array(asked) & ~np.isnan(plan.goalposts).all(axis=1))


def _treated(chosen: Method, choice: Choice, declared: Floats, codes: list[str]) -> Floats:
    """Declared values (K, 2) under a treatment value by value."""
    as_rows = declared.T
    try:
        return np.asarray(chosen(as_rows, as_rows, **choice.options)).T
    except DataError as error:
        wrong = dict(named(error.problems[0], codes).args)["columns"]
        raise DataError(problem("E4041", method=chosen.name, columns=wrong)) from None


def _bent(chosen: Method, choice: Choice, x: Floats, layout: Layout) -> NDArray[np.bool_]:
    """Which columns (K,) no longer stand in their own measure."""
    found = chosen.extras(x, layout.ref(x), **choice.options) if chosen.extras is not None else {}
    bent = np.asarray(found.get("bent", True))
    return np.asarray(np.broadcast_to(bent, (*bent.shape[:-1], x.shape[-1])).reshape(-1, x.shape[-1]).any(axis=0))
