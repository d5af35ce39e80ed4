"""Nearest neighbours beside scikit-learn, with ties and regions that share nothing."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.impute import KNNImputer

from nqp_index.methods.registry import method

KNN = method("impute", "knn")


@pytest.mark.parametrize("neighbours", [1, 3, 5])
def test_values_equal_scikit_learn_on_z_scores(neighbours):
    random = np.random.default_rng(2)
    x = random.gamma(2, 10, (31, 6))
    x[random.random(x.shape) < 0.12] = np.nan
    centre, spread = np.nanmean(x, axis=0), np.nanstd(x, axis=0, ddof=1)
    expected = KNNImputer(n_neighbors=neighbours).fit_transform((x - centre) / spread) * spread + centre
    np.testing.assert_allclose(KNN(x[None], neighbours=neighbours)[0][0], expected, rtol=1e-10)


def test_ties_go_to_the_region_declared_first():
    x = np.array([[[0.0, np.nan], [1.0, 10.0], [1.0, 30.0], [5.0, 70.0]]])
    assert KNN(x, neighbours=1)[0][0, 0, 1] == 10.0


def test_an_indicator_nobody_has_and_a_region_that_shares_nothing_stay_missing():
    x = np.array([[[1.0, np.nan, np.nan], [2.0, np.nan, np.nan], [np.nan, np.nan, 7.0]]])
    found = KNN(x)[0]
    assert np.isnan(found[0, :, 1]).all()
    assert np.isnan(found[0, 2, 0])
