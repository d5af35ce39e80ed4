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

KEEPERS = [m for m in methods("normalise") if any(p.name == "cost" and p.rule.admits("keep") for p in m.options)]
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


MIXED = (1, 1, -1)


def lognormal(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).lognormal(size=(1, 6, 3))


def three(toy: Any) -> Any:
    return toy.framework(tuple(toy.indicator(c, direction=d) for c, d in zip("abc", MIXED, strict=True)))


def equal_scores(toy: Any, x: np.ndarray, normalise: Choice, aggregate: str) -> np.ndarray:
    recipe = Recipe(structure="flat", normalise=Choices(normalise), weight=Choices(Choice("equal")),
                    aggregate=Choices(Choice(aggregate)))  # fmt: skip
    return np.asarray(score(toy.panel(x, list("abc")), three(toy), recipe).scores[0, :, 0])


def copras_of_zavadskas1994(x: np.ndarray) -> np.ndarray:
    p = x / x.sum(axis=0) / 3
    good, bad = p[:, 0] + p[:, 1], p[:, 2]
    return np.asarray(good + bad.sum() / (bad * (1 / bad).sum()))


def edas_of_ghorabaee2015(x: np.ndarray) -> np.ndarray:
    away = np.array(MIXED) * (x - x.mean(axis=0)) / x.mean(axis=0)
    above, below = np.maximum(away, 0).mean(axis=1), np.maximum(-away, 0).mean(axis=1)
    return np.asarray((above / above.max() + 1 - below / below.max()) / 2)


@pytest.mark.parametrize("normaliser", ["none", "sum", "vector", "ratio_max", "ratio_mean", "ratio_min", "reference"])
@pytest.mark.parametrize(("name", "source"), [("copras", copras_of_zavadskas1994), ("edas", edas_of_ghorabaee2015)])
def test_every_recipe_that_keeps_ratios_gives_the_numbers_of_the_source(
    toy: Any, normaliser: str, name: str, source: Any
) -> None:
    for seed in (4, 22):
        found = equal_scores(toy, lognormal(seed), Choice.of(normaliser, cost="keep"), name)
        np.testing.assert_allclose(found, source(lognormal(seed)[0]), rtol=1e-10)


@pytest.mark.parametrize("name", ["copras", "edas"])
@pytest.mark.parametrize("normaliser", ["minmax", "rank", "zscore", "robust", "borda"])
def test_scores_that_lose_ratios_are_refused_with_those_that_keep_them(toy: Any, name: str, normaliser: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        settled(flat(Choice(normaliser), Choice(name)), three(toy))
    told = [p for p in refused.value.problems if p.code == "E4008" and "ratio" in str(dict(p.args)["need"])]
    assert dict(told[0].args)["codes"] == ("a", "b", "c")
    assert {"none (cost: keep)", "sum (cost: keep)", "ratio_max (cost: keep)"} <= set(dict(told[0].args)["fitting"])
    assert "topsis" in dict(told[0].args)["others"]


def test_raw_costs_that_change_their_sign_are_no_ratios(toy: Any) -> None:
    with pytest.raises(DefinitionError) as refused:
        settled(flat(Choice("none"), Choice("edas")), three(toy))
    assert [dict(p.args)["codes"] for p in refused.value.problems] == [("c",)]


@pytest.mark.parametrize("aggregate", [Choice("power"), Choice.of("power", q=2.0)])
def test_scores_that_may_be_negative_are_refused_where_roots_are_taken(toy: Any, aggregate: Choice) -> None:
    assert codes_of(Recipe(normalise=Choices(Choice("zscore")), aggregate=Choices(aggregate)), three(toy)) == {"E4008"}
    settled(Recipe(aggregate=Choices(aggregate)), three(toy))


def test_what_an_aggregation_needs_of_pillar_scores_is_asked_of_the_scores_they_are_means_of(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a"),), (toy.indicator("b"),))
    top = Choices(Choice("arithmetic"), (("index", Choice("edas")),))
    assert codes_of(Recipe(aggregate=top), framework) == {"E4008"}
    settled(Recipe(normalise=Choices(Choice("ratio_mean")), aggregate=top), framework)
    over_topsis = Choices(Choice("topsis"), (("index", Choice("geometric")),))
    settled(Recipe(normalise=Choices(Choice("zscore")), aggregate=over_topsis), framework)


def topsis_to(toy: Any, start: float, end: float, **options: Any) -> np.ndarray:
    recipe = flat(Choice.of("minmax", low=start, high=end), Choice.of("topsis", ideals="absolute", **options))
    return np.asarray(score(toy.panel(lognormal(4), list("abc")), three(toy), recipe).scores)


def test_absolute_ideals_are_the_ends_of_the_normalisers_scale(toy: Any) -> None:
    np.testing.assert_allclose(topsis_to(toy, 0, 1), topsis_to(toy, 0, 100), rtol=1e-12)
    np.testing.assert_allclose(topsis_to(toy, 0, 1), topsis_to(toy, 0, 1, low=0, high=1), rtol=1e-12)
    assert not np.allclose(topsis_to(toy, 1, 100), topsis_to(toy, 1, 100, low=0))
    mixed = Choices(Choice("minmax"), (("a", Choice.of("rank", high=1)),))
    recipe = Recipe(structure="flat", normalise=mixed, aggregate=Choices(Choice.of("topsis", ideals="absolute")))
    same = flat(Choice("minmax"), Choice.of("topsis", ideals="absolute"))
    x = np.sort(lognormal(4), axis=1)
    x[0, :, 0] = np.arange(6.0)  # ranks and min-max agree here
    np.testing.assert_allclose(
        score(toy.panel(x[..., :1], ["a"]), toy.framework((toy.indicator("a"),)), recipe).scores,
        score(toy.panel(x[..., :1], ["a"]), toy.framework((toy.indicator("a"),)), same).scores,
    )


def test_absolute_ideals_are_refused_where_scores_have_no_ends(toy: Any) -> None:
    recipe = flat(Choice("zscore"), Choice.of("topsis", ideals="absolute"))
    with pytest.raises(DefinitionError) as refused:
        settled(recipe, three(toy))
    told = dict(refused.value.problems[0].args)
    assert {"minmax", "rank"} <= set(told["fitting"])
    assert "zscore" not in told["fitting"]
    settled(flat(Choice("zscore"), Choice.of("topsis", ideals="absolute", low=-3, high=3)), three(toy))


def test_absolute_ideals_over_pillars_take_the_ends_that_their_indicators_share(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a"), toy.indicator("b")), (toy.indicator("c"),))
    top = Choices(Choice("arithmetic"), (("index", Choice.of("topsis", ideals="absolute")),))
    shared = [score(toy.panel(lognormal(4), list("abc")), framework,
                    Recipe(normalise=Choices(Choice.of("minmax", high=h)), aggregate=top)).scores[0, :, 0]
              for h in (1, 50)]  # fmt: skip
    np.testing.assert_allclose(shared[0], shared[1], rtol=1e-12)
