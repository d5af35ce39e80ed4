"""Weights that reach a stated importance: the importance is recomputed here from correlations with the index."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.methods.weight.importance import opt_target

Z = np.random.default_rng(7).uniform(size=(40, 3)) @ np.array([[1, 0.5, 0], [0, 1, 0.3], [0, 0, 2.0]])


def shares_of(z: Floats, w: Floats) -> Floats:
    squares = np.array([np.corrcoef(column, z @ w)[0, 1] ** 2 for column in z.T])
    return squares / squares.sum()


@pytest.mark.parametrize("stated", [(1 / 3, 1 / 3, 1 / 3), (0.5, 0.3, 0.2)])
def test_the_importance_reached_is_the_one_stated(stated: tuple[float, ...]) -> None:
    w = opt_target(Z, np.array(stated))
    assert shares_of(Z, w) == pytest.approx(stated, abs=1e-6)


def test_an_importance_out_of_reach_is_warned_about() -> None:
    """Two columns that say the same cannot have importances of .98 and .01."""
    twin = np.column_stack([Z[:, 0], Z[:, 0] + 1e-3 * Z[:, 1], Z[:, 2]])
    extras = method("weight", "opt_target").extras
    assert extras is not None
    found = extras(twin, np.array([0.98, 0.01, 0.01]))
    assert found["residual"] >= 0.05
    assert [p.code for p in found["problems"]] == ["W3209"]


def test_a_constant_column_weighs_nothing_and_its_importance_goes_to_the_others() -> None:
    w = opt_target(np.column_stack([np.full(40, 0.7), Z]), np.array([0.5, 0.2, 0.2, 0.1]))
    assert w[0] == 0.0
    assert w[1:] == pytest.approx(opt_target(Z, np.array([0.4, 0.4, 0.2])), abs=1e-6)
