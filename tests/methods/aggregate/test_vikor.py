"""VIKOR: worked numbers, conditions C1 and C2 and the compromise set."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import ranks
from nqp_index.methods.registry import method

VIKOR = method("aggregate", "vikor")
Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
W3 = np.array([0.5, 0.3, 0.2])


def test_worked_numbers():
    np.testing.assert_allclose(VIKOR(Z5, W3), [0.9783, 0.8753, 0.8214, 0, 0.7650], atol=5e-5)


def test_low_is_good_and_the_registry_says_so():
    assert VIKOR.better == "low"
    assert ranks(VIKOR(Z5, W3), high_is_good=False)[3] == 1


def test_v_of_one_ranks_by_utility_and_of_zero_by_regret():
    extra = VIKOR.extras(Z5, W3)
    np.testing.assert_array_equal(np.argsort(VIKOR(Z5, W3, v=1.0)), np.argsort(extra["S"]))
    np.testing.assert_array_equal(np.argsort(VIKOR(Z5, W3, v=0.0)), np.argsort(extra["R"]))


def test_a_clear_winner_meets_both_conditions_and_stands_alone():
    extra = VIKOR.extras(Z5, W3)
    assert extra["acceptable_advantage"]
    assert extra["acceptable_stability"]
    np.testing.assert_array_equal(extra["compromise"], [False, False, False, True, False])


def test_without_advantage_everybody_within_the_threshold_is_a_compromise():
    z = np.array([[1.0, 0.99], [0.99, 1.0], [0.98, 0.98], [0.0, 0.0]])
    extra = VIKOR.extras(z, np.array([0.5, 0.5]))
    assert not extra["acceptable_advantage"]
    q = extra["Q"]
    np.testing.assert_array_equal(extra["compromise"], q - q.min() < 1 / 3)


def test_without_stability_the_first_two_are_the_compromise():
    found = _unstable()
    extra = VIKOR.extras(*found)
    assert extra["acceptable_advantage"]
    assert not extra["acceptable_stability"]
    np.testing.assert_array_equal(np.flatnonzero(extra["compromise"]), np.sort(np.argsort(extra["Q"])[:2]))


def _unstable() -> tuple[np.ndarray, np.ndarray]:
    """A table whose first by Q is first neither by S nor by R: second in both, and far ahead of the rest."""
    random = np.random.default_rng(3)
    for _ in range(20000):
        z, w = random.uniform(0, 1, (8, 4)), random.dirichlet(np.ones(4))
        extra = VIKOR.extras(z, w)
        if extra["acceptable_advantage"] and not extra["acceptable_stability"]:
            return z, w
    raise AssertionError("no such table found")


def test_equal_utilities_or_regrets_leave_only_the_other_half():
    z = np.array([[1.0, 0.0], [0.0, 1.0]])
    np.testing.assert_array_equal(VIKOR(z, np.array([0.5, 0.5])), [0.0, 0.0])


def test_conditions_are_given_for_every_draw_of_weights():
    extra = VIKOR.extras(Z5[None], np.array([W3, [0.2, 0.3, 0.5]]))
    assert extra["acceptable_advantage"].shape == (2,)
    assert extra["compromise"].shape == (2, 5)


def test_a_set_without_any_complete_row_has_no_compromise_and_raises_no_warning():
    both = np.stack([np.where([[True, False, False]], np.nan, Z5), Z5])
    with np.errstate(all="raise"):
        extra = VIKOR.extras(both, W3)
    assert extra["acceptable_advantage"].tolist() == [False, True]
    assert not extra["compromise"][0].any()
    np.testing.assert_array_equal(extra["compromise"][1], VIKOR.extras(Z5, W3)["compromise"])
