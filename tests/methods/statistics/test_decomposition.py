"""Splits of score differences: their parts sum to the whole, whatever the mean."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.statistics.decomposition import quasi_linear_slopes, shapley_parts

W = np.array([0.5, 0.3, 0.2])
A, B = np.array([80.0, 20.0, 60.0]), np.array([50.0, 20.0, 90.0])


def power_mean(z, q):
    return np.exp((W * np.log(z)).sum(-1)) if q == 0 else (W * z**q).sum(-1) ** (1 / q)


@pytest.mark.parametrize("q", [1.0, 0.0, -1.0, 0.5, 2.0])
def test_the_parts_of_a_power_mean_sum_to_the_difference(q):
    parts = quasi_linear_slopes(A, B, W, q=q) * (A - B)
    assert parts.sum() == pytest.approx(power_mean(A, q) - power_mean(B, q), rel=1e-12)


def test_the_slopes_of_the_arithmetic_mean_are_its_weights():
    np.testing.assert_array_equal(quasi_linear_slopes(A, B, W, q=1.0), W)


def test_the_parts_of_a_geometric_mean_are_log_ratios_times_the_log_mean():
    """Log-mean Divisia: L(F_a, F_b) w_j ln(a_j / b_j)."""
    whole = [power_mean(A, 0), power_mean(B, 0)]
    log_mean = (whole[0] - whole[1]) / np.log(whole[0] / whole[1])
    parts = quasi_linear_slopes(A, B, W, q=0.0) * (A - B)
    np.testing.assert_allclose(parts, log_mean * W * np.log(A / B), rtol=1e-12)


def test_two_equal_rows_have_slopes_and_no_parts():
    slopes = quasi_linear_slopes(A, A, W, q=0.0)
    np.testing.assert_allclose(slopes, W * power_mean(A, 0) / A)


def test_shapley_parts_of_a_weighted_sum_are_its_terms():
    np.testing.assert_allclose(shapley_parts(A, B, lambda rows: rows @ W), W * (A - B), atol=1e-12)


def test_shapley_parts_of_a_product_share_the_interaction_equally():
    parts = shapley_parts(np.array([3.0, 5.0]), np.array([1.0, 1.0]), lambda rows: rows.prod(axis=1))
    np.testing.assert_allclose(parts, [6.0, 8.0])


@pytest.mark.parametrize("k", [3, 10, 25])
def test_parts_sum_to_the_difference_for_any_function_and_number_of_parts(k):
    rng = np.random.default_rng(k)
    a, b = rng.random(k), rng.random(k)

    def score(rows):
        return rows.min(axis=1) + rows.max(axis=1) * rows.mean(axis=1)

    expected = score(a[None])[0] - score(b[None])[0]
    assert shapley_parts(a, b, score).sum() == pytest.approx(expected, abs=1e-12)


def test_a_part_that_does_not_differ_has_no_part():
    parts = shapley_parts(A, B, lambda rows: rows.min(axis=1) * rows.max(axis=1))
    assert parts[1] == pytest.approx(0.0, abs=1e-12)


def test_sampled_orders_and_their_reverses_give_the_shapley_value_of_pairwise_interactions():
    """(Σ x)² from 0: the Shapley value of part j is a_j Σ a, whatever orders are drawn."""
    a = np.arange(1.0, 15.0)
    parts = shapley_parts(a, np.zeros(14), lambda rows: rows.sum(axis=1) ** 2)
    np.testing.assert_allclose(parts, a * a.sum(), rtol=1e-12)


def test_sampled_orders_come_near_the_shapley_value_and_are_the_same_every_time():
    """(Σ x)³ of equal parts: a twelfth each."""
    ones = np.ones(12)
    parts = shapley_parts(ones, np.zeros(12), lambda rows: rows.sum(axis=1) ** 3)
    np.testing.assert_allclose(parts, 12**3 / 12, rtol=0.2)
    np.testing.assert_array_equal(parts, shapley_parts(ones, np.zeros(12), lambda rows: rows.sum(axis=1) ** 3))


@pytest.mark.parametrize("q", [0.5, 2.0])
def test_parts_that_are_zero_on_both_sides_take_no_share_of_a_power_mean(q):
    a, b = np.array([0.0, 20.0, 60.0]), np.array([0.0, 50.0, 90.0])
    parts = quasi_linear_slopes(a, b, W, q=q) * (a - b)
    assert parts[0] == 0.0
    assert parts.sum() == pytest.approx(power_mean(a, q) - power_mean(b, q), rel=1e-12)
    nothing = np.zeros(3)
    np.testing.assert_array_equal(quasi_linear_slopes(nothing, nothing, W, q=q) * nothing, nothing)
