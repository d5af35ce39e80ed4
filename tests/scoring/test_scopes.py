"""Which rows are compared with which: what every method is handed under each scope."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.model.recipe import Choice, Choices, Recipe, Scope
from nqp_index.scoring.pipeline import score

YEARS = (2020, 2021, 2022)
SCATTER = Choices(Choice.of("scatter", data="within_year", negative="drop"))


def moving(regions: int = 7) -> np.ndarray:
    """(T, R, 3) values that hang together and grow."""
    rng = np.random.default_rng(4)
    common = rng.lognormal(size=(len(YEARS), regions, 1))
    return np.asarray(
        (common + rng.lognormal(size=(len(YEARS), regions, 3))) * np.array([1.0, 1.3, 1.9])[:, None, None]
    )


def flat(**steps: Any) -> Recipe:
    return Recipe(structure="flat", weight=SCATTER, **steps)


def test_scatter_within_years_sees_only_the_base_year_under_a_base_scope(toy: Any) -> None:
    framework = toy.framework(tuple(toy.indicator(c) for c in "abc"))
    x = moving()
    alone = score(toy.panel(x[1:2], list("abc"), YEARS[1:2]), framework, flat())
    based = score(toy.panel(x, list("abc"), YEARS), framework, flat(scope=Scope("base", base_year=2021)))
    np.testing.assert_allclose(based.effective_weights, alone.effective_weights, rtol=1e-12)


@pytest.mark.parametrize("last", [2, 3])
def test_scatter_within_years_counts_the_years_of_a_stored_set(toy: Any, last: int) -> None:
    framework = toy.framework(tuple(toy.indicator(c) for c in "abc"))
    x = moving()
    first = toy.panel(x[:2], list("abc"), YEARS[:2])
    stored = score(first, framework, flat(scope=Scope("yearly"))).reference  # keeps rows, and no weights
    now = toy.panel(x[:last], list("abc"), YEARS[:last])
    fixed = score(now, framework, flat(scope=Scope("fixed")), reference=stored)
    np.testing.assert_allclose(fixed.effective_weights, score(first, framework, flat()).effective_weights, rtol=1e-12)
