"""Copeland and Borda: worked numbers, ties, gaps and the largest set."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.registry import method

COPELAND, BORDA = method("aggregate", "copeland"), method("aggregate", "borda")
Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
W3 = np.array([0.5, 0.3, 0.2])


def test_worked_numbers():
    np.testing.assert_array_equal(COPELAND(Z5, W3), [-3, -2, 0, 4, 1])


def test_the_margin_form_counts_how_large_a_majority_is():
    z = np.array([[1.0, 0.0], [0.0, 1.0]])
    np.testing.assert_allclose(COPELAND(z, np.array([0.7, 0.3]), form="margin"), [0.4, -0.4])
    np.testing.assert_array_equal(COPELAND(z, np.array([0.7, 0.3])), [1, -1])


def test_exactly_half_the_weight_is_no_majority_despite_float_noise():
    z = np.array([[1.0, 0, 1, 0, 1, 0, 1, 0, 1, 0], [0.0, 1, 0, 1, 0, 1, 0, 1, 0, 1]])
    np.testing.assert_array_equal(COPELAND(z, np.full(10, 0.1)), [0, 0])


def test_pairs_are_compared_on_what_both_have_whatever_the_order_of_rows():
    z = np.array([[3.0, np.nan, 2.0], [2.0, 5.0, np.nan], [1.0, 6.0, 3.0]])
    w = np.array([0.5, 0.3, 0.2])
    found = COPELAND(z, w)
    matrix = COPELAND.extras(z, w)["outranking"]
    off = ~np.eye(3, dtype=bool)
    np.testing.assert_allclose((matrix + matrix.T)[off], 1.0)
    assert matrix[0, 2] == pytest.approx(0.5 / 0.7)
    np.testing.assert_array_equal(COPELAND(z[::-1], w)[::-1], found)


def test_borda_points_share_ties():
    z = np.array([[3.0], [3.0], [1.0], [0.0]])
    np.testing.assert_allclose(BORDA(z, np.array([1.0])), [2.5, 2.5, 1, 0])


def test_borda_points_are_the_row_sums_of_the_outranking_matrix():
    np.testing.assert_allclose(BORDA(Z5, W3), COPELAND.extras(Z5, W3)["outranking"].sum(axis=1), rtol=1e-12)


def test_sums_are_the_row_sums_of_the_outranking_matrix_as_in_coinr() -> None:
    """Becker et al., COINr a_copeland: rowSums(outrankMatrix), the diagonal 0; ranks as by margins."""
    z, w = np.array([[3.0, 1.0, 2.0], [2.0, 2.0, 2.0], [1.0, 3.0, 0.0]]), np.array([0.5, 0.3, 0.2])
    copeland = method("aggregate", "copeland")
    expected = [(0.5 + 0.1) + 0.7, (0.3 + 0.1) + (0.5 + 0.2), 0.3 + 0.3]
    np.testing.assert_allclose(copeland(z, w, form="sums"), expected, rtol=1e-12)
    np.testing.assert_allclose(copeland(z, w, form="margin"), 2 * np.array(expected) - 2, atol=1e-12)
    z[0] = np.nan
    assert np.isnan(copeland(z, w, form="sums")[0])
    np.testing.assert_allclose(copeland(z, w, form="sums")[1:], [0.7, 0.3], rtol=1e-12)
