"""Declared goalposts and targets follow a treatment, or the pair is refused: a logarithm never meets a raw bound."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.model.framework import Target
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.scoring.pipeline import score

X = np.array([1.0, 3.0, 20.0, 50.0])
TAIL = np.exp(np.random.default_rng(0).normal(0, 3, 200))
BENDING = ["log_ct", "log_orig", "boxcox", "winsor"]


def scores(toy: Any, treat: str, x: np.ndarray = X, *, by: str = "minmax", **declared: Any) -> np.ndarray:
    recipe = Recipe(treat=Choices(Choice(treat)), normalise=Choices(Choice(by)))
    framework = toy.framework((toy.indicator("a", **declared),))
    return score(toy.panel(x[None, :, None], ["a"]), framework, recipe).normalised[0, :, 0]


@pytest.mark.parametrize(("treat", "f"), [("log", np.log), ("log10", np.log10), ("sqrt", np.sqrt), ("none", np.copy)])
def test_goalposts_are_transformed_as_the_data_are(toy: Any, treat: str, f: Any) -> None:
    """Saisana, Saltelli & Tarantola (2005), table 1: telephones and electricity, log10 of values and of both bounds."""
    found = scores(toy, treat, by="goalpost", goalposts=(1.0, 100.0))
    np.testing.assert_allclose(found, 100 * (f(X) - f(1.0)) / (f(100.0) - f(1.0)), rtol=1e-12)


@pytest.mark.parametrize(("treat", "f"), [("log", np.log), ("sqrt", np.sqrt)])
@pytest.mark.parametrize("target", [Target(2.0, 4.0), Target(3.0, 3.0)], ids=["interval", "value"])
def test_targets_are_transformed_as_the_data_are(toy: Any, treat: str, f: Any, target: Target) -> None:
    away = np.maximum(np.maximum(f(target.low) - f(X), f(X) - f(target.high)), 0)
    np.testing.assert_allclose(scores(toy, treat, direction=target), 100 * (1 - away / away.max()), atol=1e-9)


def test_goalposts_hold_for_a_column_that_is_constant(toy: Any) -> None:
    found = scores(toy, "log", np.full(3, 10.0), by="goalpost", goalposts=(1.0, 100.0))
    np.testing.assert_allclose(found, 50.0)


def test_a_bound_without_a_logarithm_is_refused_by_name(toy: Any) -> None:
    with pytest.raises(DataError, match="log: a") as refused:
        scores(toy, "log", by="goalpost", goalposts=(0.0, 50.0))
    assert refused.value.problems[0].code == "E4041"


@pytest.mark.parametrize("treat", BENDING)
def test_a_treatment_that_bends_by_the_other_rows_is_refused_beside_a_declared_value(toy: Any, treat: str) -> None:
    with pytest.raises(DataError) as refused:
        scores(toy, treat, TAIL, direction=Target(2.0, 4.0))
    assert refused.value.problems[0].code == "E4042"


@pytest.mark.parametrize("treat", BENDING)
def test_goalposts_that_no_score_looks_at_refuse_nothing(toy: Any, treat: str) -> None:
    assert not np.isnan(scores(toy, treat, TAIL, goalposts=(0.0, 50.0))).any()


def test_winsorising_without_a_log_keeps_the_measure_of_a_target(toy: Any) -> None:
    x = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 90])
    np.testing.assert_allclose(scores(toy, "winsor", x, direction=Target(5, 5))[[4, 9]], [100.0, 0.0])


@pytest.mark.parametrize(
    ("treat", "x", "bent"),
    [("none", TAIL, False), ("iqr", TAIL, False), ("log", X, True), ("boxcox", TAIL, True), ("winsor", TAIL, True),
     ("winsor", np.r_[1.0:10.0, 90.0], False)],
)  # fmt: skip
def test_indicators_that_leave_their_measure_are_named(toy: Any, treat: str, x: np.ndarray, bent: bool) -> None:
    framework = toy.framework((toy.indicator("a"),))
    result = score(toy.panel(x[None, :, None], ["a"]), framework, Recipe(treat=Choices(Choice(treat))))
    assert result.transformed == (("a",) if bent else ())


@pytest.mark.parametrize(("without", "told"), [("refuse", False), ("data", True)])
def test_a_line_on_goalposts_names_the_years_only_where_data_can_set_a_bound(
    toy: Any, without: str, told: bool
) -> None:
    framework = toy.framework((toy.indicator("a", goalposts=(0.0, 50.0)),))
    recipe = Recipe(normalise=Choices(Choice.of("goalpost", without=without)))
    result = score(toy.panel(np.array([[[1.0], [20.0], [40.0]]]), ["a"]), framework, recipe)
    line = next(s.variant.en for s in result.steps if s.step == "normalise")
    assert ("all years" in line or "pooled" in line) is told


def test_goalposts_are_shifted_as_the_data_are(toy: Any) -> None:
    recipe = Recipe(treat=Choices(Choice.of("log_plus", plus=3.0)), normalise=Choices(Choice("goalpost")))
    framework = toy.framework((toy.indicator("a", goalposts=(0.0, 50.0)),))
    found = score(toy.panel(X[None, :, None], ["a"]), framework, recipe).normalised[0, :, 0]
    np.testing.assert_allclose(found, 100 * (np.log(X + 3) - np.log(3)) / (np.log(53) - np.log(3)), rtol=1e-12)
