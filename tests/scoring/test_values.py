"""What only the values can tell: zeros and negatives before a geometric mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.model.recipe import Choice, Choices, Recipe, Scope
from nqp_index.scoring.pipeline import score
from nqp_index.terms import sentence

RAW = Choices(Choice("none"))
GEOMETRIC = Choices(Choice("geometric"))


def pair(toy: Any, **b: Any) -> Any:
    return toy.framework((toy.indicator("a"), toy.indicator("b", **b)))


def codes_of(result: Any) -> set[str]:
    return {p.code for p in result.problems}


def test_the_geometric_mean_of_raw_values_is_a_recipe(toy: Any) -> None:
    x = np.array([[[2.0, 8.0], [3.0, 3.0], [900.0, 1.0]]])
    result = score(toy.panel(x, list("ab")), pair(toy), Recipe(normalise=RAW, aggregate=GEOMETRIC))
    np.testing.assert_allclose(result.scores[0, :, 0], [4.0, 3.0, 30.0])
    assert codes_of(result) == set()


def test_a_cost_enters_a_geometric_mean_of_raw_values_by_its_inverse(toy: Any) -> None:
    x = np.array([[[2.0, 0.5], [3.0, 12.0], [9.0, 1.0]]])
    inverse = Recipe(normalise=Choices(Choice.of("none", cost="inverse")), aggregate=GEOMETRIC)
    result = score(toy.panel(x, list("ab")), pair(toy, direction=-1), inverse)
    np.testing.assert_allclose(result.scores[0, :, 0], np.sqrt([4.0, 0.25, 9.0]))


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", "power"])
def test_negative_raw_values_are_refused_by_the_indicators_code(toy: Any, aggregate: str) -> None:
    x = np.array([[[2.0, 8.0], [3.0, -3.0], [900.0, 1.0]]])
    with pytest.raises(DataError) as refused:
        score(toy.panel(x, list("ab")), pair(toy), Recipe(normalise=RAW, aggregate=Choices(Choice(aggregate))))
    assert [(p.code, dict(p.args)["codes"]) for p in refused.value.problems] == [("E4029", ("b",))]


def test_a_low_of_zero_that_is_written_down_stays_and_one_zero_makes_the_mean_zero_as_in_the_hdi(toy: Any) -> None:
    a, b = (replace(toy.indicator(c), goalposts=(0.0, 10.0)) for c in "ab")
    x = np.array([[[9.0, 4.0], [2.5, 10.0], [0.0, 9.0]]])
    hdi = Recipe(normalise=Choices(Choice.of("goalpost", low=0, high=1)), aggregate=GEOMETRIC)
    result = score(toy.panel(x, list("ab")), toy.framework((a, b)), hdi)
    np.testing.assert_allclose(result.scores[0, :, 0], [0.6, 0.5, 0.0], atol=1e-15)
    assert result.ranks[0, :, 0].tolist() == [1, 2, 3]
    told = [dict(p.args) for p in result.problems if p.code == "W4030"]
    assert [(t["codes"], t["count"]) for t in told] == [(("a",), 1)]
    assert "N4006" not in codes_of(result)


def test_a_zero_without_weight_is_no_matter_to_a_geometric_mean(toy: Any) -> None:
    x = np.array([[[9.0, 0.0], [2.5, 10.0], [1.0, 9.0]]])
    result = score(toy.panel(x, list("ab")), pair(toy, weight=0), Recipe(normalise=RAW, aggregate=GEOMETRIC))
    np.testing.assert_allclose(result.scores[0, :, 0], [9.0, 2.5, 1.0])
    assert codes_of(result) == {"N1030"}


def test_values_below_a_base_year_get_advice_that_works(toy: Any) -> None:
    x = np.array([[[2.0, 8.0], [3.0, 3.0], [9.0, 1.0]], [[1.0, 8.0], [3.0, 3.0], [9.0, 1.0]]])
    panel = toy.panel(x, list("ab"), (2020, 2021))
    based = Recipe(aggregate=GEOMETRIC, scope=Scope("base", base_year=2020))
    with pytest.raises(DataError) as refused:
        score(panel, pair(toy), based)
    assert [(p.code, dict(p.args)["codes"]) for p in refused.value.problems] == [("E4028", ("a",))]
    assert "outside: clip" in sentence(refused.value.problems[0], "en")
    clipped = replace(based, normalise=Choices(Choice.of("minmax", outside="clip")))
    assert not np.isnan(score(panel, pair(toy), clipped).scores).any()
    pooled = replace(based, scope=Scope())
    assert not np.isnan(score(panel, pair(toy), pooled).scores).any()
