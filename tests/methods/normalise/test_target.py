"""Targets and ranges: distance, closeness, and columns that tell nothing."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.normalise.target import closeness, distance_to_target
from nqp_index.methods.registry import method

TARGET, INTERVAL = method("normalise", "target"), method("normalise", "interval")
X = np.array([[0.0], [4.0], [5.0], [6.0], [16.0]])


def test_distance_is_zero_inside_and_grows_on_both_sides():
    d = distance_to_target(X, np.array([4.0]), np.array([6.0]))
    np.testing.assert_array_equal(d.ravel(), [4, 0, 0, 0, 10])


def test_distance_of_gaps_and_of_columns_without_a_target_is_missing():
    assert np.isnan(distance_to_target(np.array([[np.nan]]), np.array([4.0]), np.array([6.0]))).all()
    assert np.isnan(distance_to_target(X, np.array([np.nan]), np.array([np.nan]))).all()


def test_closeness_is_one_inside_and_zero_at_the_farthest_reference_value():
    np.testing.assert_allclose(closeness(X, X, np.array([4.0]), np.array([6.0])).ravel(), [0.6, 1, 1, 1, 0])


def test_chinese_textbook_formulas_of_moderate_and_interval_indicators():
    """1 - |x - x0| / max |x - x0|, and 1 - max(a - x, x - b) / max(a - min, max - b) outside a..b."""
    x = X.ravel()
    np.testing.assert_allclose(TARGET(X, X, at=5.0, high=1.0).ravel(), 1 - np.abs(x - 5) / np.abs(x - 5).max())
    outside = np.maximum(np.maximum(4 - x, x - 6), 0) / max(4 - x.min(), x.max() - 6)
    np.testing.assert_allclose(INTERVAL(X, X, start=4.0, end=6.0, high=1.0).ravel(), 1 - outside)


def test_a_range_that_holds_every_value_tells_nothing():
    assert np.isnan(INTERVAL(X, X, start=-1.0, end=20.0)).all()


def test_direction_does_not_matter_to_a_target():
    turned = TARGET(X, X, at=5.0, direction=np.array([-1]))
    np.testing.assert_array_equal(turned, TARGET(X, X, at=5.0, direction=np.array([1])))


def test_a_range_in_the_wrong_order_is_refused():
    with pytest.raises(UsageError, match="start"):
        INTERVAL(X, X, start=6.0, end=4.0)
