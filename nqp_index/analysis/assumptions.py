"""The assumptions that an uncertainty analysis starts from when nobody has written any."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nqp_index.analysis.factors import Alternative, Assumptions, MethodFactor, WeightNoise
from nqp_index.errors import NqpError
from nqp_index.methods.registry import Family, method
from nqp_index.model.framework import Framework
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Weighting
from nqp_index.terms import Text
from nqp_index.terms.lookup import labels

AS_SET = Text("按方案", "as set")
#: The family of methods behind each step of a recipe.
FAMILIES: dict[str, Family] = {
    "impute": "impute", "treat": "treat", "normalise": "normalise", "weight": "weight", "aggregate": "aggregate",
    "combine": "combine",
}  # fmt: skip


def draft_assumptions(framework: Framework, recipe: Recipe, *, gaps: bool = True) -> Assumptions:
    """The usual doubts about a recipe: other imputation where there are gaps, no treatment, other normalisers,
    equal and entropy weights, the geometric mean, and every weight ±25 % (the default of COINr).

    gaps  False: no value is missing, so imputation is not varied
    Alternatives that equal the recipe's own choice are not listed twice.
    """
    wanted: dict[str, list[Choice]] = {
        "impute": [Choice("knn")] if gaps and framework.indicators else [],
        "treat": [Choice("none")],
        "normalise": [Choice("minmax"), Choice("zscore"), Choice("rank")],
        "weight": [Choice("equal_nested"), Choice("entropy")],
        "aggregate": [Choice("arithmetic"), Choice("geometric")],
    }
    factors = (method_factor(name, recipe, choices) for name, choices in wanted.items())
    return Assumptions(tuple(f for f in factors if len(f.alternatives) > 1), WeightNoise())


def method_factor(name: str, recipe: Recipe, choices: Iterable[Choice]) -> MethodFactor:
    """A factor of the recipe's own choice and the others that differ from it."""
    own: Choices[Any] = getattr(recipe, name)
    same = None if own.special or isinstance(own.default, Combination) else bare(name, own.default)
    others = [alternative(name, recipe, choice) for choice in choices if bare(name, choice) != same]
    return MethodFactor(name, (as_set(name, recipe), *others))


def bare(name: str, choice: Choice) -> Choice:
    """A choice without the parameters that say no more than the method's defaults, so that equal ones are equal."""
    try:
        defaults = {p.name: p.default for p in method(FAMILIES[name], choice.method).options}
    except NqpError:
        return choice
    kept = tuple((key, value) for key, value in choice.params if key not in defaults or defaults[key] != value)
    return Choice(choice.method, kept, choice.codes)


def as_set(name: str, recipe: Recipe) -> Alternative:
    """The recipe's own way of doing a step, named by its method."""
    own: Choices[Any] = getattr(recipe, name)
    shown = _named(name, own.default)
    more = f" +{len(own.special)}" if own.special else ""
    return Alternative(Text(f"{AS_SET.zh}（{shown.zh}{more}）", f"{AS_SET.en} ({shown.en}{more})"))


def alternative(name: str, recipe: Recipe, choice: Weighting, *, at: str = "", structure: str = "") -> Alternative:
    """Another way of doing a step: everywhere, or only `at` a level, node or indicator; `structure` flat or nested."""
    own: Choices[Any] = getattr(recipe, name)
    special = tuple((where, c) for where, c in own.special if where != at)
    choices: Choices[Any] = Choices(own.default, (*special, (at, choice))) if at else Choices(choice)
    shown = _named(name, choice)
    place = Text(f" @{at}", f" @{at}") if at else Text()
    changes: tuple[tuple[str, Any], ...] = ((name, choices),)
    if structure:
        changes = (*changes, ("structure", structure))
        way = labels()[f"change.structure.{structure}"]
        place = Text(f"{place.zh}（{way.zh}）", f"{place.en} ({way.en})")
    return Alternative(Text(shown.zh + place.zh, shown.en + place.en), changes)


def _named(step: str, choice: Weighting) -> Text:
    """The method's label with the parameters that differ from its defaults."""
    if isinstance(choice, Combination):
        parts = [_named("weight", one) for one in choice.of]
        by = _named("combine", choice.by)
        return Text(f"{by.zh}：{'＋'.join(p.zh for p in parts)}", f"{by.en}: {' + '.join(p.en for p in parts)}")
    try:
        shown = method(FAMILIES[step], choice.method).label
    except NqpError:
        shown = Text(choice.method, choice.method)
    options = ", ".join(f"{name}={value}" for name, value in bare(step, choice).params)
    tail = f" [{options}]" if options else ""
    return Text(shown.zh + tail, shown.en + tail)
