"""Filling by the year's or the group's centre."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.registry import method

GAP = np.nan
X = np.array([[1.0, GAP, 3.0, 20.0, GAP], [5.0, 6.0, 7.0, GAP, GAP]])[..., None]
GROUPS = np.array([0, 0, 0, 1, -1])


def filled(name: str, **options: object) -> np.ndarray:
    return method("impute", name)(X, **options)[0][..., 0]


def test_each_year_is_filled_by_its_own_mean_or_median():
    np.testing.assert_allclose(filled("mean")[0], [1, 8, 3, 20, 8])
    np.testing.assert_allclose(filled("median")[0], [1, 3, 3, 20, 3])
    np.testing.assert_allclose(filled("mean")[1], [5, 6, 7, 6, 6])


def test_groups_fill_from_their_own_members_and_the_rest_stays():
    np.testing.assert_allclose(filled("group_mean", groups=GROUPS), [[1, 2, 3, 20, GAP], [5, 6, 7, GAP, GAP]])


@pytest.mark.parametrize(("name", "fallback", "expected"), [("group_mean", "mean", 8), ("group_median", "median", 3)])
def test_a_region_without_group_may_fall_back_on_all(name, fallback, expected):
    assert filled(name, groups=GROUPS, fallback=fallback)[0, 4] == expected


def test_without_groups_nothing_is_filled():
    assert not method("impute", "group_mean")(X)[1].any()
