"""Ranks over draws: agreement with the nominal ranks, shares, intervals, groups."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from nqp_index.methods import kernels
from nqp_index.methods.statistics.rank_draws import (
    acceptability,
    ahead_share,
    batch_error,
    compared,
    draw_ranks,
    groups_by_interval,
    groups_of_equals,
    mean_shift,
    rank_counts,
    rank_quantile,
)  # fmt: skip

scores = nps.arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(2, 9)),
                    elements=st.sampled_from([0.0, 1.0, 2.5, 2.5 + 1e-15, 40.0, np.nan]))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(scores)
def test_draw_ranks_are_the_nominal_ranks_row_by_row(s):
    expected = np.nan_to_num(kernels.ranks(s), nan=0.0)
    np.testing.assert_array_equal(draw_ranks(s), expected)


def test_ranks_of_very_many_regions_agree_with_the_pairwise_ones():
    rng = np.random.default_rng(3)
    s = np.round(rng.random((20, 500)), 2)
    s[3, 7] = np.nan
    expected = np.nan_to_num(kernels.ranks(s), nan=0.0)
    np.testing.assert_array_equal(draw_ranks(s), expected)


def test_ranks_do_not_depend_on_how_many_draws_are_ranked_together():
    s = np.random.default_rng(1).random((5000, 31))
    np.testing.assert_array_equal(draw_ranks(s)[4321:4322], draw_ranks(s[4321:4322]))


def test_every_win_of_many_draws_is_counted():
    s = np.tile([3.0, 2.0, 1.0], (5001, 1))
    s[17] = [1.0, 2.0, 3.0]
    found, wins = compared(s)
    np.testing.assert_array_equal(wins, [[0, 5000, 5000], [1, 0, 5000], [1, 1, 0]])
    np.testing.assert_array_equal(found[17], [3, 2, 1])


#: Scores that single precision cannot tell apart, or tells apart though they are ties; and sizes that it cannot hold.
CLOSE = [1.0, 1.0 + 2**-24 - 1e-16, 1.0 + 2**-24 + 1e-16, 1.0 + 2**-22, 1.0 + 1e-9, 1.0 + 1e-13, -1.0, 1e-9, 0.0]
SIZES = [1.0, 1e-40, 1e-300, 1e38, 1e300, 4e37]


@settings(max_examples=200, deadline=None)
@given(
    nps.arrays(np.float64, st.tuples(st.integers(1, 40), st.integers(2, 9)), elements=st.sampled_from([*CLOSE, 7.0])),
    st.sampled_from(SIZES),
)
def test_scores_that_single_precision_cannot_tell_apart_are_compared_in_full(s, size):
    s = s * size
    apart = s[:, :, None] > s[:, None, :] + kernels.TIE * np.abs(s).max(axis=1)[:, None, None]
    found, wins = compared(s)
    np.testing.assert_array_equal(found, 1 + apart.sum(axis=1))
    np.testing.assert_array_equal(wins, apart.sum(axis=0))


def test_a_few_close_draws_among_many_are_compared_in_full():
    rng = np.random.default_rng(5)
    s = rng.random((4000, 31))
    s[100:140, 3] = s[100:140, 4] + 1e-9
    s[200:220, 5] = s[200:220, 6]
    found, wins = compared(s)
    expected = kernels.ranks(s)
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(wins, (expected[:, :, None] < expected[:, None, :]).sum(axis=0))


def test_acceptability_is_exact_for_two_indicators_and_uniform_weights():
    """Regions (1, 0), (.6, .6), (0, 1) under w ~ U(0, 1): the middle one leads on .4 < w < .6."""
    w = (np.arange(100_000) + 0.5) / 100_000
    s = np.stack([w, np.full_like(w, 0.6), 1 - w], axis=1)
    share = acceptability(rank_counts(draw_ranks(s)))
    np.testing.assert_allclose(share, [[0.4, 0.1, 0.5], [0.2, 0.8, 0.0], [0.4, 0.1, 0.5]], atol=1e-4)


def test_acceptability_rows_sum_to_one_and_columns_too_without_ties():
    share = acceptability(rank_counts(draw_ranks(np.random.default_rng(0).random((400, 7)))))
    np.testing.assert_allclose(share.sum(axis=1), 1.0)
    np.testing.assert_allclose(share.sum(axis=0), 1.0)


def test_interval_ends_are_ranks_that_occurred():
    ranks = np.array([[1], [1], [1], [4], [9]] * 20)
    counts = np.zeros((1, 11), dtype=np.int64)
    for r in ranks[:, 0]:
        counts[0, r] += 1
    assert [rank_quantile(counts, p)[0] for p in (0.05, 0.5, 0.95)] == [1.0, 1.0, 9.0]


def test_with_fewer_than_twenty_draws_the_interval_is_minimum_to_maximum():
    counts = np.array([[0, 1, 5, 6, 7]])
    assert rank_quantile(counts, 0.05)[0] == 1.0
    assert rank_quantile(counts, 0.95)[0] == 4.0


def test_a_region_that_never_had_a_rank_has_no_interval():
    counts = np.array([[12, 0, 0]])
    assert np.isnan(rank_quantile(counts, 0.5)[0])
    assert np.isnan(acceptability(counts)).all()


def test_being_ahead_and_being_behind_sum_to_one_with_ties_half():
    s = np.array([[3.0, 2.0, 2.0], [1.0, 2.0, 2.0]])
    _, wins = compared(s)
    share = ahead_share(wins, np.full((3, 3), 2))
    assert share[0, 1] == 0.5
    assert share[1, 2] == 0.5
    off = ~np.eye(3, dtype=bool)
    np.testing.assert_allclose((share + share.T)[off], 1.0)


def test_a_new_group_opens_where_its_leader_is_surely_ahead():
    nominal = np.array([1.0, 2.0, 3.0, 4.0, np.nan])
    ahead = np.full((5, 5), 0.6)
    ahead[0, 2] = ahead[0, 3] = 0.97
    found = groups_of_equals(nominal, ahead, separable_at=0.95)
    np.testing.assert_array_equal(found, [1, 1, 2, 2, np.nan])


def test_groups_by_interval_open_where_intervals_part():
    found = groups_by_interval(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 3.0]))
    np.testing.assert_array_equal(found, [1, 1, 2])


def test_mean_shift_counts_places_over_regions_ranked_in_both():
    ranks = np.array([[1, 2, 3], [3, 2, 1], [0, 1, 2]])
    np.testing.assert_allclose(mean_shift(ranks, np.array([1, 2, 3])), [0.0, 4 / 3, 1.0])


def test_the_error_of_a_mean_from_batches_is_near_its_theory():
    x = np.random.default_rng(0).normal(size=(10, 1000))
    assert float(batch_error(list(x.mean(axis=1, keepdims=True)))[0]) == pytest.approx(0.01, rel=0.5)
