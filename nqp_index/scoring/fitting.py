"""Which normalisers fit which aggregations: pairs that cannot go together are told before any number."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.errors import Problem, problem
from nqp_index.methods.registry import Method, method, methods
from nqp_index.model.framework import Framework, Indicator, Node, Target
from nqp_index.model.recipe import Choice, Recipe


def pair_objections(recipe: Recipe, framework: Framework) -> Iterator[Problem]:
    """Everything the aggregations have against the scores they would get."""
    told = set()
    for node in framework.nodes:
        chosen = method("aggregate", recipe.aggregate.at(node.code, node.level).method)
        for one in _unturned(recipe, framework, node, chosen):
            if one not in told:
                told.add(one)
                yield one


def _unturned(recipe: Recipe, framework: Framework, node: Node, chosen: Method) -> Iterator[Problem]:
    """Negative indicators that are handed on as they are to an aggregation that takes every score for good."""
    if chosen.takes("direction"):
        return
    kept: dict[str, list[str]] = {}
    for indicator in scored_at(recipe, framework, node):
        choice = normaliser_of(recipe, framework, indicator)
        if indicator.direction == -1 and choice.options.get("cost") == "keep":
            kept.setdefault(choice.method, []).append(indicator.code)
    takers = [m.name for m in methods("aggregate") if m.takes("direction")]
    for name, codes in kept.items():
        yield problem("E4007", normalise=name, aggregate=chosen.name, codes=codes, fitting=takers)


def target_objections(recipe: Recipe, framework: Framework) -> Iterator[Problem]:
    """Where a two-sided normaliser contradicts a declared target, and where it overrules a declared direction."""
    own: dict[str, list[str]] = {}
    overruled: dict[str, list[str]] = {}
    for indicator in framework.indicators:
        choice = normaliser_of(recipe, framework, indicator)
        if "two_sided" in method("normalise", choice.method).traits:
            group = own if isinstance(indicator.direction, Target) else overruled
            group.setdefault(choice.method, []).append(indicator.code)
    yield from (problem("E4009", normalise=name, codes=codes) for name, codes in own.items())
    yield from (problem("W4025", normalise=name, codes=codes) for name, codes in overruled.items())


def scored_at(recipe: Recipe, framework: Framework, node: Node) -> tuple[Indicator, ...]:
    """The indicators that the aggregation at a node gets to see: all below it in a flat recipe, else its children."""
    if recipe.structure == "flat":
        return framework.under(node.code)
    return tuple(child for child in node.children if isinstance(child, Indicator))


def normaliser_of(recipe: Recipe, framework: Framework, indicator: Indicator) -> Choice:
    """The choice of normaliser for an indicator, the most specific name first."""
    above, at = [], framework.parents.get(indicator.code)
    while at is not None:
        above.append(at)
        at = framework.parents.get(at)
    return recipe.normalise.at(indicator.code, *above, "indicator")
