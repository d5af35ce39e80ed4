"""Sobol estimators against functions whose shares are known exactly."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.statistics.variance_shares import shares, shares_with_intervals, sobol_design


def outputs(function, rows, factors, seed=1):
    design = sobol_design(rows, factors, seed)
    values = function(design.reshape(-1, factors)).reshape(factors + 2, rows)
    return values[0], values[1], values[2:]


def ishigami(u, a=7.0, b=0.1):
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(u, a=(0.0, 1.0, 4.5, 9.0)):
    return np.prod((np.abs(4 * u - 2) + np.array(a)) / (1 + np.array(a)), axis=1)


def test_ishigami_shares_of_the_handbook_literature():
    first, total = shares(*outputs(ishigami, 2**14, 3))
    np.testing.assert_allclose(first, [0.3139, 0.4424, 0.0], atol=0.005)
    np.testing.assert_allclose(total, [0.5576, 0.4424, 0.2437], atol=0.005)


def test_ishigami_variance_is_13_8446():
    found = shares_with_intervals(*outputs(ishigami, 2**14, 3), resamples=10)
    assert found.variance == pytest.approx(13.8446, abs=0.02)


def test_sobol_g_function_shares_from_its_closed_form():
    own = np.array([1 / 3 / (1 + a) ** 2 for a in (0.0, 1.0, 4.5, 9.0)])
    variance = np.prod(1 + own) - 1
    first, total = shares(*outputs(g_function, 2**13, 4))
    np.testing.assert_allclose(first, own / variance, atol=0.01)
    np.testing.assert_allclose(total, own * np.prod(1 + own) / (1 + own) / variance, atol=0.01)


def test_first_and_total_shares_of_a_sum_are_equal_and_sum_to_one():
    weights = np.array([1.0, 2.0, 3.0])
    first, total = shares(*outputs(lambda u: u @ weights, 2**12, 3))
    np.testing.assert_allclose(first, weights**2 / 14, atol=0.005)
    np.testing.assert_allclose(total, first, atol=0.005)


def test_a_factor_that_changes_nothing_has_exactly_no_share():
    first, total = shares(*outputs(lambda u: u[:, 0] ** 2, 256, 3))
    assert first[1:].tolist() == [0.0, 0.0]
    assert total[1:].tolist() == [0.0, 0.0]


def test_an_output_that_never_changes_has_no_shares_at_all():
    first, total = shares(*outputs(lambda u: np.full(len(u), 3.0), 64, 2))
    assert np.isnan(first).all()
    assert np.isnan(total).all()


def test_intervals_hold_the_estimates_and_narrow_with_the_rows():
    narrow, wide = (shares_with_intervals(*outputs(ishigami, n, 3), seed=4) for n in (2**12, 2**7))
    for found in (narrow, wide):
        assert (found.total_interval[0] <= found.total).all()
        assert (found.total <= found.total_interval[1]).all()
    assert (np.ptp(narrow.total_interval, axis=0) < np.ptp(wide.total_interval, axis=0)).all()


def test_one_failed_run_costs_one_row_and_not_the_shares():
    f_a, f_b, f_ab = outputs(ishigami, 2**12, 3)
    f_ab = f_ab.copy()
    f_ab[1, 7] = np.nan
    found = shares_with_intervals(f_a, f_b, f_ab, resamples=20)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.02)


def test_equal_seeds_give_equal_designs_and_other_seeds_others():
    np.testing.assert_array_equal(sobol_design(64, 3, 5), sobol_design(64, 3, 5))
    assert not np.array_equal(sobol_design(64, 3, 5), sobol_design(64, 3, 6))


def test_a_design_lies_in_the_unit_cube_and_mixes_one_column_at_a_time():
    design = sobol_design(128, 3, 0)
    assert design.min() >= 0.0
    assert design.max() < 1.0
    np.testing.assert_array_equal(design[3][:, 1], design[1][:, 1])
    np.testing.assert_array_equal(design[3][:, [0, 2]], design[0][:, [0, 2]])
