"""PROMETHEE II: worked numbers, preference functions by hand, thresholds and gaps."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.registry import method

PROMETHEE = method("aggregate", "promethee2")
Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
W3 = np.array([0.5, 0.3, 0.2])

BY_HAND = {
    "usual": lambda d: (d > 0) * 1.0,
    "v": lambda d: np.clip(d / 0.6, 0, 1),
    "u": lambda d: (d > 0.2) * 1.0,
    "level": lambda d: np.where(d > 0.6, 1.0, np.where(d > 0.2, 0.5, 0.0)),
    "linear": lambda d: np.clip((d - 0.2) / 0.4, 0, 1),
    "gauss": lambda d: np.where(d > 0, 1 - np.exp(-(d**2) / (2 * 0.5**2)), 0),
}


def test_worked_numbers_with_usual_preferences():
    np.testing.assert_allclose(PROMETHEE(Z5, W3), [-0.45, -0.30, -0.15, 0.80, 0.10], atol=1e-12)


@pytest.mark.parametrize("preference", BY_HAND)
def test_net_flows_are_the_difference_of_mean_preferences(preference):
    d = Z5[:, None, :] - Z5[None, :, :]
    pi = (BY_HAND[preference](d) * W3).sum(axis=-1)
    expected = (pi.sum(axis=1) - pi.sum(axis=0)) / 4
    found = PROMETHEE(Z5, W3, preference=preference, q=(0.2,), p=(0.6,), s=(0.5,))
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


def test_thresholds_default_to_multiples_of_the_population_deviation():
    sd = Z5.std(axis=0)
    found = PROMETHEE(Z5, W3, preference="v")
    np.testing.assert_allclose(found, PROMETHEE(Z5, W3, preference="v", p=tuple(2 * sd)), rtol=1e-12)


@pytest.mark.parametrize("preference", BY_HAND)
def test_gaps_compare_each_pair_on_the_children_both_have(preference):
    """A row that misses a child compares by the other children, with their weights renormalised."""
    z = Z5.copy()
    z[0, 1] = np.nan
    limits = {"q": (0.2,), "p": (0.6,), "s": (0.5,)}
    found = PROMETHEE(z, W3, preference=preference, **limits)
    without = PROMETHEE(Z5[:, [0, 2]], W3[[0, 2]] / 0.7, preference=preference, **limits)
    assert found[0] == pytest.approx(without[0], rel=1e-12)
    assert found.sum() == pytest.approx(0, abs=1e-12)


def test_flows_of_many_rows_and_a_batch_are_the_mean_preferences():
    z = np.random.default_rng(1).uniform(0, 1, (2, 150, 2))
    w = np.array([0.5, 0.5])
    d = z[1][:, None, :] - z[1][None, :, :]
    pi = (np.clip(d / 0.3, 0, 1) * w).sum(axis=-1)
    found = PROMETHEE(z, w, preference="v", p=(0.3,))[1]
    np.testing.assert_allclose(found, (pi.sum(axis=1) - pi.sum(axis=0)) / 149, rtol=1e-10, atol=1e-13)


def test_wrong_thresholds_are_refused():
    with pytest.raises(UsageError, match="2 numbers, 3 are needed"):
        PROMETHEE(Z5, W3, preference="v", p=(0.1, 0.2))
    with pytest.raises(UsageError, match="not below"):
        PROMETHEE(Z5, W3, preference="linear", q=(0.5,), p=(0.4,))


def test_the_variant_line_names_the_preference_and_its_thresholds():
    line = PROMETHEE.variant(preference="linear", q=None, p=(0.4,), s=None, n=5, k=3).en
    assert line == "preference linear, q 0.5 sd, p 0.4"
