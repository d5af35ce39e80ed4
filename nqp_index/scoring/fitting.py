"""Which normalisers fit which aggregations: pairs that cannot go together are told before any number."""

from __future__ import annotations

from collections.abc import Iterator

from nqp_index.errors import Problem, problem
from nqp_index.methods.registry import Method, method, methods
from nqp_index.model.framework import Framework, Indicator, Node, Target
from nqp_index.model.recipe import Choice, Recipe
from nqp_index.scoring.promises import CHECKED, needs_of, satisfies
from nqp_index.terms.lookup import labels


def pair_objections(recipe: Recipe, framework: Framework) -> Iterator[Problem]:
    """Everything the aggregations have against the scores they would get."""
    told = set()
    for node in framework.nodes:
        choice = recipe.aggregate.at(node.code, node.level)
        for one in (*_unturned(recipe, framework, node, choice), *_unfit(recipe, framework, node, choice)):
            if one not in told:
                told.add(one)
                yield one


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


def _unturned(recipe: Recipe, framework: Framework, node: Node, choice: Choice) -> Iterator[Problem]:
    """Negative indicators that are handed on as they are to an aggregation that takes every score for good."""
    if method("aggregate", choice.method).takes("direction"):
        return
    kept: dict[str, list[str]] = {}
    for indicator in scored_at(recipe, framework, node):
        own = normaliser_of(recipe, framework, indicator)
        if indicator.direction == -1 and own.options.get("cost") == "keep":
            kept.setdefault(own.method, []).append(indicator.code)
    if kept:
        takers = [m.name for m in methods("aggregate") if m.takes("direction")]
        yield from (problem("E4007", normalise=name, aggregate=choice.method, codes=codes, fitting=takers)
                    for name, codes in kept.items())  # fmt: skip


def _unfit(recipe: Recipe, framework: Framework, node: Node, choice: Choice) -> Iterator[Problem]:
    """Scores of another kind than the aggregation needs, such as z-scores for a geometric mean."""
    chosen = method("aggregate", choice.method)
    for need in sorted(needs_of(chosen, choice) & CHECKED):
        wrong: dict[str, list[Indicator]] = {}
        for indicator in _reaching(recipe, framework, node):
            own = normaliser_of(recipe, framework, indicator)
            if not satisfies(need, own, indicator):
                wrong.setdefault(own.method, []).append(indicator)
        for name, indicators in wrong.items():
            yield problem(
                "E4005" if need == "positive" else "E4008", normalise=name, aggregate=chosen.name,
                need=labels()[f"need.{need}"], codes=[i.code for i in indicators],
                fitting=_fitting(need, indicators, chosen), others=_others(recipe),
            )  # fmt: skip


def _fitting(need: str, indicators: list[Indicator], aggregator: Method) -> list[str]:
    """Normalisers whose scores satisfy the need, with the cost rule they want where there are negative indicators."""
    rules = (None, "keep") if aggregator.takes("direction") else (None, "inverse")
    one_each = {i.direction: i for i in indicators}.values()  # their directions are all that matters
    found = []
    for m in methods("normalise"):
        if any(p.required for p in m.options):
            continue
        own = [p.rule for p in m.options if p.name == "cost"]
        admitted = [rule for rule in rules if rule is None or any(one.admits(rule) for one in own)]
        for rule in admitted:
            choice = Choice(m.name) if rule is None else Choice.of(m.name, cost=rule)
            if all(satisfies(need, choice, i) for i in one_each):
                found.append(m.name if rule is None else f"{m.name} (cost: {rule})")
                break
    return found


def _others(recipe: Recipe) -> list[str]:
    flat = recipe.structure == "flat"
    return [m.name for m in methods("aggregate") if not m.needs & CHECKED and (flat or m.level != "flat")]


def _reaching(recipe: Recipe, framework: Framework, node: Node) -> Iterator[Indicator]:
    """The indicators whose scores reach a node's aggregation, as they are or as means that keep their kind."""
    if recipe.structure == "flat":
        yield from framework.under(node.code)
        return
    for child in node.children:
        if isinstance(child, Indicator):
            yield child
        elif "idempotent" in method("aggregate", recipe.aggregate.at(child.code, child.level).method).traits:
            yield from _reaching(recipe, framework, child)


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
