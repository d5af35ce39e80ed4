"""Checks a recipe against the registry before any number is touched, and settles what the choices imply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from nqp_index.errors import DefinitionError, NqpError, Problem, Problems, problem
from nqp_index.methods.params import objections
from nqp_index.methods.registry import Family, method, methods
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Weighting
from nqp_index.scoring.fitting import pair_objections, target_objections
from nqp_index.scoring.promises import needs_of
from nqp_index.scoring.stated import is_statement, weighting_methods

#: Where a bounded score starts when a later step takes logarithms: METHODS, geometric mean on 1..100.
FLOOR = 1.0
T = TypeVar("T")


def settled(recipe: Recipe, framework: Framework) -> tuple[Recipe, tuple[Problem, ...]]:
    """The recipe with everything its choices imply written out, and notes on what was moved.

    Methods called by an alias or a label get their names. A bounded normaliser starts at 1 instead of 0 where an
    aggregation needs positive scores and the recipe names no `low` itself. Raises DefinitionError with every
    objection: unknown methods and parameters, names that are in no tree, pairs that cannot go together.
    """
    found = Problems()
    found.extend(_choice_objections(recipe))
    found.extend(_unknown_names(recipe, framework))
    if recipe.scope.kind == "fixed" and (recipe.scope.treat or recipe.scope.weight or recipe.scope.aggregate):
        found.add("E4036")
    found.raise_errors(DefinitionError)
    recipe = _by_name(recipe)
    found.extend(_level_objections(recipe, framework))
    found.extend(pair_objections(recipe, framework))
    found.extend(target_objections(recipe, framework))
    found.extend(_weightings_without_effect(recipe, framework))
    found.raise_errors(DefinitionError)
    moved = _with_floor(recipe, found)
    return moved, tuple(found)


def choices_of(recipe: Recipe) -> Iterator[tuple[Family, Choice]]:
    """Every single choice of a recipe with its family."""
    plain: tuple[tuple[Family, Choices[Choice]], ...] = (
        ("impute", recipe.impute), ("treat", recipe.treat), ("normalise", recipe.normalise),
        ("aggregate", recipe.aggregate),
    )  # fmt: skip
    for family, choices in plain:
        for choice in _all(choices):
            yield family, choice
    for weighting in _all(recipe.weight):
        if isinstance(weighting, Combination):
            yield "combine", weighting.by
            yield from (("weight", one) for one in weighting.of)
        else:
            yield "weight", weighting
    if recipe.time is not None:
        yield "time", recipe.time
    if recipe.grade is not None:
        yield "grade", recipe.grade


def _all(choices: Choices[Any]) -> list[Any]:
    return [choices.default, *(choice for _, choice in choices.special)]


def _by_name(recipe: Recipe) -> Recipe:
    """The recipe with the registered name of every method, so that equal choices are written alike."""
    return replace(
        recipe,
        impute=_everywhere(recipe.impute, lambda choice: _named("impute", choice)),
        treat=_everywhere(recipe.treat, lambda choice: _named("treat", choice)),
        normalise=_everywhere(recipe.normalise, lambda choice: _named("normalise", choice)),
        weight=_everywhere(recipe.weight, _named_weighting),
        aggregate=_everywhere(recipe.aggregate, lambda choice: _named("aggregate", choice)),
        time=None if recipe.time is None else _named("time", recipe.time),
        grade=None if recipe.grade is None else _named("grade", recipe.grade),
    )


def _everywhere(choices: Choices[T], change: Callable[[T], T]) -> Choices[T]:
    return Choices(change(choices.default), tuple((name, change(choice)) for name, choice in choices.special))


def _named(family: Family, choice: Choice) -> Choice:
    return replace(choice, method=method(family, choice.method).name)


def _named_weighting(weighting: Weighting) -> Weighting:
    if isinstance(weighting, Combination):
        return Combination(tuple(_named("weight", one) for one in weighting.of), _named("combine", weighting.by))
    return _named("weight", weighting)


def _choice_objections(recipe: Recipe) -> Iterator[Problem]:
    for family, choice in choices_of(recipe):
        try:
            chosen = method(family, choice.method)
        except NqpError as error:
            yield from error.problems
            continue
        yield from objections(chosen.options, choice.options, method=chosen.name)


def _unknown_names(recipe: Recipe, framework: Framework) -> Iterator[Problem]:
    """Special choices for a node, level or indicator that the framework does not have."""
    levels = {n.level for n in framework.nodes} | {code for code, _ in framework.levels} | {"indicator"}
    known = levels | {n.code for n in framework.nodes} | {i.code for i in framework.indicators}
    for field in ("impute", "treat", "normalise", "weight", "aggregate"):
        for name, _ in getattr(recipe, field).special:
            if name not in known:
                yield problem("E4003", step=field, name=name, known=sorted(levels))


def _level_objections(recipe: Recipe, framework: Framework) -> Iterator[Problem]:
    """Methods that rank a whole table at once cannot work level by level, unless there is only one level."""
    if recipe.structure == "flat" or len(framework.nodes) == 1:
        return
    families: tuple[tuple[Family, list[Weighting]], ...] = (
        ("aggregate", _all(recipe.aggregate)), ("weight", _all(recipe.weight)),
    )  # fmt: skip
    for family, choices in families:
        for choice in choices:
            for one in choice.of if isinstance(choice, Combination) else (choice,):
                if method(family, one.method).level == "flat":
                    fitting = [m.name for m in methods(family) if m.level != "flat"]
                    yield problem("E4004", method=one.method, fitting=fitting)


def _weightings_without_effect(recipe: Recipe, framework: Framework) -> Iterator[Problem]:
    """A flat recipe takes its weighting at the root; other nodes are asked for statements only."""
    root = framework.root
    at_root = weighting_methods(recipe.weight.at(root.code, root.level))
    if recipe.structure != "flat" or any(is_statement(one) for one in at_root):
        return
    idle = [name for name, _ in recipe.weight.special if name not in {root.code, root.level}]
    if idle:
        yield problem("W4034", names=idle)


def _with_floor(recipe: Recipe, found: Problems) -> Recipe:
    """Move bounded normalisers off zero for aggregations that need positive scores, unless a `low` is written down."""
    needy = [c.method for c in _all(recipe.aggregate) if "positive" in needs_of(method("aggregate", c.method), c)]
    if not needy:
        return recipe
    special = tuple((name, _floored(choice, needy, found)) for name, choice in recipe.normalise.special)
    default = _floored(recipe.normalise.default, needy, found)
    return replace(recipe, normalise=Choices(default, special))


def _floored(choice: Choice, needy: list[str], found: Problems) -> Choice:
    chosen = method("normalise", choice.method)
    if "bounded" not in chosen.gives or "low" in choice.options:
        return choice
    defaults = {p.name: p.default for p in chosen.options}
    low, high = choice.options.get("low", defaults["low"]), choice.options.get("high", defaults["high"])
    if not isinstance(low, int | float) or not isinstance(high, int | float) or low > 0:
        return choice
    floor = FLOOR * high / 100.0
    found.add("N4006", normalise=choice.method, aggregate=needy, low=floor, high=high)
    return Choice.of(choice.method, **{**choice.options, "low": floor})
