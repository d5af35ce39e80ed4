"""Benefit of the doubt weights: no region does better by other weights, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.frontier import best_weights, most_even, undominated
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


@pytest.mark.parametrize("bounds", [{}, {"low": 0.0, "high": 5.0}, {"low": 0.2, "high": 3.0}])
def test_the_order_of_columns_never_matters_though_many_values_are_tied(bounds: dict[str, float]) -> None:
    rng = np.random.default_rng(46)
    x = np.round(2 * rng.lognormal(0, 0.6, (46, 5)))
    z = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    order = np.array([3, 0, 4, 1, 2])
    assert bod(z[:, order], np.ones(5), **bounds) == pytest.approx(bod(z, np.ones(5), **bounds)[order], abs=1e-9)


def test_even_weights_are_as_good_as_the_best_and_no_part_is_out_of_bounds() -> None:
    y = 0.01 + 0.99 * np.round(np.random.default_rng(8).random((30, 4)), 1)
    low, high = np.full(4, 0.05), np.full(4, 0.6)
    front = undominated(y)
    best = best_weights(y, front, low, high)
    even = most_even(y, best, front, high)
    total = (even * y).sum(axis=1)
    assert total == pytest.approx((best * y).sum(axis=1), rel=1e-7)
    assert (even @ front.T).max() <= 1 + 1e-7
    part = even * y / total[:, None]
    assert part.min() >= 0.05 - 1e-7
    assert part.max() <= 0.6 + 1e-7
    assert (part.min(axis=1) >= (best * y / total[:, None]).min(axis=1) - 1e-7).all()


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
