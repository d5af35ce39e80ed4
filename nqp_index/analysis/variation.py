"""Frameworks with something changed: other weights, fewer indicators, one indicator in the place of another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from nqp_index.analysis.places import no_such_thing, path_of
from nqp_index.errors import UsageError, problem
from nqp_index.methods.kernels import Floats
from nqp_index.model.formula import Formula, SeriesName
from nqp_index.model.framework import Framework, Indicator, Node
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import nominal_weights
from nqp_index.scoring.prepare import prepare
from nqp_index.scoring.ready import made_ready


def framework_with(framework: Framework, root: Node) -> Framework:
    """The same framework over another tree; no file holds it, so it has no fingerprint."""
    return replace(framework, root=root, sha256="")


def without_indicators(framework: Framework, codes: tuple[str, ...]) -> Node:
    """The tree without some indicators or branches, and without branches that are left empty."""
    known = {i.code for i in framework.indicators} | {n.code for n in framework.nodes[1:]}
    for code in codes:
        if code not in known:
            raise no_such_thing(code, known)
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
        raise no_such_thing(code, [i.code for i in framework.indicators])
    if isinstance(other, str):
        series = framework.series_by_code.get(other)
        if series is None or other not in result.panel.series_index:
            raise no_such_thing(other, result.panel.series)
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


@dataclass(frozen=True, slots=True)
class Reweighted:
    """New declared weights: the framework that holds them and the recipe that uses them.

    judged_by  the framework by whose weights the share of present values is to be judged
    before     code → weight before the change, on the same scale
    kept       whether weights that were computed, not declared, now stand as declared ones
    """

    framework: Framework
    recipe: Recipe
    judged_by: Framework
    before: Mapping[str, float]
    kept: bool


def reweighted(
    result: Result, framework: Framework, recipe: Recipe, weights: Mapping[str, float], t: int
) -> Reweighted:
    """The framework with new declared weights, and the recipe that uses them where a weight was changed.

    Siblings keep their declared weights where those are in use; otherwise the weights in use become the declared
    ones, scaled to average 1 under their parent, and the parent's children are weighted as declared from now on.
    Children without any value in the set that weights were fitted on have no weight there; where presence is judged
    they keep the share that they had, so that no region gains a rank because a gap is forgotten.
    result  a scoring by this recipe, whose weights in the year at position t are the ones in use
    """
    parents = framework.parents
    for code, weight in weights.items():
        if code not in parents:
            raise no_such_thing(code, parents)
        if not math.isfinite(weight) or weight < 0:
            raise UsageError(problem("E6027", value=weight))
    if recipe.structure == "flat":
        touched = {n.code for n in framework.nodes}
    else:
        touched = {parents[code] for code in weights}
    judging = judging_weights(result)
    in_use = {code: w for node in touched for code, w in _in_use(result, framework, recipe, node, judging, t).items()}
    root = _weighted(framework.root, {code: w for code, (w, _) in in_use.items()} | dict(weights))
    _require_weight(root)
    stand_ins = {code: _beside(in_use.get(code), w) for code, w in weights.items()}
    judging_root = _weighted(framework.root, {code: w for code, (_, w) in in_use.items()} | stand_ins)
    declared = {n.code: n.weight for n in framework.nodes} | {i.code: i.weight for i in framework.indicators}
    before = {code: in_use[code][0] if code in in_use else declared[code] for code in weights}
    return Reweighted(
        framework_with(framework, root), _as_declared(framework, recipe, touched),
        framework_with(framework, judging_root), before, bool(in_use),
    )  # fmt: skip


def _as_declared(framework: Framework, recipe: Recipe, touched: set[str]) -> Recipe:
    """The recipe with the children of some nodes weighted as declared."""
    if recipe.structure == "flat":
        return replace(recipe, weight=Choices(Choice("manual")))
    manual = {n.code: Choice("manual") for n in framework.nodes if n.code in touched}
    own = {n.code: recipe.weight.at(*path_of(framework, n.code)) for n in framework.nodes}
    choices = Choices(recipe.weight.default, tuple((own | manual).items()))
    return replace(recipe, weight=choices)


def _require_weight(node: Node) -> None:
    """Refuse a branch whose children all weigh nothing: equal weights in their place would be nobody's choice."""
    if not any(child.weight > 0 for child in node.children):
        raise UsageError(problem("E6036", name=node.code))
    for child in node.children:
        if isinstance(child, Node):
            _require_weight(child)


def judging_weights(result: Result) -> dict[str, Floats]:
    """Node code → (T or 1, k) weights of its children by which the share of present values was judged."""
    stored = result.reference if result.recipe.scope.kind == "fixed" else None
    ready = made_ready(result.panel, result.framework, result.recipe, reference=stored)
    weights = nominal_weights(ready, prepare(ready.plan, ready.recipe, ready.x, ready.layout, groups=ready.groups))
    return {code: w[0] for code, w in (weights.judged or weights).local.items()}


def _in_use(
    result: Result, framework: Framework, recipe: Recipe, node: str, judging: Mapping[str, Floats], t: int
) -> dict[str, tuple[float, float]]:
    """Of each child of a node its weight in use, and the weight by which its absence is judged, both scaled so that the
    weights in use average 1; empty where the declared weights are in use, or where the node weighs nothing, so that its
    shares are unknown."""
    chosen = recipe.weight.at(*path_of(framework, node))
    if chosen == Choice("manual") or node not in result.children:
        return {}
    codes, local, by = result.children[node], _at(result.local_weights[node], t), _at(judging[node], t)
    present = by[np.nan_to_num(local) > 0].sum()
    if np.isnan(by).any() or not present:
        return {}
    count = len(codes)
    used, stands = np.nan_to_num(local) * count, by * count / present
    return {code: (float(w), float(s)) for code, w, s in zip(codes, used, stands, strict=True)}


def _beside(in_use: tuple[float, float] | None, weight: float) -> float:
    """A new weight beside the weights in use, as one beside those by which absence is judged."""
    used, stands = in_use or (0.0, 0.0)
    return weight * stands / used if used > 0 else weight


def _at(every: Floats, t: int) -> Floats:
    row: Floats = every[min(t, len(every) - 1)]
    return row


def _weighted(node: Node, weights: Mapping[str, float]) -> Node:
    children = tuple(
        replace(c, weight=weights.get(c.code, c.weight)) if isinstance(c, Indicator) else _weighted(c, weights)
        for c in node.children
    )
    return replace(node, children=children, weight=weights.get(node.code, node.weight))
