"""Benefit of the doubt: frontier, bounds on shares, zeros, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError, UsageError
from nqp_index.methods.programmes import maximised
from nqp_index.methods.registry import method

BOD = method("aggregate", "bod")
HALF = np.array([0.5, 0.5])
Y = np.array([[1.0, 4.0], [4.0, 1.0], [3.0, 3.0], [2.0, 2.0], [1.0, 1.0]])


def test_undominated_rows_reach_one_and_others_their_distance_to_the_frontier():
    np.testing.assert_allclose(BOD(Y, HALF), [1, 1, 1, 2 / 3, 1 / 3], rtol=1e-9)


def test_own_weights_reproduce_the_score_and_lift_nobody_above_one():
    own = BOD.extras(Y, HALF)["own_weights"]
    np.testing.assert_allclose((own * Y).sum(axis=1), BOD(Y, HALF), rtol=1e-9)
    assert (own @ Y.T <= 1 + 1e-9).all()


def test_shares_of_the_score_stay_within_their_bounds():
    options = {"low_share": 0.3, "high_share": 0.7}
    own = BOD.extras(Y, HALF, **options)["own_weights"]
    share = own * Y / BOD(Y, HALF, **options)[:, None]
    assert (share >= 0.3 - 1e-9).all()
    assert (share <= 0.7 + 1e-9).all()


def test_shares_of_the_weights_stay_within_their_bounds():
    own = BOD.extras(Y, HALF, low_share=0.3, high_share=0.7, of="weights")["own_weights"]
    share = own / own.sum(axis=1, keepdims=True)
    assert (share >= 0.3 - 1e-9).all()
    assert (share <= 0.7 + 1e-9).all()


def test_bounds_around_the_declared_weights_follow_them():
    w = np.array([0.8, 0.2])
    own = BOD.extras(Y, w, around=0.25)["own_weights"]
    share = own * Y / BOD(Y, w, around=0.25)[:, None]
    assert (np.abs(share[:, 0] - 0.8) <= 0.2 + 1e-9).all()
    np.testing.assert_allclose(BOD(Y, w, around=0.0)[3], BOD(Y, w, around=0.0)[2] * 2 / 3, rtol=1e-9)


def test_tighter_bounds_never_raise_a_score():
    assert (BOD(Y, HALF, low_share=0.4, high_share=0.6) <= BOD(Y, HALF) + 1e-9).all()


def test_zeros_have_one_answer_each():
    y = np.array([[0.0, 0.0, 0.0], [2.0, 0.0, 0.0], [0.0, 4.0, 0.0]])
    w = np.full(3, 1 / 3)
    np.testing.assert_allclose(BOD(y, w), [0, 1, 1], rtol=1e-9)
    np.testing.assert_allclose(BOD(y, w, low_share=0.1), [0, 0, 0], atol=1e-12)


def test_rows_on_the_frontier_share_the_first_place_whatever_a_solver_leaves_of_rounding():
    y = 1 + 99 * np.random.default_rng(1).random((155, 45))
    scores = BOD(y, np.full(45, 1 / 45))
    assert (scores <= 1).all()
    assert (scores == 1).sum() > 100
    assert not ((scores > 1 - 1e-9) & (scores < 1)).any()


def test_ordinary_tables_need_no_general_solver(monkeypatch):
    """A panel of 31 regions and seven years is one set of small programmes, not 217 calls of a solver."""
    import scipy.optimize

    monkeypatch.setattr(scipy.optimize, "linprog", None)
    y = 1 + 99 * np.random.default_rng(2).random((217, 12))
    w = np.full(12, 1 / 12)
    for options in ({}, {"around": 0.5}, {"around": 0.5, "of": "weights"}, {"low_share": 0.02, "high_share": 0.3}):
        assert np.isfinite(BOD(y, w, **options)).all()


def test_what_cannot_be_proved_goes_to_the_general_solver(monkeypatch):
    from dataclasses import replace

    from nqp_index.methods import frontier

    def unproved(a, b, c):
        found = maximised(a, b, c)
        return replace(found, x=np.full_like(found.x, np.nan), proved=np.zeros(len(a), dtype=bool))

    expected = BOD(Y, HALF, low_share=0.3, high_share=0.7)
    monkeypatch.setattr(frontier, "maximised", unproved)
    np.testing.assert_allclose(BOD(Y, HALF, low_share=0.3, high_share=0.7), expected, rtol=1e-9)


def test_impossible_bounds_and_negative_scores_are_refused():
    with pytest.raises(UsageError, match="cannot sum to 1"):
        BOD(Y, HALF, low_share=0.6)
    with pytest.raises(UsageError, match="cannot sum to 1"):
        BOD(Y, HALF, high_share=0.4)
    with pytest.raises(DataError, match="column 2"):
        BOD(np.array([[1.0, -1.0], [2.0, 2.0]]), HALF)


def test_rows_outside_the_reference_set_may_exceed_one():
    np.testing.assert_allclose(BOD(np.array([[6.0, 6.0]]), HALF, ref=Y), [2.0], rtol=1e-9)


def test_many_sets_of_weights_with_one_child_at_zero_equal_each_alone():
    rng = np.random.default_rng(2)
    z, w = rng.uniform(1, 9, (6, 4)), rng.uniform(0.1, 1, (5, 4))
    w[:, 2] = 0.0
    z[1, 2] = np.nan
    together = BOD(z, w)
    np.testing.assert_allclose(together, [BOD(z, one) for one in w], rtol=1e-9)
    w[3, 2] = 0.5
    np.testing.assert_allclose(BOD(z, w), [BOD(z, one) for one in w], rtol=1e-9)
