"""Splits the difference between two index scores over the indicators, exactly, whatever mean makes the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nqp_index.analysis.places import path_of
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import Method, method
from nqp_index.methods.statistics.decomposition import SAMPLED_ORDERS, SHAPLEY_UP_TO, quasi_linear_slopes, shapley_parts
from nqp_index.model.recipe import Choice
from nqp_index.model.result import Result
from nqp_index.scoring.plan import plan_of
from nqp_index.scoring.scales import scales_of

#: The ways of a split, the simplest first.
WAYS = ("linear", "log_mean", "shapley", "shapley_sampled")

#: Orders sampled for a method that takes few rows at once, because every row costs much: one and its reverse.
FEW_ORDERS = 2

#: Exponents of the quasi-linear means by name.
EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}

Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Split:
    """parts (K,) points of each indicator, summing to the difference; None where no exact split exists. way: linear,
    log_mean (quasi-linear means), shapley or shapley_sampled, the least simple one that was needed; none."""

    parts: Floats | None
    way: str


def split_between(result: Result, own: Cell, other: Cell) -> Split:
    """Parts of index(own) - index(other); cells are (t, r) positions, under the weights of own's year.

    A missing child counts as its parent's score, as weights renormalised over the present children make it.
    """
    ways: set[str] = set()
    parts = np.zeros(len(result.indicators))
    flat = result.recipe.structure == "flat"
    if not _descend(result, result.nodes[0], own, other, 1.0, parts, ways, flat=flat):
        return Split(None, "none")
    return Split(parts, max(ways, key=WAYS.index, default="linear"))


def split_from_mean(result: Result, t: int, r: int, others: list[int]) -> Split:
    """Parts of a region's distance to the mean index of `others`: the mean of its splits against each of them."""
    splits = [split_between(result, (t, r), (t, h)) for h in others]
    parts = [s.parts for s in splits if s.parts is not None]
    if not parts or len(parts) < len(splits):
        return Split(None, "none")
    return Split(np.mean(parts, axis=0), max((s.way for s in splits), key=WAYS.index))


def _descend(
    result: Result, node: str, own: Cell, other: Cell, slope: float, parts: Floats, ways: set[str], *, flat: bool
) -> bool:
    """Add slope times each indicator's part of a node's difference; False where its aggregation cannot be split."""
    codes = tuple(i.code for i in result.framework.under(node) if i.code in result.indicator_index) if flat \
        else result.children[node]  # fmt: skip
    a, b = _children(result, node, codes, own), _children(result, node, codes, other)
    slopes, way = _slopes(result, node, codes, a, b, own[0], flat=flat)
    if slopes is None:
        return False
    ways.add(way)
    for j, code in enumerate(codes):
        below = slope * float(slopes[j])
        if code in result.indicator_index:
            parts[result.indicator_index[code]] += below * float(a[j] - b[j])
        elif _is_missing(result, code, own) or _is_missing(result, code, other):
            _share_out(result, code, below * float(a[j] - b[j]), parts, own[0])
        elif not _descend(result, code, own, other, below, parts, ways, flat=False):
            return False
    return True


def _share_out(result: Result, node: str, points: float, parts: Floats, t: int) -> None:
    """A branch that one of the two lacks: its points go to its indicators by weight."""
    w = result.effective_weights[min(t, len(result.effective_weights) - 1)]
    own = [result.indicator_index[i.code] for i in result.framework.under(node) if i.code in result.indicator_index]
    parts[own] += points * w[own] / w[own].sum()


def _is_missing(result: Result, node: str, cell: Cell) -> bool:
    return bool(np.isnan(result.scores[cell[0], cell[1], result.node_index[node]]))


def _children(result: Result, node: str, codes: tuple[str, ...], cell: Cell) -> Floats:
    t, r = cell
    found = np.array([
        result.scores[t, r, result.node_index[c]] if c in result.node_index
        else result.normalised[t, r, result.indicator_index[c]]
        for c in codes
    ])  # fmt: skip
    return np.where(np.isnan(found), result.scores[t, r, result.node_index[node]], found)


def _slopes(
    result: Result, node: str, codes: tuple[str, ...], a: Floats, b: Floats, t: int, *, flat: bool
) -> tuple[Floats | None, str]:
    """Slopes (k,) with node(a) - node(b) = Σ slope (a - b)."""
    choice = result.recipe.aggregate.at(*path_of(result.framework, node))
    chosen = method("aggregate", choice.method)
    w = _weights(result, node, codes, t, flat=flat)
    q = _exponent(chosen, choice)
    if q is not None:
        return quasi_linear_slopes(a, b, w, q=q), "linear" if q == 1.0 else "log_mean"
    if "independent" not in chosen.traits and not chosen.takes("ref"):
        return None, "none"
    sign = -1.0 if chosen.better == "low" else 1.0
    options: dict[str, Any] = dict(choice.params)
    if chosen.takes("ref"):
        options["ref"] = _reference_rows(result, codes, t)
    if chosen.takes("score_ends"):
        plan = plan_of(result.framework, frozenset(result.indicators), years=result.years, regions=result.regions)
        options["score_ends"] = scales_of(plan, result.recipe, [plan.column(code) for code in codes])
    orders = SAMPLED_ORDERS if chosen.max_rows is None else FEW_ORDERS
    moved = shapley_parts(a, b, lambda rows: sign * np.asarray(chosen(rows, w, **options)), orders=orders)
    difference = a - b
    slopes = np.divide(sign * moved, difference, out=np.zeros(len(a)), where=difference != 0)
    return slopes, "shapley" if len(a) <= SHAPLEY_UP_TO else "shapley_sampled"


def _exponent(chosen: Method, choice: Choice) -> float | None:
    if chosen.name == "power":
        default = next(p.default for p in chosen.options if p.name == "q")
        return float(str(choice.options.get("q", default)))
    return EXPONENTS.get(chosen.name)


def _weights(result: Result, node: str, codes: tuple[str, ...], t: int, *, flat: bool) -> Floats:
    if not flat:
        local = result.local_weights[node]
        return np.asarray(local[min(t, len(local) - 1)])
    w = result.effective_weights[min(t, len(result.effective_weights) - 1)]
    own = w[[result.indicator_index[c] for c in codes]]
    return np.asarray(own / own.sum())


def _reference_rows(result: Result, codes: tuple[str, ...], t: int) -> Floats:
    """Scores (m, k) of a node's children in the reference set: all years, the base year, or this year."""
    columns = [
        result.scores[:, :, result.node_index[c]] if c in result.node_index
        else result.normalised[:, :, result.indicator_index[c]]
        for c in codes
    ]  # fmt: skip
    cube = np.stack(columns, axis=-1)
    scope = result.recipe.scope
    if scope.of_aggregation == "yearly":
        return np.asarray(cube[t])
    if scope.of_aggregation == "base" and scope.base_year in result.years:
        return np.asarray(cube[result.years.index(scope.base_year)])
    return cube.reshape(-1, len(codes))
