"""Ordered weighted averages: worked numbers, their classic special cases, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.aggregate.owa import orness
from nqp_index.methods.registry import method

OWA = method("aggregate", "owa")
Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
W3 = np.array([0.5, 0.3, 0.2])
EQUAL = np.full(3, 1 / 3)


def test_worked_numbers_with_place_weights():
    np.testing.assert_allclose(OWA(Z5, W3, v=(0.2, 0.3, 0.5)), [0.26, 0.21, 0.17, 0.80, 0.39], atol=5e-5)
    assert orness(np.array([0.2, 0.3, 0.5])) == pytest.approx(0.35)


@pytest.mark.parametrize(
    ("v", "same_as"), [((1.0, 0.0, 0.0), np.max), ((0.0, 0.0, 1.0), np.min), ((0.0, 1.0, 0.0), np.median)]
)
def test_place_weights_hold_maximum_minimum_and_median(v, same_as):
    np.testing.assert_allclose(OWA(Z5, W3, v=v), same_as(Z5, axis=1))


def test_equal_importances_give_the_quantifiers_own_steps():
    steps = np.diff((np.arange(4) / 3) ** 2)
    np.testing.assert_allclose(OWA(Z5, EQUAL, a=2.0), OWA(Z5, EQUAL, v=tuple(steps)), rtol=1e-12)


def test_a_linear_quantifier_is_the_weighted_mean():
    np.testing.assert_allclose(OWA(Z5, W3, a=1.0), Z5 @ W3, rtol=1e-12)


def test_a_larger_exponent_leans_towards_the_worst_scores():
    assert (OWA(Z5, W3, a=4.0) <= OWA(Z5, W3, a=0.5)).all()


def test_place_weights_must_fit_the_row_and_sum_to_one():
    with pytest.raises(UsageError, match="2 numbers, 3 are needed"):
        OWA(Z5, W3, v=(0.5, 0.5))
    with pytest.raises(UsageError, match="sum to"):
        OWA(Z5, W3, v=(0.5, 0.5, 0.5))


def test_orness_is_one_for_the_best_and_zero_for_the_worst():
    assert orness(np.array([1.0, 0, 0])) == 1.0
    assert orness(np.array([0, 0, 1.0])) == 0.0
    assert orness(np.array([1.0])) == 1.0


def test_the_variant_line_prints_orness():
    assert "orness 0.35" in OWA.variant(v=(0.2, 0.3, 0.5), a=2.0, n=5, k=3).en
    assert OWA.extras(Z5, W3, v=(0.2, 0.3, 0.5))["orness"] == pytest.approx(0.35)
