"""Ranks as scores: ties, the conventions of other programs, and values the reference set does not hold."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from nqp_index.methods.registry import method

RANK, PERCENTILE, BORDA, RAW = (method("normalise", n) for n in ("rank", "percentile_rank", "borda", "rank_raw"))
X = np.array([[0.5], [0.9], [0.9], [0.1]])


def test_average_ranks_from_the_worst_to_the_best():
    np.testing.assert_allclose(RANK(X, X, high=1.0).ravel(), [1 / 3, 5 / 6, 5 / 6, 0])
    np.testing.assert_allclose(RANK(X, X, high=1.0, ties="lowest").ravel(), [1 / 3, 2 / 3, 2 / 3, 0])


def test_ranks_equal_scipy():
    x = np.random.default_rng(0).integers(0, 6, (20, 3)).astype(float)
    np.testing.assert_array_equal(RAW(x, x), rankdata(x, method="min", axis=0))
    np.testing.assert_allclose(RANK(x, x, high=19.0), rankdata(x, method="average", axis=0) - 1)


def test_coinrs_percentile_and_borda_conventions():
    np.testing.assert_allclose(PERCENTILE(X, X, high=1.0).ravel(), [1 / 3, 2 / 3, 2 / 3, 0])
    np.testing.assert_array_equal(BORDA(X, X).ravel(), [1, 2, 2, 0])


def test_gaps_take_no_rank():
    x = np.array([[1.0], [np.nan], [2.0], [3.0]])
    np.testing.assert_array_equal(RANK(x, x, high=1.0).ravel(), [0, np.nan, 0.5, 1])


def test_values_the_reference_set_does_not_hold_take_the_place_of_the_next_larger_one():
    ref = np.array([[10.0], [20.0], [30.0]])
    new = np.array([[5.0], [10.0], [15.0], [30.0], [99.0]])
    np.testing.assert_array_equal(RANK(new, ref, high=1.0).ravel(), [0, 0, 0.5, 1, 1])
