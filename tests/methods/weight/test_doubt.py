"""Benefit of the doubt weights: no region does better by other weights, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.weight.doubt import bod

Z = np.random.default_rng(6).uniform(size=(12, 3))
ONES = np.ones(3)


def test_tight_bounds_leave_each_region_equal_shares() -> None:
    """With low = high = 1 every share is 1/k, so a region's weights go as 1/y."""
    y = 0.01 + 0.99 * Z
    own = 1 / y
    assert bod(Z, ONES, low=1.0, high=1.0) == pytest.approx((own / own.sum(axis=1, keepdims=True)).mean(axis=0))


def test_a_region_ahead_in_everything_keeps_even_shares_under_free_bounds() -> None:
    """Any weights are best for it; the most even shares count, so the answer does not depend on the solver."""
    z = np.array([[1.0, 1.0], [1.0, 1.0]]) * [[1.0], [0.5]]
    assert bod(z, np.ones(2), low=0.0, high=2.0) == pytest.approx([0.5, 0.5])


def test_a_constant_column_weighs_nothing_and_leaves_the_others_alone() -> None:
    w = bod(np.column_stack([np.full(12, 0.7), Z]), np.ones(4))
    assert w[0] == 0.0
    assert w[1:] == pytest.approx(bod(Z, ONES))


def test_a_gap_is_refused_by_column() -> None:
    z = Z.copy()
    z[5, 2] = np.nan
    with pytest.raises(DataError) as refused:
        bod(z, ONES)
    assert dict(refused.value.problems[0].args)["columns"] == (3,)
