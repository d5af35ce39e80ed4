"""Filling by a region's own standing."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.registry import method

ROW_MEAN, MINMAX = method("impute", "row_mean"), method("normalise", "minmax")
X = np.random.default_rng(5).uniform(0, 50, (3, 8, 4))
DIRECTION = np.array([1, 1, -1, 1])


def gappy() -> np.ndarray:
    x = X.copy()
    x[1, 2, 2] = np.nan
    return x


def test_a_filled_cell_scores_the_mean_of_the_regions_other_scores():
    x, filled = ROW_MEAN(gappy(), direction=DIRECTION)
    rows = gappy().reshape(-1, 4) * DIRECTION
    z = MINMAX((x * DIRECTION).reshape(-1, 4), rows).reshape(x.shape)
    assert filled.sum() == 1
    np.testing.assert_allclose(z[1, 2, 2], z[1, 2, [0, 1, 3]].mean(), rtol=1e-12)


def test_it_equals_renormalised_equal_weights():
    x, _ = ROW_MEAN(gappy(), direction=DIRECTION)
    rows = gappy().reshape(-1, 4) * DIRECTION
    w = np.full(4, 0.25)
    mean = method("aggregate", "arithmetic")
    filled = mean(MINMAX((x * DIRECTION).reshape(-1, 4), rows), w)
    np.testing.assert_allclose(filled, mean(MINMAX(rows, rows), w), rtol=1e-12)


def test_yearly_bounds_look_at_the_year_alone():
    whole = ROW_MEAN(gappy(), direction=DIRECTION, bounds="yearly")[0]
    np.testing.assert_array_equal(whole[1:2], ROW_MEAN(gappy()[1:2], direction=DIRECTION)[0])


def test_constant_columns_are_neither_used_nor_filled():
    x = gappy()
    x[..., 0] = 3.0
    x[0, 0, 0] = np.nan
    found, filled = ROW_MEAN(x, direction=DIRECTION)
    assert not filled[0, 0, 0]
    np.testing.assert_allclose(found[1, 2, 2], ROW_MEAN(x[..., 1:], direction=DIRECTION[1:])[0][1, 2, 1], rtol=1e-12)


def test_only_indicators_of_the_same_pillar_make_the_mean_unless_told_otherwise():
    part = np.array([0, 1, 1, 1])
    whole = ROW_MEAN(gappy(), direction=DIRECTION)[0]
    alone = ROW_MEAN(gappy()[..., 1:], direction=DIRECTION[1:])[0]
    found = ROW_MEAN(gappy(), direction=DIRECTION, pillars=part)[0]
    np.testing.assert_allclose(found[..., 1:], alone, rtol=1e-12)
    assert found[1, 2, 2] != whole[1, 2, 2]
    np.testing.assert_array_equal(ROW_MEAN(gappy(), direction=DIRECTION, pillars=part, within="all")[0], whole)
    np.testing.assert_array_equal(ROW_MEAN(gappy(), direction=DIRECTION, parents=part, within="parent")[0], found)


def test_an_indicator_alone_in_its_pillar_stays_missing():
    found, filled = ROW_MEAN(gappy(), direction=DIRECTION, pillars=np.array([0, 0, 1, 0]))
    assert np.isnan(found[1, 2, 2])
    assert not filled.any()
