"""Which pairs of normaliser and aggregation are refused before any number, and which give what they should."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import DataError, DefinitionError
from nqp_index.methods.registry import Method, methods
from nqp_index.model.framework import Target
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.scoring.compatibility import settled
from nqp_index.scoring.pipeline import score
from nqp_index.terms import sentence

KEEPERS = [m for m in methods("normalise") if any(p.name == "cost" for p in m.options)]
BLIND = [m for m in methods("aggregate") if not m.takes("direction")]


def cost_framework(toy: Any) -> Any:
    return toy.framework((toy.indicator("a"), toy.indicator("b", direction=-1)))


def flat(normalise: Choice, aggregate: Choice) -> Recipe:
    return Recipe(structure="flat", normalise=Choices(normalise), aggregate=Choices(aggregate))


def codes_of(recipe: Recipe, framework: Any) -> set[str]:
    with pytest.raises(DefinitionError) as refused:
        settled(recipe, framework)
    return {p.code for p in refused.value.problems}


@pytest.mark.parametrize("normaliser", KEEPERS, ids=lambda m: m.name)
@pytest.mark.parametrize("aggregator", BLIND, ids=lambda m: m.name)
def test_costs_are_never_handed_to_an_aggregation_that_takes_every_score_for_good(
    toy: Any, normaliser: Method, aggregator: Method
) -> None:
    recipe = flat(Choice.of(normaliser.name, cost="keep"), Choice(aggregator.name))
    assert "E4007" in codes_of(recipe, cost_framework(toy))


def test_an_aggregation_is_asked_at_the_branch_over_the_cost(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a"), toy.indicator("b", direction=-1)), (toy.indicator("c"),))
    keep = Choices(Choice.of("sum", cost="keep"))
    above = Recipe(normalise=keep, aggregate=Choices(Choice("arithmetic"), (("P1", Choice("edas")),)))
    settled(above, framework)
    beside = Recipe(normalise=keep, aggregate=Choices(Choice("arithmetic"), (("P2", Choice("edas")),)))
    assert codes_of(beside, framework) == {"E4007"}


def test_the_advice_for_costs_names_keep_only_for_aggregations_that_take_directions(toy: Any) -> None:
    x = np.array([[[1.0, 3.0], [2.0, 2.0], [4.0, 1.0]]])
    with pytest.raises(DataError) as refused:
        score(toy.panel(x, list("ab")), cost_framework(toy), flat(Choice("sum"), Choice("arithmetic")))
    told = dict(refused.value.problems[0].args)
    assert told["known"] == ("inverse", "mirror")
    assert told["takers"] == ("copras", "edas")
    assert "copras" in sentence(refused.value.problems[0], "en")


def test_a_target_that_overrules_declared_directions_names_them(toy: Any) -> None:
    framework = cost_framework(toy)
    aims = Choices(Choice("minmax"), (("b", Choice.of("target", at=2.0)),))
    _, notes = settled(Recipe(normalise=aims), framework)
    assert [(p.code, dict(p.args)["codes"]) for p in notes] == [("W4025", ("b",))]
    _, none = settled(Recipe(), framework)
    assert none == ()


def test_a_recipe_does_not_replace_a_target_that_the_framework_declares(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a"), toy.indicator("b", direction=Target(1, 2))))
    assert "E4009" in codes_of(Recipe(normalise=Choices(Choice.of("interval", start=4, end=6))), framework)


def test_a_target_without_its_value_is_refused_before_any_number(toy: Any) -> None:
    assert codes_of(Recipe(normalise=Choices(Choice("target"))), cost_framework(toy)) == {"E3030"}
