"""Weights of years: sums, ends, and the properties that define them."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.registry import method, methods

YEARS = np.arange(2018.0, 2024.0)
DISTANCE = np.linspace(1.0, 0.0, 6)


@pytest.mark.parametrize("one", methods("time"), ids=lambda m: m.name)
@pytest.mark.parametrize("T", [1, 2, 6])
def test_weights_of_years_are_not_negative_and_sum_to_one(one, T):
    options = {"weights": tuple(range(1, T + 1))} if one.name == "time_given" else {}
    u = one(YEARS[:T], **options)
    assert u.shape == (T,)
    assert (u >= 0).all()
    assert u.sum() == pytest.approx(1.0, abs=1e-14)


def test_linear_weights_are_one_to_t_over_their_sum():
    np.testing.assert_allclose(method("time", "linear")(YEARS), np.arange(1, 7) / 21)


@pytest.mark.parametrize("degree", [0.02, 0.1, 0.3, 0.5, 0.77, 0.98])
def test_entropy_weights_meet_the_time_degree_in_geometric_progression(degree):
    u = method("time", "entropy")(YEARS, time_degree=degree)
    assert u @ DISTANCE == pytest.approx(degree, abs=1e-12)
    np.testing.assert_allclose(u[1:] / u[:-1], u[1] / u[0], rtol=1e-9)


def test_no_other_weights_with_the_same_time_degree_have_more_entropy():
    u = method("time", "entropy")(YEARS, time_degree=0.3)
    rng = np.random.default_rng(0)
    basis = np.linalg.svd(np.stack([np.ones(6), DISTANCE]))[2][2:]
    others = u + 0.01 * rng.normal(size=(200, 4)) @ basis
    others = others[(others > 0).all(axis=1)]
    assert len(others) > 50
    entropy = -(others * np.log(others)).sum(axis=1)
    assert (entropy < -(u * np.log(u)).sum()).all()


@pytest.mark.parametrize(("degree", "year"), [(0.0, -1), (1.0, 0)])
def test_an_extreme_time_degree_leaves_one_year(degree, year):
    u = method("time", "entropy")(YEARS, time_degree=degree)
    assert u[year] == 1.0


def test_a_time_degree_of_one_half_weighs_years_alike_and_a_small_one_favours_the_last():
    np.testing.assert_allclose(method("time", "entropy")(YEARS, time_degree=0.5), 1 / 6)
    assert (np.diff(method("time", "entropy")(YEARS, time_degree=0.2)) > 0).all()


@pytest.mark.parametrize("weights", [None, (1, 2), (0, 0, 0, 0, 0, 0)])
def test_declared_weights_of_the_wrong_number_or_all_zero_are_refused(weights):
    with pytest.raises(UsageError, match="E3310"):
        method("time", "given")(YEARS, weights=weights)
