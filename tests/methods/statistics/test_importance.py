"""Main effects and the weights that would reach a stated importance."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.statistics.importance import linear_importance, weights_for_importance
from nqp_index.methods.statistics.main_effects import correlation_ratio, linear_effect, local_effect


@pytest.fixture
def covariance():
    root = np.random.default_rng(2).normal(size=(4, 4))
    return root @ root.T + np.eye(4)


def test_a_curved_effect_is_missed_by_r_squared_and_seen_by_the_local_fit():
    """S = a + 1.5 b² with a, b standard normal: the true share of b is 2.25·2 / (1 + 2.25·2) = .818;
    on uniform b in [-1, 1] and a of variance 1/3 it is .375."""
    rng = np.random.default_rng(5)
    n = 4000
    a, b = rng.uniform(-1, 1, n), rng.uniform(-1, 1, n)
    s = a + 1.5 * b**2
    assert linear_effect(b, s) < 0.01
    assert local_effect(b, s) == pytest.approx(0.375, abs=0.03)


def test_a_straight_effect_is_the_same_both_ways():
    rng = np.random.default_rng(1)
    z = rng.normal(size=300)
    s = 2 * z + rng.normal(size=300)
    assert local_effect(z, s) == pytest.approx(linear_effect(z, s), abs=0.05)


def test_the_index_itself_explains_all_of_itself():
    s = np.random.default_rng(0).normal(size=60)
    assert linear_effect(s, s) == pytest.approx(1.0)
    assert local_effect(s, s) == pytest.approx(1.0, abs=1e-6)


def test_a_part_with_two_values_is_looked_at_by_group_means():
    z = np.array([0.0, 0.0, 1.0, 1.0])
    s = np.array([1.0, 3.0, 5.0, 7.0])
    assert local_effect(z, s) == correlation_ratio(z, s) == pytest.approx(4 / 5)


def test_a_constant_part_has_no_effect_to_speak_of():
    assert np.isnan(linear_effect(np.ones(10), np.arange(10.0)))
    assert np.isnan(local_effect(np.ones(10), np.arange(10.0)))


def test_missing_rows_are_left_out_of_both():
    z, s = np.arange(8.0), np.arange(8.0) ** 2
    gap = np.append(z, np.nan), np.append(s, 3.0)
    assert linear_effect(*gap) == pytest.approx(linear_effect(z, s))


def test_uncorrelated_equal_parts_have_the_importance_of_their_squared_weights():
    w = np.array([0.6, 0.3, 0.1])
    np.testing.assert_allclose(linear_importance(np.eye(3), w), w**2 / (w**2).sum())


def test_importance_ignores_parts_without_variance(covariance):
    wide = np.zeros((5, 5))
    wide[:4, :4] = covariance
    found = linear_importance(wide, np.full(5, 0.2))
    assert found[4] == 0.0
    np.testing.assert_allclose(found[:4], linear_importance(covariance, np.full(4, 0.25)))


def test_weights_found_for_an_importance_that_can_be_reached_reach_it(covariance):
    truth = np.array([0.4, 0.3, 0.2, 0.1])
    target = linear_importance(covariance, truth)
    w, residual = weights_for_importance(covariance, target)
    assert residual < 1e-4
    np.testing.assert_allclose(linear_importance(covariance, w), target, atol=1e-4)


def test_weights_found_are_weights_even_where_the_importance_is_out_of_reach():
    """Two copies of one part cannot differ in importance."""
    covariance = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    w, residual = weights_for_importance(covariance, np.array([0.8, 0.1, 0.1]))
    assert residual > 0.2
    assert w.min() >= 0
    assert w.sum() == pytest.approx(1.0)
