"""Categorical bands: the Handbook's table, own cuts, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError, UsageError
from nqp_index.methods.registry import method

BANDS, ABOVE = method("normalise", "bands"), method("normalise", "above_mean")


def test_handbook_percentiles_give_0_to_100_in_steps_of_20():
    x = np.arange(101.0)[:, None]
    z = BANDS(x, x).ravel()
    for first, last, mark in ((0, 14, 0), (15, 24, 20), (25, 64, 40), (65, 84, 60), (85, 94, 80), (95, 100, 100)):
        assert (z[first : last + 1] == mark).all()


def test_own_cuts_in_the_measure_of_the_indicator():
    x = np.array([[1.0], [10.0], [10.1], [50.0]])
    np.testing.assert_allclose(BANDS(x, x, cuts=(10.0, 50.0), of="values").ravel(), [0, 50, 50, 100])


@pytest.mark.parametrize("cuts", [(0.5, 0.5), (0.6, 0.2), (0.5, 1.5), (-0.1, 0.5)])
def test_cuts_that_do_not_increase_or_are_no_percentiles_are_refused(cuts):
    with pytest.raises(UsageError, match="cuts"):
        BANDS(np.arange(5.0)[:, None], np.arange(5.0)[:, None], cuts=cuts)


def test_above_and_below_the_mean_turn_with_the_direction():
    x = np.array([[7.0], [10.0], [13.0]])
    np.testing.assert_array_equal(ABOVE(x, x, direction=np.array([-1])).ravel(), [1, 0, -1])


def test_a_share_above_the_mean_of_negative_values_is_refused():
    with pytest.raises(DataError, match="column 1"):
        ABOVE(np.array([[-1.0], [2.0]]), np.array([[-1.0], [2.0]]))
