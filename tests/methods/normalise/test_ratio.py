"""Ratios: what they divide by, and that a negative indicator never passes through one by accident."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

X = np.array([[2.0, 1.0], [4.0, 5.0], [10.0, 2.0]])
MIXED = np.array([1, -1])
RATIOS = ("ratio_max", "ratio_mean", "ratio_min", "sum", "vector")


def normalised(name: str, **options: object) -> np.ndarray:
    return method("normalise", name)(X, X, **options)


@pytest.mark.parametrize(
    ("name", "divisor"),
    [
        ("ratio_max", X.max(axis=0)), ("ratio_mean", X.mean(axis=0)), ("ratio_min", X.min(axis=0)),
        ("sum", X.sum(axis=0)), ("vector", np.sqrt((X**2).sum(axis=0))),
    ],
)  # fmt: skip
def test_a_ratio_divides_by_its_statistic_of_the_reference_set(name, divisor):
    np.testing.assert_allclose(normalised(name), X / divisor, rtol=1e-14)
    np.testing.assert_allclose(method("normalise", name)(X[:1], X), X[:1] / divisor, rtol=1e-14)


@pytest.mark.parametrize("name", ["ratio_max", "ratio_mean", "ratio_min", "sum"])
def test_a_negative_indicator_is_refused_unless_a_cost_rule_is_named(name):
    with pytest.raises(DataError) as error:
        normalised(name, direction=MIXED)
    assert "column 2" in str(error.value)
    assert "inverse" in str(error.value)


@pytest.mark.parametrize("name", RATIOS)
@pytest.mark.parametrize("cost", ["inverse", "mirror"])
def test_every_cost_rule_ranks_the_smallest_value_of_a_negative_indicator_first(name, cost):
    z = normalised(name, direction=MIXED, cost=cost)
    np.testing.assert_array_equal(np.argsort(-z[:, 1]), np.argsort(X[:, 1]))
    np.testing.assert_array_equal(z[:, 0], normalised(name)[:, 0])


@pytest.mark.parametrize("name", ["ratio_max", "sum", "vector"])
@pytest.mark.parametrize("cost", ["complement", "negate"])
def test_rules_on_scores_rank_the_smallest_value_first_too(name, cost):
    z = normalised(name, direction=MIXED, cost=cost)
    np.testing.assert_array_equal(np.argsort(-z[:, 1]), np.argsort(X[:, 1]))


def test_inverse_of_the_maximum_is_the_smallest_value_over_each():
    np.testing.assert_allclose(normalised("ratio_max", direction=MIXED, cost="inverse")[:, 1], 1.0 / X[:, 1])


@pytest.mark.parametrize("name", RATIOS)
def test_kept_costs_stay_as_they_are_for_rankings_that_take_directions(name):
    np.testing.assert_array_equal(normalised(name, direction=MIXED, cost="keep"), normalised(name))


def test_vector_turns_the_sign_of_a_negative_indicator():
    np.testing.assert_array_equal(normalised("vector", direction=MIXED), normalised("vector") * MIXED)


@pytest.mark.parametrize("name", ["ratio_max", "ratio_mean", "ratio_min"])
@pytest.mark.parametrize("bad", [0.0, -1.0])
def test_ratios_refuse_zero_and_negative_values_by_column(name, bad):
    x = X.copy()
    x[1, 1] = bad
    with pytest.raises(DataError, match="column 2"):
        method("normalise", name)(x, x)


def test_shares_of_the_sum_take_zeros_but_no_negatives():
    x = X.copy()
    x[1, 1] = 0.0
    np.testing.assert_allclose(method("normalise", "sum")(x, x)[:, 1], [1 / 3, 0, 2 / 3])
    x[1, 1] = -1.0
    with pytest.raises(DataError, match="column 2"):
        method("normalise", "sum")(x, x)


def test_the_inverse_of_zero_is_refused():
    x = X.copy()
    x[1, 1] = 0.0
    with pytest.raises(DataError, match="column 2"):
        method("normalise", "vector")(x, x, direction=MIXED, cost="inverse")
