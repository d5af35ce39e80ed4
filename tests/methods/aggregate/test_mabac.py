"""MABAC against its published steps."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.registry import method

MABAC = method("aggregate", "mabac")


def test_distance_from_the_border_area_step_by_step():
    z = np.random.default_rng(5).uniform(0, 9, (6, 3))
    w = np.array([0.2, 0.5, 0.3])
    v = w * ((z - z.min(axis=0)) / np.ptp(z, axis=0) + 1)
    border = np.prod(v, axis=0) ** (1 / 6)
    np.testing.assert_allclose(MABAC(z, w), (v - border).sum(axis=1), rtol=1e-12)


def test_a_constant_child_adds_nothing():
    z = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0]])
    np.testing.assert_allclose(MABAC(z, np.array([0.5, 0.5])), 0.5 * MABAC(z[:, :1], np.array([1.0])), rtol=1e-12)


def test_equal_rows_all_lie_on_the_border():
    np.testing.assert_array_equal(MABAC(np.full((3, 2), 4.0), np.array([0.5, 0.5])), np.zeros(3))
