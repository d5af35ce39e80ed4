"""A fill outside the declared goalposts is dropped, and told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.model.result import Result
from nqp_index.scoring.pipeline import score

YEARS = (2019, 2020, 2021, 2022)


def filled(toy: Any, ends: str) -> Result:
    """Two regions; the first falls towards 0 and has no value in the last year."""
    x = np.array([[[30.0, 1.0], [40.0, 2.0]], [[20.0, 2.0], [45.0, 1.0]], [[5.0, 3.0], [50.0, 4.0]],
                  [[np.nan, 4.0], [55.0, 3.0]]])  # fmt: skip
    bounded = replace(toy.indicator("a"), goalposts=(0.0, 100.0))
    framework = toy.framework((bounded, toy.indicator("b")))
    return score(toy.panel(x, ["a", "b"], YEARS), framework, Recipe(impute=Choices(Choice.of("linear", ends=ends))))


@pytest.mark.parametrize(("ends", "told"), [("trend", ["W4031"]), ("none", []), ("hold", [])])
def test_only_what_the_bounds_dropped_is_told(toy: Any, ends: str, told: list[str]) -> None:
    result = filled(toy, ends)
    own = [p for p in result.problems if p.code == "W4031"]
    assert [p.code for p in own] == told
    assert np.isnan(result.filled[3, 0, 0]) == (ends != "hold")
    for p in own:
        assert dict(p.args)["cells"] == ("R1 2022 = -10",)


@pytest.mark.parametrize(("within", "filled"), [("pillar", 5.0), ("parent", 5.0), ("all", 7.5)])
def test_a_row_mean_is_taken_over_the_pillar_unless_told_otherwise(toy: Any, within: str, filled: float) -> None:
    """METHODS: within a pillar. Here 5 of 10 in the indicator beside it, and 10 of 10 in the other pillar."""
    x = np.array([[[0.0, 0.0, 0.0], [10.0, 10.0, 10.0], [5.0, np.nan, 10.0]]])
    framework = toy.framework((toy.indicator("a"), toy.indicator("b")), (toy.indicator("c"),))
    result = score(
        toy.panel(x, ["a", "b", "c"]), framework, Recipe(impute=Choices(Choice.of("row_mean", within=within)))
    )
    np.testing.assert_allclose(result.filled[0, 2, 1], filled)
