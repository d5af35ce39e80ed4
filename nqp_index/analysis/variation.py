"""Frameworks with something changed: other weights, fewer indicators, one indicator in the place of another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from nqp_index.analysis.places import path_of
from nqp_index.errors import UsageError, problem
from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Framework, Indicator, Node
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.model.result import Result


def framework_with(framework: Framework, root: Node) -> Framework:
    """The same framework over another tree; no file holds it, so it has no fingerprint."""
    return replace(framework, root=root, sha256="")


def without_indicators(framework: Framework, codes: tuple[str, ...]) -> Node:
    """The tree without some indicators or branches, and without branches that are left empty."""
    known = {i.code for i in framework.indicators} | {n.code for n in framework.nodes[1:]}
    for code in codes:
        if code not in known:
            raise UsageError(problem("E6026", name=code))
    left = _pruned(framework.root, set(codes))
    if left is None:
        raise UsageError(problem("E6030"))
    return left


def _pruned(node: Node, codes: set[str]) -> Node | None:
    kept: list[Node | Indicator] = []
    for child in node.children:
        if child.code in codes:
            continue
        left = child if isinstance(child, Indicator) else _pruned(child, codes)
        if left is not None:
            kept.append(left)
    return replace(node, children=tuple(kept)) if kept else None


def swapped(result: Result, framework: Framework, code: str, other: Indicator | str) -> tuple[Node, str]:
    """The tree with another indicator in the place of `code`, at its weight, and the code of that one; a series may
    stand in for it."""
    old = next((i for i in framework.indicators if i.code == code), None)
    if old is None:
        raise UsageError(problem("E6026", name=code))
    if isinstance(other, str):
        series = framework.series_by_code.get(other)
        if series is None or other not in result.panel.series_index:
            raise UsageError(problem("E6026", name=other))
        taken = {i.code for i in framework.indicators} | {n.code for n in framework.nodes}
        name = other if other not in taken else f"{code}_{other}"
        formula = Formula(other, (other,), SeriesName(other), series.measure)
        other = Indicator(name, series.label, formula, series.measure, direction=old.direction)
    return _replaced(framework.root, code, replace(other, weight=old.weight)), other.code


def _replaced(node: Node, code: str, new: Indicator) -> Node:
    children = (
        (new if c.code == code else c) if isinstance(c, Indicator) else _replaced(c, code, new) for c in node.children
    )
    return replace(node, children=tuple(children))


def reweighted(
    result: Result, framework: Framework, recipe: Recipe, weights: Mapping[str, float], t: int
) -> tuple[Framework, Recipe]:
    """The framework with new declared weights, and the recipe that uses them where a weight was changed.

    Siblings keep their declared weights where those are in use; otherwise the weights in use become the declared
    ones, scaled to average 1 under their parent, and the parent's children are weighted as declared from now on.
    result  a scoring by this recipe, whose weights in the year at position t are the ones in use
    """
    parents = framework.parents
    for code, weight in weights.items():
        if code not in parents:
            raise UsageError(problem("E6026", name=code))
        if not math.isfinite(weight) or weight < 0:
            raise UsageError(problem("E6027", value=weight))
    if recipe.structure == "flat":
        touched = {n.code for n in framework.nodes}
    else:
        touched = {parents[code] for code in weights}
    declared = {code: w for node in touched for code, w in _in_use(result, framework, recipe, node, t).items()}
    root = _weighted(framework.root, declared | dict(weights))
    _require_weight(root)
    if recipe.structure == "flat":
        return framework_with(framework, root), replace(recipe, weight=Choices(Choice("manual")))
    manual = {n.code: Choice("manual") for n in framework.nodes if n.code in touched}
    own = {n.code: recipe.weight.at(*path_of(framework, n.code)) for n in framework.nodes}
    choices = Choices(recipe.weight.default, tuple((own | manual).items()))
    return framework_with(framework, root), replace(recipe, weight=choices)


def _require_weight(node: Node) -> None:
    """Refuse a branch whose children all weigh nothing: equal weights in their place would be nobody's choice."""
    if not any(child.weight > 0 for child in node.children):
        raise UsageError(problem("E6036", name=node.code))
    for child in node.children:
        if isinstance(child, Node):
            _require_weight(child)


def _in_use(result: Result, framework: Framework, recipe: Recipe, node: str, t: int) -> dict[str, float]:
    """Weights of a node's children that stand for the ones in use; empty where the declared ones are, or where the
    node weighs nothing, so that the shares inside it are unknown."""
    chosen = recipe.weight.at(*path_of(framework, node))
    if chosen == Choice("manual") or node not in result.children:
        return {}
    codes, every = result.children[node], result.local_weights[node]
    local = every[min(t, len(every) - 1)]
    if np.isnan(local).any():
        return {}
    return {code: float(w) * len(codes) for code, w in zip(codes, local, strict=True)}


def _weighted(node: Node, weights: Mapping[str, float]) -> Node:
    children = tuple(
        replace(c, weight=weights.get(c.code, c.weight)) if isinstance(c, Indicator) else _weighted(c, weights)
        for c in node.children
    )
    return replace(node, children=children, weight=weights.get(node.code, node.weight))
