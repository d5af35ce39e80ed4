"""Correlation, reliability, factorability: relations first, then published and package values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from nqp_index.methods.statistics.correlation import pearson, rank_correlation, spearman
from nqp_index.methods.statistics.factorability import bartlett, components, kmo
from nqp_index.methods.statistics.reliability import cronbach


@pytest.fixture
def x():
    rng = np.random.default_rng(7)
    common = rng.normal(size=(40, 1))
    return common + rng.normal(size=(40, 5))


def test_correlations_with_gaps_agree_with_pandas_pair_by_pair(x):
    x[3, 1] = x[5, 1] = x[5, 2] = np.nan
    r, n = pearson(x)
    np.testing.assert_allclose(r, pd.DataFrame(x).corr().to_numpy(), atol=1e-12)
    assert n[1, 2] == 38.0
    np.testing.assert_allclose(spearman(x)[0], pd.DataFrame(x).corr(method="spearman").to_numpy(), atol=1e-12)


def test_a_constant_column_has_no_correlation_and_spoils_no_other(x):
    x[:, 2] = 0.7
    r, _ = pearson(x)
    assert np.isnan(r[2]).all()
    assert not np.isnan(np.delete(np.delete(r, 2, 0), 2, 1)).any()


def test_correlation_is_unmoved_by_scale_and_shift(x):
    np.testing.assert_allclose(pearson(x * 1e6 + 3e9)[0], pearson(x)[0], atol=1e-8)


def test_rank_correlation_of_reversed_orders_is_minus_one():
    assert rank_correlation(np.array([1.0, 2.0, 4.0, 9.0]), np.array([9.0, 3.0, 2.0, 1.0])) == pytest.approx(-1.0)


def test_alpha_is_k_squared_times_the_mean_covariance_over_their_sum(x):
    covariance = np.cov(x, rowvar=False)
    off = covariance[~np.eye(5, dtype=bool)].mean()
    assert cronbach(x).alpha == pytest.approx(25 * off / covariance.sum(), rel=1e-12)


def test_alpha_of_copies_is_one_and_standardised_alpha_ignores_measures(x):
    copies = np.repeat(x[:, :1], 3, axis=1)
    assert cronbach(copies).alpha == pytest.approx(1.0)
    scaled = x * np.array([1.0, 10.0, 100.0, 0.1, 5.0])
    assert cronbach(scaled).standardised == pytest.approx(cronbach(x).standardised)


def test_alpha_if_deleted_is_the_alpha_of_the_others(x):
    assert cronbach(x).if_deleted[2] == pytest.approx(cronbach(np.delete(x, 2, axis=1)).alpha)


def test_alpha_rests_on_complete_rows_and_needs_two_columns(x):
    x[0, 0] = np.nan
    assert cronbach(x).rows == 39
    assert np.isnan(cronbach(x[:, :1]).alpha)


def test_eigenvalues_sum_to_the_number_of_columns_and_loadings_point_up(x):
    found = components(pearson(x)[0])
    assert found.eigenvalues.sum() == pytest.approx(5.0)
    assert found.shares.sum() == pytest.approx(1.0)
    assert (np.diff(found.eigenvalues) <= 0).all()
    assert found.loadings.sum() > 0
    flipped = components(pearson(-x)[0])
    np.testing.assert_allclose(flipped.loadings, found.loadings, atol=1e-12)


def test_kmo_of_equal_correlations_has_its_closed_form():
    """r everywhere: the partial correlation of 3 columns is r / (1 + r)."""
    r = 0.5
    matrix = np.full((3, 3), r) + np.eye(3) * (1 - r)
    partial = r / (1 + r)
    assert kmo(matrix)[0] == pytest.approx(r**2 / (r**2 + partial**2))


def test_kmo_and_bartlett_refuse_a_matrix_without_inverse(x):
    doubled = np.column_stack([x, x[:, 0]])
    r, _ = pearson(doubled)
    assert np.isnan(kmo(r)[0])
    assert np.isnan(bartlett(r, 40)[2])


def test_bartlett_of_uncorrelated_columns_is_zero():
    statistic, freedom, p = bartlett(np.eye(4), 50)
    assert statistic == pytest.approx(0.0)
    assert freedom == 6
    assert p == pytest.approx(1.0)


def test_bartlett_statistic_from_its_formula(x):
    r, _ = pearson(x)
    expected = -(40 - 1 - 15 / 6) * np.log(np.linalg.det(r))
    assert bartlett(r, 40)[0] == pytest.approx(expected)
