"""The sum over children that every aggregation stands on: the same to the last bit however it is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.kernels import weighted_sum

RNG = np.random.default_rng(12)


@pytest.mark.parametrize(("n", "k"), [(31, 40), (5, 3), (1, 7), (31, 1), (200, 24)])
def test_a_draw_alone_gives_what_it_gives_among_others(n: int, k: int) -> None:
    z, w = RNG.uniform(size=(1, n, k)), RNG.dirichlet(np.ones(k), size=50)
    together = weighted_sum(z, w)
    assert np.array_equal(together, np.stack([weighted_sum(z[0], one) for one in w]))
    assert np.array_equal(together, weighted_sum(np.broadcast_to(z, (50, n, k)).copy(), w))


def test_the_layout_in_memory_does_not_matter() -> None:
    wide, w = RNG.uniform(size=(31, 80)), RNG.dirichlet(np.ones(40))
    z = wide[:, ::2]
    plain = weighted_sum(np.ascontiguousarray(z), w)
    assert np.array_equal(weighted_sum(z, w), plain)
    assert np.array_equal(weighted_sum(np.asfortranarray(z), w), plain)


def test_the_other_regions_do_not_matter() -> None:
    z, w = RNG.uniform(size=(31, 40)), RNG.dirichlet(np.ones(40))
    assert np.array_equal(weighted_sum(z[4:9], w), weighted_sum(z, w)[4:9])


def test_it_is_the_inner_product_and_a_gap_stays_in_its_row() -> None:
    z, w = RNG.uniform(size=(6, 4)), RNG.dirichlet(np.ones(4))
    assert weighted_sum(z, w) == pytest.approx(z @ w)
    z[2, 1] = np.nan
    assert np.isnan(weighted_sum(z, w)).tolist() == [False, False, True, False, False, False]
