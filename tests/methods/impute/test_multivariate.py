"""EM and chained regressions: what a linear world lets them recover, and when they refuse."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

EM, ITERATIVE = method("impute", "em"), method("impute", "iterative")


def correlated(n: int = 200, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """A panel (1, n, 3) of a noisy linear world, and the same with a tenth of its third column hidden."""
    random = np.random.default_rng(seed)
    a, b = random.normal(0, 1, (2, n))
    x = np.column_stack([50 + 10 * a, 20 + 3 * b, 5 + 2 * a - b + random.normal(0, 0.1, n)])
    hidden = x.copy()
    hidden[::10, 2] = np.nan
    return x[None], hidden[None]


@pytest.mark.parametrize("one", [EM, ITERATIVE], ids=["em", "iterative"])
def test_a_hidden_column_of_a_linear_world_is_recovered(one):
    x, hidden = correlated()
    found, filled = one(hidden)
    assert filled.sum() == 20
    assert np.abs(found - x)[filled].max() < 0.5
    assert np.abs(hidden[0, :, 2][~filled[0, :, 2]].mean() - x[filled]).max() > 2


def test_em_fills_are_the_regression_of_the_complete_rows_when_one_column_has_gaps():
    """With one incomplete column the maximum likelihood slopes are those of the complete cases (Anderson 1957)."""
    _, hidden = correlated()
    known = ~np.isnan(hidden[0, :, 2])
    design = np.column_stack([np.ones(200), hidden[0, :, :2]])
    slopes = np.linalg.lstsq(design[known], hidden[0, known, 2], rcond=None)[0]
    np.testing.assert_allclose(EM(hidden)[0][0, ~known, 2], design[~known] @ slopes, rtol=1e-5)


def test_em_refuses_more_indicators_than_rows_and_singular_covariances():
    x = np.random.default_rng(1).normal(0, 1, (1, 5, 6))
    x[0, 0, 0] = np.nan
    with pytest.raises(DataError, match="5 rows for 6"):
        EM(x)
    _, hidden = correlated()
    twice = np.concatenate([hidden, 2 * hidden[..., :1]], axis=-1)
    with pytest.raises(DataError, match="singular"):
        EM(twice)


def test_pooled_rows_identify_what_one_year_cannot():
    random = np.random.default_rng(3)
    x = random.normal(0, 1, (4, 5, 6)) @ random.normal(0, 1, (6, 6))
    x[2, 1, 3] = np.nan
    found, filled = EM(x, rows="pooled")
    assert filled.sum() == 1
    assert np.isfinite(found).all()


@pytest.mark.parametrize("one", [EM, ITERATIVE], ids=["em", "iterative"])
def test_empty_columns_and_rows_stay_missing(one):
    _, hidden = correlated(60)
    hidden[0, :, 1] = np.nan
    hidden[0, 7] = np.nan
    found, _ = one(hidden)
    assert np.isnan(found[0, :, 1]).all()
    assert np.isnan(found[0, 7]).all()
    assert not np.isnan(np.delete(found[0][:, [0, 2]], 7, axis=0)).any()
