"""Filling by the ratio to a related series."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.registry import method

RATIO = method("impute", "ratio")
GAP = np.nan


def filled(values: list[float], related: list[float], **options: object) -> list[float]:
    x, alongside = (np.array(v, dtype=float).reshape(-1, 1, 1) for v in (values, related))
    return RATIO(x, related=alongside, **options)[0].ravel().tolist()


def test_the_ratio_is_interpolated_inside_and_held_at_the_ends():
    np.testing.assert_allclose(filled([GAP, 2, GAP, 12, GAP], [5, 1, 10, 3, 7]), [10, 2, 30, 12, 28])


def test_ends_and_reach_can_be_limited():
    np.testing.assert_allclose(filled([2, GAP], [1, 10], ends="none"), [2, GAP])
    np.testing.assert_allclose(filled([2, GAP, GAP], [1, 10, 20], max_gap=1), [2, 20, GAP])


def test_a_related_gap_or_zero_fills_nothing():
    np.testing.assert_allclose(filled([2, GAP, GAP, 8], [1, 0, GAP, 4]), [2, GAP, GAP, 8])


def test_without_a_related_series_it_refuses():
    with pytest.raises(UsageError, match="related series"):
        RATIO(np.array([1.0, GAP]).reshape(2, 1, 1))
