"""Goalposts: declared bounds, direction, clipping and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

GOALPOST = method("normalise", "goalpost")
X = np.array([[0.0, 10.0], [5.0, 20.0], [30.0, 40.0]])
BOUNDS = np.array([[0.0, 20.0], [10.0, 30.0]])


def test_bounds_score_low_and_high_whatever_the_data_hold():
    np.testing.assert_allclose(GOALPOST(X, X[:1], goalposts=BOUNDS), [[0, 0], [25, 50], [100, 100]])


def test_where_small_is_good_the_lower_bound_scores_best():
    z = GOALPOST(X, X, goalposts=BOUNDS, direction=np.array([1, -1]))
    np.testing.assert_allclose(z[:, 1], [100, 50, 0])


def test_values_outside_may_go_on_beyond_the_bounds():
    np.testing.assert_allclose(GOALPOST(X, X, goalposts=BOUNDS, clip=False)[2], [150, 150])


def test_a_column_without_bounds_is_refused_by_place():
    with pytest.raises(DataError, match="column 2"):
        GOALPOST(X, X, goalposts=np.array([[0.0, 20.0], [np.nan, np.nan]]))
    with pytest.raises(DataError, match="column 1, 2"):
        GOALPOST(X, X)


def test_a_column_without_bounds_may_take_the_datas_own():
    z = GOALPOST(X, X, goalposts=np.array([[0.0, 20.0], [np.nan, np.nan]]), without="data")
    np.testing.assert_allclose(z[:, 1], [0, 100 / 3, 100])


def test_bounds_in_the_wrong_order_are_refused():
    with pytest.raises(DataError, match="not below"):
        GOALPOST(X, X, goalposts=np.array([[0.0, 20.0], [30.0, 10.0]]))
