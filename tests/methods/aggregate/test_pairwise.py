"""The outranking matrix that pairwise rankings share."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.aggregate.pairwise import outranking


def test_shares_of_a_pair_add_up_to_one_and_the_diagonal_is_empty():
    z = np.random.default_rng(2).integers(0, 3, (2, 6, 4)).astype(float)
    o = outranking(z, np.array([0.4, 0.3, 0.2, 0.1]))
    both = o + np.swapaxes(o, -1, -2)
    np.testing.assert_allclose(both[:, ~np.eye(6, dtype=bool)], 1.0)
    assert (np.diagonal(o, axis1=-2, axis2=-1) == 0).all()


def test_a_pair_without_a_common_child_has_no_share():
    o = outranking(np.array([[1.0, np.nan], [np.nan, 1.0]]), np.array([0.5, 0.5]))
    assert np.isnan(o[0, 1])
    assert np.isnan(o[1, 0])
