"""Grey relational analysis: worked numbers and the two kinds of extremes."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.registry import method

GRA = method("aggregate", "gra")
Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
W3 = np.array([0.5, 0.3, 0.2])


def test_worked_numbers():
    np.testing.assert_allclose(GRA(Z5, W3), [0.4821, 0.4952, 0.3992, 0.9111, 0.4673], atol=5e-5)


def test_extremes_of_the_whole_table_and_of_each_column_agree_when_all_columns_span_the_same():
    np.testing.assert_allclose(GRA(Z5, W3, extremes="column"), GRA(Z5, W3), rtol=1e-12)


def test_extremes_of_the_whole_table_and_of_each_column_differ_once_spans_differ():
    z = Z5 * np.array([1.0, 0.2, 1.0])
    assert np.abs(GRA(z, W3, extremes="column") - GRA(z, W3)).max() > 0.01


def test_the_best_of_everything_has_degree_one():
    np.testing.assert_allclose(GRA(np.vstack([Z5, np.ones(3)]), W3)[-1], 1.0)


def test_a_small_rho_separates_more():
    assert np.ptp(GRA(Z5, W3, rho=0.1)) > np.ptp(GRA(Z5, W3, rho=0.9))


def test_better_than_the_reference_counts_as_reaching_it():
    np.testing.assert_allclose(GRA(np.full((1, 3), 5.0), W3, ref=Z5), [1.0])


def test_equal_rows_have_no_degree():
    assert np.isnan(GRA(np.ones((3, 2)), np.array([0.5, 0.5]))).all()
    assert np.isnan(GRA(np.ones((3, 2)), np.array([0.5, 0.5]), extremes="column")).all()
