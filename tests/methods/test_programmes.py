"""Small linear programmes side by side: the same best sums as a general solver, whatever they are solved with."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from nqp_index.methods.programmes import maximised


def many(seed: int, n: int, m: int, k: int, *, bounds_of_zero: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    a = np.round(rng.lognormal(size=(n, m, k)), 1)
    b = np.ones((n, m))
    if bounds_of_zero:  # parts of at most 0.6 and at least 0.05 of the sum, which are degenerate at x = 0
        most, least = np.eye(k) - 0.6, 0.05 - np.eye(k)
        a = np.concatenate([a, np.broadcast_to(np.vstack([most, least]), (n, 2 * k, k))], axis=1)
        b = np.concatenate([b, np.zeros((n, 2 * k))], axis=1)
    return a + (0.1 if not bounds_of_zero else 0.0), b, rng.lognormal(size=(n, k))


@pytest.mark.parametrize("bounds_of_zero", [False, True])
@pytest.mark.parametrize(("m", "k"), [(1, 1), (5, 3), (40, 7), (12, 20)])
def test_the_largest_sums_are_those_of_highs(m: int, k: int, bounds_of_zero: bool) -> None:
    a, b, c = many(m, 25, m, k, bounds_of_zero=bounds_of_zero)
    found = maximised(a, b, c)
    expected = [-linprog(-c[i], A_ub=a[i], b_ub=b[i], method="highs").fun for i in range(len(c))]
    assert found.proved.all()
    np.testing.assert_allclose((found.x * c).sum(axis=1), expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose((found.prices * b).sum(axis=1), expected, rtol=1e-9, atol=1e-12)


def test_a_programme_is_solved_alike_alone_and_among_others() -> None:
    a, b, c = many(3, 30, 15, 6, bounds_of_zero=True)
    together = maximised(a, b, c)
    for i in (0, 13, 29):
        alone = maximised(a[i : i + 1], b[i : i + 1], c[i : i + 1])
        assert (alone.x[0] == together.x[i]).all()


def test_a_sum_without_a_largest_value_is_not_called_proved() -> None:
    a, b, c = np.array([[[1.0, 0.0]], [[1.0, 1.0]]]), np.ones((2, 1)), np.ones((2, 2))
    assert maximised(a, b, c).proved.tolist() == [False, True]


def test_beale_s_example_does_not_cycle() -> None:
    """Beale (1955): steepest columns and first rows return to their start after six pivots."""
    a = np.array([[[0.25, -60.0, -1 / 25, 9.0], [0.5, -90.0, -1 / 50, 3.0], [0.0, 0.0, 1.0, 0.0]]])
    found = maximised(a, np.array([[0.0, 0.0, 1.0]]), np.array([[0.75, -150.0, 0.02, -6.0]]))
    assert found.proved.all()
    np.testing.assert_allclose((found.x * [[0.75, -150.0, 0.02, -6.0]]).sum(), 0.05)


def test_a_sum_far_below_one_is_found_all_the_same() -> None:
    """A row that others exceed a hundred million times over, as under bounds on shares: its best sum is no rounding."""
    a = 1e8 * np.array([[[1.0, 3.0], [2.0, 1.0]]])
    found = maximised(a, np.ones((1, 2)), np.array([[1e-4, 1e-4]]))
    assert found.proved.all()
    np.testing.assert_allclose(found.x[0], [0.4e-8, 0.2e-8], rtol=1e-9)
