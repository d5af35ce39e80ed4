"""Recipes from YAML and back."""

from __future__ import annotations

import json
from typing import Any

from nqp_index.errors import DefinitionError, Problems
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Scope, Value, Weighting
from nqp_index.reading.definitions.found import Found
from nqp_index.reading.definitions.recipe_keys import RECIPE
from nqp_index.terms import Text

__all__ = ["recipe_from", "recipe_to_yaml", "weighting_to_yaml"]


def recipe_from(found: Found, file: str) -> Recipe:
    """The recipe that a definition describes. Raises DefinitionError with every objection."""
    problems = Problems()
    values: dict[str, Any] = RECIPE.read(found, problems) or {}
    problems.raise_errors(DefinitionError)
    return Recipe(name=values.pop("recipe"), file=file, **values)


def recipe_to_yaml(recipe: Recipe) -> str:
    """The recipe as a file that reads back equal; every choice is written, defaults too."""
    lines = [
        f"recipe: {recipe.name}",
        f"label: {_text(recipe.label)}",
        f"reason: {_text(recipe.reason)}" if recipe.reason else "",
        *(f"{step}: {_choices(getattr(recipe, step))}" for step in ("impute", "treat", "normalise")),
        f"weight: {_choices(recipe.weight)}",
        f"aggregate: {_choices(recipe.aggregate)}",
        f"structure: {recipe.structure}",
        f"scope: {_scope(recipe.scope)}",
        f"coverage: {_table(vars_of(recipe.coverage, 'indicator', 'node', 'pillars', 'by'))}",
        f"ranking: {_table(vars_of(recipe.ranking, 'ties', 'decimals'))}",
        f"time: {_choice(recipe.time)}" if recipe.time is not None else "",
        f"grade: {_choice(recipe.grade)}" if recipe.grade is not None else "",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def vars_of(part: object, *names: str) -> dict[str, Value]:
    """The named fields of a part, in that order."""
    return {name: getattr(part, name) for name in names}


def _text(text: Text) -> str:
    return _table({"zh": text.of("zh"), "en": text.of("en")})


def _table(values: dict[str, Value]) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in values.items()) + "}"


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _choice(choice: Choice, **more: Value) -> str:
    if not choice.params and not choice.codes and not more:
        return choice.method
    codes: dict[str, Value] = {"codes": choice.codes} if choice.codes else {}
    return _table({"method": choice.method, **codes, **dict(choice.params), **more})


def weighting_to_yaml(weighting: Weighting, **more: Value) -> str:
    """A method or a combination of weightings as a recipe writes it, with `more` keys behind its own."""
    if not isinstance(weighting, Combination):
        return _choice(weighting, **more)
    params = "".join(f", {key}: {_value(value)}" for key, value in (*weighting.by.params, *more.items()))
    return f"{{combine: {weighting.by.method}, of: [{', '.join(map(_choice, weighting.of))}]{params}}}"


def _choices(choices: Choices[Any]) -> str:
    if not choices.special:
        return weighting_to_yaml(choices.default)
    special = "".join(f", {name}: {weighting_to_yaml(choice)}" for name, choice in choices.special)
    return f"{{default: {weighting_to_yaml(choices.default)}{special}}}"


def _scope(scope: Scope) -> str:
    own: dict[str, Value] = {
        name: getattr(scope, name) for name in ("treat", "weight", "aggregate") if getattr(scope, name)
    }
    if scope.kind == "base":
        return _table({"base": scope.base_year, **own})
    if scope.kind == "fixed":
        return _table({"fixed": scope.file, **own})
    return _table({"normalise": scope.kind, **own}) if own else scope.kind
