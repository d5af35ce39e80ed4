"""Array rules that methods share: completeness, quantiles and places."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.kernels import column_median, column_quantile, complete_rows, failing, has_gaps, places


@pytest.mark.parametrize("q", [0.0, 0.1, 0.5, 0.77, 1.0])
def test_quantiles_are_of_type_seven_and_ignore_gaps(q):
    x = np.random.default_rng(1).normal(0, 1, (2, 9, 3))
    x[0, 4, 1] = np.nan
    np.testing.assert_allclose(column_quantile(x, q), np.nanquantile(x, q, axis=-2, keepdims=True), rtol=1e-12)


def test_an_empty_column_has_no_median():
    assert np.isnan(column_median(np.full((3, 1), np.nan))).all()


def test_places_count_what_lies_below_and_what_is_equal():
    below, equal = places(np.array([[1.0], [2.0], [9.0], [np.nan]]), np.array([[1.0], [2.0], [2.0], [np.nan]]))
    np.testing.assert_array_equal(below.ravel(), [0, 1, 3, np.nan])
    np.testing.assert_array_equal(equal.ravel(), [1, 2, 0, np.nan])


def test_incomplete_rows_are_emptied_from_what_others_are_compared_with():
    z = np.array([[1.0, 2.0], [np.nan, 99.0]])
    shown, ref, whole = complete_rows(z, np.array([0.5, 0.5]))
    np.testing.assert_array_equal(whole, [True, False])
    assert np.isnan(ref[1]).all()
    assert not np.isnan(shown).any()


def test_a_gap_in_a_child_without_weight_is_no_gap():
    z = np.array([[1.0, np.nan], [2.0, 3.0]])
    _, ref, whole = complete_rows(z, np.array([1.0, 0.0]))
    assert whole.all()
    assert not np.isnan(ref).any()
    _, _, whole = complete_rows(z[None], np.array([[1.0, 0.0], [0.5, 0.5]]))
    np.testing.assert_array_equal(whole, [[True, True], [False, True]])


def test_failing_columns_are_named_by_place_from_one():
    assert failing(np.array([[[False, True, False]], [[False, False, True]]])) == (2, 3)


@pytest.mark.parametrize(
    ("values", "there"),
    [
        ([1.0, np.inf, -np.inf], False),
        ([[1.0, np.nan]], True),
        (np.empty((0, 3)), False),
        (np.ones((6, 6))[::2, ::3], False),
    ],
)
def test_a_gap_is_nan_and_nothing_else(values, there):
    assert has_gaps(np.asarray(values)) is there
