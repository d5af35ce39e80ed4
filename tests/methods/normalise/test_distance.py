"""Distance to a reference and to a target, as COINr defines them."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError, UsageError
from nqp_index.methods.registry import method

DIST = method("normalise", "dist2ref")
X = np.array([[2.0, 8.0], [4.0, 2.0], [10.0, 5.0]])
COST = np.array([1.0, -1.0])


def coinr_dist2ref(x: np.ndarray, ref: float) -> np.ndarray:
    """COINr n_dist2ref: 1 - (x_ref - x)/(x_ref - x_min), of values already multiplied by their direction."""
    return 1 - (ref - x) / (ref - x.min())


def coinr_dist2targ(x: np.ndarray, target: float, direction: int) -> np.ndarray:
    """COINr n_dist2targ."""
    if direction > 0:
        return 1 - (target - x) / (target - x.min())
    return 1 - (x - target) / (x.max() - target)


@pytest.mark.parametrize("row", [1, 2])
def test_coinrs_distance_to_a_reference_region(row):
    place = np.arange(3) == row
    z = DIST(X, X, to="region", place=place, direction=COST)
    np.testing.assert_allclose(z[:, 0], coinr_dist2ref(X[:, 0], X[row, 0]))
    np.testing.assert_allclose(z[:, 1], coinr_dist2ref(-X[:, 1], -X[row, 1]))


@pytest.mark.parametrize("cap", [False, True])
def test_coinrs_distance_to_a_target_of_either_direction_and_its_cap(cap):
    z = DIST(X, X, to="values", values=(5.0, 4.0), direction=COST, cap=cap)
    expected = np.column_stack([coinr_dist2targ(X[:, 0], 5.0, 1), coinr_dist2targ(X[:, 1], 4.0, -1)])
    assert expected.max() > 1
    np.testing.assert_allclose(z, np.minimum(expected, 1.0) if cap else expected)


def test_distance_to_the_best_is_min_max():
    np.testing.assert_allclose(DIST(X, X, direction=COST), method("normalise", "minmax")(X * COST, X * COST, high=1.0))


def test_a_reference_no_better_than_the_worst_is_refused_by_column():
    with pytest.raises(DataError) as refused:
        DIST(X, X, to="region", place=np.arange(3) == 0)
    assert (refused.value.problems[0].code, dict(refused.value.problems[0].args)["columns"]) == ("E3046", (1,))
    with pytest.raises(DataError):
        DIST(X, X, to="values", values=(9.0,), direction=np.array([-1.0, -1.0]))


@pytest.mark.parametrize(("options", "code"), [({"to": "region"}, "E3044"), ({"to": "values"}, "E3017")])
def test_a_reference_that_is_not_named_is_refused(options, code):
    with pytest.raises(UsageError) as refused:
        DIST(X, X, **options)
    assert refused.value.problems[0].code == code
