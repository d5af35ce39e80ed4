"""What every combination promises, checked over the registry."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.registry import Method, methods

ALL = methods("combine")
SETS = np.random.default_rng(8).dirichlet(np.full(5, 4.0), size=(6, 3))
every = pytest.mark.parametrize("combine", ALL, ids=lambda m: m.name)


@every
def test_weights_sum_to_one_and_are_not_negative(combine: Method) -> None:
    w = combine(SETS)
    assert w.shape == (6, 5)
    assert w.sum(axis=-1) == pytest.approx(np.ones(6))
    assert (w >= 0).all()


@every
def test_a_batch_gives_what_a_loop_gives(combine: Method) -> None:
    assert np.array_equal(combine(SETS), np.stack([combine(one) for one in SETS]))


@every
def test_weights_move_with_their_columns(combine: Method) -> None:
    order = [3, 0, 4, 1, 2]
    assert combine(SETS[..., order]) == pytest.approx(combine(SETS)[..., order])


@every
def test_the_order_of_the_sets_does_not_matter(combine: Method) -> None:
    assert combine(SETS[:, ::-1]) == pytest.approx(combine(SETS))


@every
def test_sets_that_agree_come_back(combine: Method) -> None:
    if combine.name != "product":  # products sharpen what they agree on
        assert combine(SETS[:, [0, 0]]) == pytest.approx(SETS[:, 0])


@every
def test_a_failed_draw_stays_alone(combine: Method) -> None:
    broken = SETS.copy()
    broken[2, 1] = np.nan
    w = combine(broken)
    assert np.isnan(w[2]).all()
    assert np.array_equal(np.delete(w, 2, axis=0), np.delete(combine(SETS), 2, axis=0))
