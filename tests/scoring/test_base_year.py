"""A base year inside the index: the pipeline tells the method which rows belong to which year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.model.recipe import Choice, Choices, Recipe, Scope
from nqp_index.scoring.pipeline import score

YEARS = (2019, 2020, 2022)
X = np.random.default_rng(3).uniform(1, 5, (3, 6, 3)) * np.array([1.0, 1.2, 1.5])[:, None, None]


def index(toy: Any, x: np.ndarray = X, *, scope: Scope | None = None, codes: tuple[str, ...] = (), **base: Any) -> Any:
    recipe = Recipe(
        normalise=Choices(Choice("none")), weight=Choices(Choice("equal_nested")), scope=scope or Scope(),
        aggregate=Choices(Choice("arithmetic"), (("pillar", Choice("ampi", tuple(base.items()), codes)),)),
    )  # fmt: skip
    panel = toy.panel(x, ["a", "b", "c"], YEARS[: len(x)])
    return score(panel, toy.framework(tuple(toy.indicator(c) for c in "abc")), recipe).scores[..., 1]


def ampi(x: np.ndarray, centre: np.ndarray) -> np.ndarray:
    z = 100 + 60 * (x - centre) / (x.max(axis=(0, 1)) - x.min(axis=(0, 1)))
    return z.mean(axis=-1) - z.var(axis=-1) / z.mean(axis=-1)


def test_the_first_year_is_the_base_of_the_adjusted_index_as_in_mazziotta_pareto_2016(toy: Any) -> None:
    np.testing.assert_allclose(index(toy), ampi(X, X[0].mean(axis=0)), rtol=1e-12)


def test_a_stated_year_is_found_however_many_regions_there_are(toy: Any) -> None:
    for regions in (4, 6):
        x = X[:, :regions]
        np.testing.assert_allclose(index(toy, x, base=2022), ampi(x, x[2].mean(axis=0)), rtol=1e-12)


def test_reference_values_belong_to_their_codes(toy: Any) -> None:
    found = index(toy, base=(9.0, 1.0, 2.0, 3.0), codes=("absent", "a", "b", "c"))
    np.testing.assert_allclose(found, ampi(X, np.array([1.0, 2.0, 3.0])), rtol=1e-12)


def test_in_yearly_scope_each_year_is_its_own_base(toy: Any) -> None:
    found = index(toy, scope=Scope("yearly"))
    np.testing.assert_allclose(found, [ampi(x[None], x.mean(axis=0))[0] for x in X], rtol=1e-12)


def test_a_year_without_data_is_refused_with_the_years_there_are(toy: Any) -> None:
    with pytest.raises(UsageError, match="2019"):
        index(toy, base=2021)
