"""Wroclaw taxonomy against Hellwig's steps."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.registry import method

WROCLAW = method("aggregate", "wroclaw")
Z = np.random.default_rng(6).uniform(0, 9, (7, 3))
EQUAL = np.full(3, 1 / 3)


@pytest.mark.parametrize("ddof", [0, 1])
def test_measure_of_development_step_by_step(ddof):
    z = (Z - Z.mean(axis=0)) / Z.std(axis=0, ddof=ddof)
    away = np.sqrt(((z - z.max(axis=0)) ** 2).sum(axis=1))
    expected = 1 - away / (away.mean() + 2 * away.std(ddof=ddof))
    np.testing.assert_allclose(WROCLAW(Z, EQUAL, ddof=ddof), expected, rtol=1e-12)


def test_the_pattern_itself_scores_one():
    assert WROCLAW(np.vstack([Z, Z.max(axis=0)]), EQUAL)[-1] == 1.0


def test_equal_rows_have_no_measure():
    assert np.isnan(WROCLAW(np.full((3, 2), 4.0), np.array([0.5, 0.5]))).all()
