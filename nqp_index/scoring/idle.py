"""Indicators that tell nothing apart within a set of rows: they have values there, and no scores can be made of them.

Such an indicator weighs 0 in that set, as one that is constant everywhere is left out: its weight goes to its siblings
in proportion. It is no gap, and every case is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Problem, problem
from nqp_index.methods.kernels import Floats, is_constant
from nqp_index.methods.normalise.target import distance_to_target
from nqp_index.model.recipe import Recipe
from nqp_index.scoring.plan import Plan
from nqp_index.scoring.prepare import Prepared
from nqp_index.terms.lookup import labels

Bools = NDArray[np.bool_]


def idle_among(plan: Plan, children: Iterable[int], leaves: Bools) -> Bools:
    """(..., k) which columns and branches tell nothing apart: a branch does not when none of its indicators does.

    leaves  (..., K) the same of all indicators
    """
    below = [[c] if c < plan.width else list(plan.branches[c - plan.width].leaves) for c in children]
    if not leaves.any():
        return np.zeros((*leaves.shape[:-1], len(below)), dtype=np.bool_)
    return np.stack([leaves[..., own].all(axis=-1) for own in below], axis=-1)


def patterns(idle: Bools) -> Iterator[tuple[Bools, NDArray[np.intp]]]:
    """The sets, as a mask (B, S), that have the same idle children, and the positions of their other children."""
    for pattern in np.unique(idle.reshape(-1, idle.shape[-1]), axis=0):
        yield (idle == pattern).all(axis=-1), np.flatnonzero(~pattern)


def among_telling(idle: Bools, fit: Callable[[Bools, NDArray[np.intp]], Floats]) -> Floats:
    """Weights (B, S, k) fitted on the children that tell rows apart, 0 for the others; NaN where none is left.

    idle  (B, S, k)
    fit   weights (m, k') of the m sets in a mask (B, S), and of the children in the k' positions
    """
    w = np.zeros(idle.shape)
    for sets, there in patterns(idle):
        own = np.zeros((int(sets.sum()), idle.shape[-1]))
        if there.size == 0:
            own[:] = np.nan
        else:
            own[:, there] = 1.0 if there.size == 1 else fit(sets, there)
        w[sets] = own
    return w


def idle_warnings(plan: Plan, recipe: Recipe, prepared: Prepared) -> Iterator[Problem]:
    """One warning for each indicator and cause, with the years it holds for."""
    causes: dict[tuple[int, str], list[int]] = {}
    for s, j in np.argwhere(prepared.idle[0]):
        causes.setdefault((int(j), _cause(prepared, int(s), int(j))), []).append(int(s))
    for (j, cause), sets in causes.items():
        years = [plan.years[s] for s in sets] if prepared.layout.per_year else labels()["set.whole"]
        indicator = plan.indicators[j]
        name = recipe.normalise.at(*plan.paths[j]).method
        yield problem("W4026", indicator.place, code=indicator.code, label=indicator.label, years=years,
                      cause=labels()[cause], normalise=name)  # fmt: skip


def _cause(prepared: Prepared, s: int, j: int) -> str:
    x = prepared.layout.ref(prepared.rows)[0, s, :, j : j + 1]
    low, high = prepared.target[j]
    if is_constant(x).all():
        return "cause.constant"
    if not np.isnan(low) and not np.nanmax(distance_to_target(x, np.array([low]), np.array([high]))) > 0:
        return "cause.inside"
    return "cause.spread"
