"""Kemeny: exact against all permutations, knots, ties and refusal."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.registry import method

KEMENY = method("aggregate", "kemeny")
COPELAND = method("aggregate", "copeland")


def by_enumeration(z: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, float, int]:
    """Mean rows below each row over all optimal orders, the optimum, and the number of optimal orders."""
    o = COPELAND.extras(z, w)["outranking"]
    n = len(z)
    orders = list(permutations(range(n)))
    totals = np.array([sum(o[a, b] for i, a in enumerate(p) for b in p[i + 1 :]) for p in orders])
    best = [orders[i] for i in np.flatnonzero(totals >= totals.max() - 1e-9)]
    below = np.mean([[n - 1 - p.index(i) for i in range(n)] for p in best], axis=0)
    return below, totals.max(), len(best)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("ties", [False, True])
def test_the_optimum_of_all_orders_is_found(seed, ties):
    random = np.random.default_rng(seed)
    z = random.integers(0, 4, (6, 3)).astype(float) if ties else random.uniform(0, 1, (6, 5))
    w = random.dirichlet(np.ones(z.shape[1]))
    below, agreement, orders = by_enumeration(z, w)
    np.testing.assert_allclose(KEMENY(z, w), below, atol=1e-9)
    extra = KEMENY.extras(z, w)
    assert extra["agreement"] == pytest.approx(agreement)
    assert extra["optimal_orders"] == orders


def test_a_circle_of_equal_majorities_leaves_all_places_shared():
    circle = np.array([[3.0, 1.0, 2.0], [2.0, 3.0, 1.0], [1.0, 2.0, 3.0]])
    np.testing.assert_allclose(KEMENY(circle, np.full(3, 1 / 3)), [1, 1, 1])
    assert KEMENY.extras(circle, np.full(3, 1 / 3))["optimal_orders"] == 3


def test_clear_majorities_order_many_rows():
    z = np.arange(150.0)[:, None] * np.ones(3)
    np.testing.assert_array_equal(KEMENY(z, np.full(3, 1 / 3)), np.arange(150.0))


def test_a_knot_too_large_for_an_exact_answer_is_refused_with_others_named():
    z = np.random.default_rng(0).uniform(0, 1, (60, 2))
    with pytest.raises(UsageError) as error:
        KEMENY(z, np.array([0.5, 0.5]))
    assert "copeland" in str(error.value)


def test_more_rows_than_the_largest_set_are_refused():
    with pytest.raises(UsageError, match="200"):
        KEMENY(np.zeros((201, 2)), np.array([0.5, 0.5]))
