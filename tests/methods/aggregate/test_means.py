"""Power means: known values, their order among each other, and zeros, negatives and gaps."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

GEOMETRIC = method("aggregate", "geometric")
HARMONIC = method("aggregate", "harmonic")
POWER = method("aggregate", "power")
ARITHMETIC = method("aggregate", "arithmetic")

Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
W3 = np.array([0.5, 0.3, 0.2])


def test_geometric_mean_on_one_to_a_hundred():
    np.testing.assert_allclose(GEOMETRIC(1 + 99 * Z5, W3), [6.243, 12.739, 11.622, 90.408, 34.627], atol=5e-4)


@pytest.mark.parametrize(("q", "same_as"), [(1.0, ARITHMETIC), (0.0, GEOMETRIC), (-1.0, HARMONIC)])
def test_power_mean_holds_the_three_classic_means(q, same_as):
    z = 1 + 99 * Z5
    np.testing.assert_allclose(POWER(z, W3, q=q), same_as(z, W3), rtol=1e-13)


def test_a_larger_exponent_never_gives_a_smaller_mean():
    z = 1 + 99 * Z5
    means = np.array([POWER(z, W3, q=q) for q in (-5, -1, -0.5, 0, 0.5, 1, 2, 20)])
    assert (np.diff(means, axis=0) >= -1e-12).all()


def test_power_mean_takes_the_root_of_the_mean():
    np.testing.assert_allclose(POWER(np.array([[1.0, 7.0]]), np.array([0.5, 0.5]), q=2), [5.0])


def test_high_powers_neither_overflow_nor_vanish():
    z = np.array([[1e-200, 3e-200], [1e200, 3e200]])
    mean = POWER(z, np.array([0.5, 0.5]), q=50)
    assert (np.isfinite(mean) & (mean > z[:, 0]) & (mean < z[:, 1])).all()


@pytest.mark.parametrize("q", [0.0, -1.0, -3.0])
def test_a_zero_with_weight_makes_the_mean_zero(q):
    assert POWER(np.array([[0.0, 9.0]]), np.array([0.5, 0.5]), q=q) == [0.0]


@pytest.mark.parametrize("q", [0.0, -1.0, -3.0])
def test_a_zero_without_weight_changes_nothing(q):
    np.testing.assert_allclose(POWER(np.array([[0.0, 9.0]]), np.array([0.0, 1.0]), q=q), [9.0])


@pytest.mark.parametrize("mean", [GEOMETRIC, HARMONIC, POWER])
def test_negative_scores_are_refused_with_the_smallest_named(mean):
    with pytest.raises(DataError) as error:
        mean(np.array([[-2.0, 9.0]]), np.array([0.5, 0.5]))
    assert "-2" in str(error.value)
    assert mean.name in str(error.value)


@pytest.mark.parametrize("mean", [ARITHMETIC, GEOMETRIC, HARMONIC, POWER])
def test_a_gap_leaves_the_mean_of_the_present_children(mean):
    w = np.array([0.5, 0.3, 0.2])
    gap = mean(np.array([[np.nan, 4.0, 9.0]]), w)
    np.testing.assert_allclose(gap, mean(np.array([[4.0, 9.0]]), np.array([0.6, 0.4])), rtol=1e-13)


@pytest.mark.parametrize("mean", [ARITHMETIC, GEOMETRIC, HARMONIC, POWER])
def test_a_row_without_any_child_has_no_mean(mean):
    assert np.isnan(mean(np.array([[np.nan, np.nan]]), np.array([0.5, 0.5]))).all()
