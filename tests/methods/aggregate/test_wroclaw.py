"""Wroclaw taxonomy against Hellwig's steps."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.registry import method

WROCLAW, DISTANCE = (method("aggregate", name) for name in ("wroclaw", "wroclaw_distance"))
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


def test_compinds_distance_of_min_max_scores_step_by_step():
    """Compind, ci_wroclaw: ideal <- apply(x, 2, max); d <- sqrt(rowSums((x - ideal)^2)); d/(mean(d) + 2 sd(d))."""
    z = (Z - Z.min(axis=0)) / np.ptp(Z, axis=0)
    d = np.sqrt(((z - 1.0) ** 2).sum(axis=1))
    np.testing.assert_allclose(DISTANCE(z, EQUAL), d / (d.mean() + 2 * d.std(ddof=1)), rtol=1e-12)
    assert DISTANCE.better == "low"


@pytest.mark.parametrize("standardise", ["zscore", "none"])
def test_hellwigs_measure_is_one_less_the_distance(standardise):
    options = {"ddof": 1, "standardise": standardise}
    np.testing.assert_allclose(WROCLAW(Z, EQUAL, **options), 1 - DISTANCE(Z, EQUAL, **options), rtol=1e-12)


def test_scores_as_given_keep_their_spread():
    uneven = Z * np.array([1.0, 1.0, 1e6])
    by_last = WROCLAW(Z, np.array([0.0, 0.0, 1.0]), standardise="none")
    np.testing.assert_allclose(WROCLAW(uneven, EQUAL, standardise="none"), by_last, atol=1e-5)
    np.testing.assert_allclose(WROCLAW(uneven, EQUAL), WROCLAW(Z, EQUAL), rtol=1e-9)
