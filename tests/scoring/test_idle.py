"""Indicators that tell nothing apart within a set of rows: named, without weight, and no gap."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import Method, methods
from nqp_index.model.framework import Target
from nqp_index.model.recipe import Choice, Choices, Recipe, Scope
from nqp_index.scoring.pipeline import score
from nqp_index.terms import sentence

YEARS = (2020, 2021)


def table(seed: int = 0, columns: int = 3) -> np.ndarray:
    x = np.random.default_rng(seed).uniform(1, 9, (2, 7, columns))
    x[1, :, 0] = 5.0
    return x


def framework(toy: Any, codes: str, **first: Any) -> Any:
    return toy.framework(tuple(toy.indicator(c, **(first if c == codes[0] else {})) for c in codes))


def recipe(**choices: Any) -> Recipe:
    steps = {name: Choices(Choice(c) if isinstance(c, str) else c) for name, c in choices.items()}
    return Recipe(structure="flat", scope=Scope("yearly"), **steps)


def told(result: Any) -> list[str]:
    return [sentence(p, "en") for p in result.problems if p.code == "W4026"]


RATIO_TAKERS = {"copras", "edas"}
NORMALISER = {m.name: Choice.of("ratio_mean") if m.name in RATIO_TAKERS else Choice("minmax") for m in methods()}


@pytest.mark.parametrize("one", methods("aggregate"), ids=lambda m: m.name)
def test_a_year_in_which_an_indicator_is_constant_is_scored_as_if_it_were_not_there(toy: Any, one: Method) -> None:
    x = table()
    chosen = recipe(aggregate=one.name, normalise=NORMALISER[one.name], weight="equal")
    result = score(toy.panel(x, list("abc"), YEARS), framework(toy, "abc"), chosen)
    without = score(toy.panel(x[..., 1:], list("bc"), YEARS), framework(toy, "bc"), chosen)
    np.testing.assert_allclose(result.scores[1, :, 0], without.scores[1, :, 0], rtol=1e-9)
    assert not np.isnan(result.scores).any()
    np.testing.assert_allclose(result.effective_weights, [[1 / 3] * 3, [0, 0.5, 0.5]])
    assert len(told(result)) == 1
    assert "indicator a" in told(result)[0]
    assert "2021" in told(result)[0]
    assert "2020" not in told(result)[0]


@pytest.mark.parametrize("one", [m for m in methods("weight") if not any(p.name == "judgements" for p in m.options)],
                         ids=lambda m: m.name)  # fmt: skip
def test_a_weighter_is_fitted_on_the_indicators_that_tell_the_rows_apart(toy: Any, one: Method) -> None:
    if one.example or one.name in {"budget", "bwm"}:
        pytest.skip("stated for certain children")
    x = table(seed=3, columns=4)
    chosen = recipe(weight=one.name)
    try:
        alone = score(toy.panel(x[1:, :, 1:], list("bcd"), (2021,)), framework(toy, "bcd"), chosen)
    except DataError:
        pytest.skip("takes no such table")
    result = score(toy.panel(x, list("abcd"), YEARS), framework(toy, "abcd"), chosen)
    np.testing.assert_allclose(result.effective_weights[1, 1:], alone.effective_weights[0], rtol=1e-9)
    assert result.effective_weights[1, 0] == 0


def test_a_target_that_everybody_meets_is_named_and_weighs_nothing(toy: Any) -> None:
    own = framework(toy, "ab", direction=Target(0, 100), weight=2)
    result = score(toy.panel(table(columns=2), list("ab"), YEARS), own)
    assert not np.isnan(result.scores).any()
    assert "inside the declared target" in told(result)[0]
    np.testing.assert_array_equal(result.effective_weights, [[0.0, 1.0]])


def test_a_spread_of_zero_is_named_with_its_normaliser_and_weighs_nothing(toy: Any) -> None:
    x = table(columns=2)
    x[:, 2:, 0] = 5.0
    result = score(toy.panel(x, list("ab"), YEARS), framework(toy, "ab"), Recipe(normalise=Choices(Choice("robust"))))
    assert not np.isnan(result.scores).any()
    assert "robust" in told(result)[0]
    assert "half or more" in told(result)[0]


@pytest.mark.parametrize("structure", ["nested", "flat"])
def test_a_pillar_without_differences_has_no_score_in_that_year_and_the_true_reason(toy: Any, structure: Any) -> None:
    tree = toy.framework((toy.indicator("a"),), (toy.indicator("b"),), (toy.indicator("c"),))
    chosen = Recipe(structure=structure, scope=Scope("yearly"), weight=Choices(Choice("entropy")))
    result = score(toy.panel(table(), list("abc"), YEARS), tree, chosen)
    assert {(u.year, u.node, u.reason) for u in result.unscored} == {(2021, "P1", "reason.nothing_differs")}
    assert not np.isnan(result.scores[:, :, 0]).any()
    assert not np.isnan(result.effective_weights).any()
    np.testing.assert_allclose(result.effective_weights.sum(axis=1), 1.0)


def test_a_gap_is_still_a_gap_beside_an_indicator_without_differences(toy: Any) -> None:
    x = table()
    x[1, 2, 1:] = np.nan
    result = score(toy.panel(x, list("abc"), YEARS), framework(toy, "abc"), recipe(weight="equal"))
    assert np.isnan(result.scores[1, 2, 0])
    assert result.coverage[1, 2, 0] == 0.0


def test_a_single_region_a_year_is_refused_under_a_yearly_scope(toy: Any) -> None:
    x = np.array([[[1.0, 2.0]], [[3.0, 1.0]]])
    with pytest.raises(DataError) as refused:
        score(toy.panel(x, list("ab"), YEARS), framework(toy, "ab"), recipe())
    assert refused.value.problems[-1].code == "E4027"
    assert not np.isnan(score(toy.panel(x, list("ab"), YEARS), framework(toy, "ab")).scores).any()


def test_a_year_with_a_single_region_is_unscored_with_its_reason_and_named(toy: Any) -> None:
    x = np.random.default_rng(1).uniform(1, 9, (2, 5, 2))
    x[1, 1:] = np.nan
    result = score(toy.panel(x, list("ab"), YEARS), framework(toy, "ab"), recipe())
    assert ("R1", 2021, "I", "reason.nothing_differs") in {
        (u.region, u.year, u.node, u.reason) for u in result.unscored
    }
    assert len(told(result)) == 2
