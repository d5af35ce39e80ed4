"""Weights from spread alone: printed numbers and degenerate input."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.weight.dispersion import cv, cv_unit, gini, std

X = np.array([[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]])
ONES = np.ones(4)


@pytest.mark.parametrize("ddof", [0, 1])
def test_shuai_2012_all_four_decimals_with_either_deviation(ddof: int) -> None:
    """Shuai et al. (2012) CCDC 3889-3892; without gaps the factor of the deviation cancels."""
    assert np.abs(cv(X, ONES, ddof=ddof) - [0.4258, 0.361, 0.2121, 0.0011]).max() <= 0.5e-4


def test_gini_weights_equal_the_mean_difference_over_all_pairs() -> None:
    index = np.abs(X[:, None] - X[None]).sum(axis=(0, 1)) / (2 * len(X) ** 2 * X.mean(axis=0))
    assert gini(X, ONES) == pytest.approx(index / index.sum())


def test_gini_with_a_gap_uses_the_present_values() -> None:
    x = np.vstack([X, [np.nan, 40, 50, 60]])
    index = [np.abs(c[:, None] - c).sum() / (2 * len(c) ** 2 * c.mean()) for c in (k[~np.isnan(k)] for k in x.T)]
    assert gini(x, ONES) == pytest.approx(np.array(index) / np.sum(index))


def test_the_deviation_ignores_gaps_and_states_its_ddof() -> None:
    z = np.array([[0.0, 0.0], [1.0, 1.0], [np.nan, 0.5]])
    for ddof in (0, 1):
        s = np.nanstd(z, axis=0, ddof=ddof)
        assert std(z, np.ones(2), ddof=ddof) == pytest.approx(s / s.sum())


@pytest.mark.parametrize("weigh", [cv, cv_unit, gini])
def test_a_mean_of_zero_or_less_is_refused_by_column(weigh) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError) as refused:
        weigh(np.array([[1.0, -1.0], [2.0, 1.0]]), np.ones(2))
    assert refused.value.problems[0].code == "E3204"
    assert dict(refused.value.problems[0].args)["columns"] == (2,)


@pytest.mark.parametrize("weigh", [std, cv, gini])
def test_a_constant_column_weighs_exactly_nothing(weigh) -> None:  # type: ignore[no-untyped-def]
    x = np.column_stack([np.full(31, 0.7), np.linspace(0.1, 1, 31)])
    assert weigh(x, np.ones(2)).tolist() == [0.0, 1.0]


@pytest.mark.parametrize("weigh", [std, cv, gini])
def test_one_region_is_refused(weigh) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError) as refused:
        weigh(np.ones((1, 2)), np.ones(2))
    assert refused.value.problems[0].code == "E3202"
