"""From options to a recipe: the named one, with what the command line changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, cast

from nqp_index.cli.changed import named_by_changes
from nqp_index.errors import UsageError, problem
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe, Scope, StepScope, Value, Weighting

if TYPE_CHECKING:
    from collections.abc import Sequence


def chosen_recipe(
    name: str,
    *,
    impute: str | None = None,
    treat: str | None = None,
    normalise: str | None = None,
    weight: str | None = None,
    aggregate: str | None = None,
    structure: str | None = None,
    scope: str | None = None,
    time: str | None = None,
) -> Recipe:
    """The recipe called `name` with the given steps replaced, and named by what was.

    A step is `NAME` or `NAME:param=value,param=value`.
    """
    from nqp_index.reading.definitions import load_recipe

    recipe = named = load_recipe(name)
    if impute is not None:
        recipe = replace(recipe, impute=Choices(step(impute)))
    if treat is not None:
        recipe = replace(recipe, treat=Choices(step(treat)))
    if normalise is not None:
        recipe = replace(recipe, normalise=Choices(step(normalise)))
    if aggregate is not None:
        recipe = replace(recipe, aggregate=Choices(step(aggregate)))
    if weight is not None and not weight.lower().endswith((".xlsx", ".xls", ".ods")):
        recipe = replace(recipe, weight=Choices(weighting(weight)))
    if structure is not None:
        recipe = replace(recipe, structure=_structure(structure))
    if scope is not None:
        recipe = replace(recipe, scope=scope_of(scope))
    if time is not None:
        recipe = replace(recipe, time=step(time))
    return named_by_changes(named, recipe)


def step(text: str) -> Choice:
    """`winsor:winmax=3` as a choice."""
    name, _, rest = text.partition(":")
    params: dict[str, Value] = {}
    for part in rest.split(",") if rest else ():
        key, equals, value = part.partition("=")
        if not equals:
            raise UsageError(problem("E7010", text=text))
        params[key.strip()] = _value(value.strip())
    return Choice(name.strip(), tuple(sorted(params.items())))


def weighting(text: str) -> Weighting:
    """`entropy`, or `entropy+critic` for several sets, joined by `mean` or as in `entropy+critic@game`."""
    sets, _, by = text.partition("@")
    names = sets.split("+")
    if len(names) == 1:
        return step(text)
    return Combination(tuple(step(n) for n in names), step(by or "mean"))


def scope_of(text: str) -> Scope:
    """`pooled`, `yearly`, `base:2020` or `fixed:run.json`; `pooled:weight=yearly,aggregate=yearly` by step."""
    kind, _, rest = text.partition(":")
    if kind == "fixed" and rest:
        return Scope("fixed", file=rest)
    year, comma, steps = rest.partition(",") if kind == "base" else ("", "", rest)
    own = step(f"{kind}:{steps}").options if steps else {}
    known = all(name in {"treat", "weight", "aggregate"} and of in {"pooled", "yearly"} for name, of in own.items())
    if not known or bool(comma) != bool(steps and kind == "base"):
        raise UsageError(problem("E7011", text=text))
    if kind in {"pooled", "yearly"}:
        return Scope(cast(StepScope, kind), **cast(dict[str, Any], own))
    if kind == "base" and _is_year(year):
        return Scope("base", base_year=int(year), **cast(dict[str, Any], own))
    raise UsageError(problem("E7011", text=text))


def years_of(texts: Sequence[str] | None) -> tuple[int, ...]:
    """`2020`, `2019-2021` and `2019,2021` as sorted years; empty = all."""
    found: set[int] = set()
    for text in (part for one in texts or () for part in one.replace("，", ",").split(",")):
        first, dash, last = text.strip().partition("-")
        if not (_is_year(first) and (_is_year(last) or not dash)):
            raise UsageError(problem("E7012", text=text))
        low, high = int(first), int(last or first)
        if not (1900 <= low <= high <= 2200):
            raise UsageError(problem("E7012", text=text))
        found.update(range(low, high + 1))
    return tuple(sorted(found))


def year_of(text: str | None) -> int | None:
    """`2020` as the one year that is meant; None = left to the data."""
    if text is None:
        return None
    if not _is_year(text.strip()):
        raise UsageError(problem("E7021", text=text))
    return int(text)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


def _structure(text: str) -> Literal["nested", "flat"]:
    if text not in {"nested", "flat"}:
        raise UsageError(problem("E7013", text=text))
    return cast(Literal["nested", "flat"], text)


def _value(text: str) -> Value:
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if text.lower() in {"none", "null"}:
        return None
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
