"""Main effects and the weights that would reach a stated importance."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np
import pytest

from nqp_index.methods.statistics.importance import linear_importance, weights_for_importance
from nqp_index.methods.statistics.main_effects import BANDWIDTHS, correlation_ratio, linear_effect, local_effect


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


def test_the_bandwidth_is_that_of_the_least_leave_one_out_error_also_where_points_stand_alone():
    """Paruolo, Saisana and Saltelli (2013) choose the bandwidth by cross-validation. In few regions some point stands
    apart from all others by many bandwidths: what the others say of it is still a number, here found in 120 digits."""
    rng = np.random.default_rng(3)
    for _ in range(12):
        z = rng.lognormal(size=11)
        s = np.sin(3 * np.log(z)) + 0.1 * rng.normal(size=11)
        assert local_effect(z, s) == pytest.approx(_by_definition(z, s), rel=1e-8)


def _by_definition(z, s):
    """Var(fit) / Var(s) at the bandwidth with the least leave-one-out error, each fit on its own in long decimals."""
    z, s = [Decimal(float(x)) for x in z], [Decimal(float(x)) for x in s]
    found = []
    with localcontext() as context:
        context.prec = 120
        for share in BANDWIDTHS:
            h = Decimal(share) * (max(z) - min(z))
            out = sum((s[i] - _line(z, s, h, z[i], without=i)) ** 2 for i in range(len(z)))
            found.append((out, [float(_line(z, s, h, at)) for at in z]))
    return float(np.var(min(found)[1]) / np.var([float(x) for x in s]))


def _line(z, s, h, at, without=-1):
    points = [
        (x - at, y, (-(((x - at) / h) ** 2) / 2).exp())
        for j, (x, y) in enumerate(zip(z, s, strict=True))
        if j != without
    ]
    total, first, second = (
        sum(w for _, _, w in points),
        sum(w * d for d, _, w in points),
        sum(w * d * d for d, _, w in points),
    )
    level, product = sum(w * y for _, y, w in points), sum(w * d * y for d, y, w in points)
    return (level * second - product * first) / (total * second - first * first)


def test_the_index_itself_explains_all_of_itself():
    s = np.random.default_rng(0).normal(size=60)
    assert linear_effect(s, s) == pytest.approx(1.0)
    assert local_effect(s, s) == pytest.approx(1.0, abs=1e-6)


def test_a_part_with_two_values_is_looked_at_by_group_means():
    z = np.array([0.0, 0.0, 1.0, 1.0])
    s = np.array([1.0, 3.0, 5.0, 7.0])
    assert local_effect(z, s) == correlation_ratio(z, s) == pytest.approx(4 / 5)


def test_weights_that_reach_an_importance_are_found_where_parts_speak_against_each_other():
    """Paruolo, Saisana and Saltelli (2013): the target is the importance of known weights, so that it can be reached; a
    search from a few starts may end in another valley, in which no weights reach it."""
    for seed in range(30):
        rng = np.random.default_rng(seed)
        root = rng.normal(size=(3, 4))
        covariance, meant = root @ root.T, rng.dirichlet(np.ones(3))
        target = linear_importance(covariance, meant)
        found, residual = weights_for_importance(covariance, target)
        assert residual < 1e-6, seed
        np.testing.assert_allclose(linear_importance(covariance, found), target, atol=1e-6)


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
