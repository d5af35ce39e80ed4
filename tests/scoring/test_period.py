"""One score over several years."""

from __future__ import annotations

from typing import Any

import numpy as np

from nqp_index.model.recipe import Choice, Recipe
from nqp_index.scoring.pipeline import score

WEIGHED = Recipe(time=Choice("linear"))


def made(toy: Any) -> tuple[Any, np.ndarray]:
    framework = toy.framework((toy.indicator("a"), toy.indicator("b")), (toy.indicator("c"),))
    return framework, np.random.default_rng(3).uniform(1, 9, (3, 5, 3))


def test_the_score_of_all_years_is_the_weighted_mean_of_the_years(toy: Any) -> None:
    framework, x = made(toy)
    result = score(toy.panel(x, ["a", "b", "c"], (2020, 2021, 2022)), framework, WEIGHED)
    expected = np.tensordot(np.array([1, 2, 3]) / 6, result.scores, axes=1)
    np.testing.assert_allclose(result.period.scores, expected, rtol=1e-12)
    np.testing.assert_array_equal(result.period.ranks[:, 0], 1 + (expected[:, :1] < expected[:, 0]).sum(axis=1))
    assert any(s.step == "time" and s.method == "time_linear" for s in result.steps)


def test_a_year_without_a_score_leaves_its_weight_to_the_others_or_the_region_unscored(toy: Any) -> None:
    framework, x = made(toy)
    x[0, 0], x[2, 1] = np.nan, np.nan
    result = score(toy.panel(x, ["a", "b", "c"], (2020, 2021, 2022)), framework, WEIGHED)
    kept = (2 * result.scores[1, 0, 0] + 3 * result.scores[2, 0, 0]) / 5
    np.testing.assert_allclose(result.period.scores[0, 0], kept, rtol=1e-12)
    np.testing.assert_allclose(result.period.present[:2, 0], [5 / 6, 1 / 2])
    assert np.isnan(result.period.scores[1, 0])
    assert np.isnan(result.period.ranks[1, 0])


def test_years_stand_alone_unless_the_recipe_weighs_them(toy: Any) -> None:
    framework, x = made(toy)
    assert score(toy.panel(x, ["a", "b", "c"], (2020, 2021, 2022)), framework).period is None
