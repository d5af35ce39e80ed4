"""Independence weights: the multiple correlation behind them, and degenerate input."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.weight.independence import independence

Z = np.random.default_rng(5).uniform(size=(25, 4)) @ (np.eye(4) + 0.4)
ONES = np.ones(4)


def test_the_multiple_correlation_is_that_of_a_regression_on_all_others() -> None:
    multiple = []
    for j in range(4):
        design = np.column_stack([np.ones(25), np.delete(Z, j, axis=1)])
        fitted = design @ np.linalg.lstsq(design, Z[:, j], rcond=None)[0]
        multiple.append(np.corrcoef(fitted, Z[:, j])[0, 1])
    inverse = 1 / np.array(multiple)
    assert independence(Z, ONES) == pytest.approx(inverse / inverse.sum())


def test_a_column_that_repeats_another_weighs_least() -> None:
    w = independence(np.column_stack([Z, Z[:, 0]]), np.ones(5))
    assert w[0] == pytest.approx(w[4])
    assert w[0] < w[1:4].min()


def test_a_constant_column_weighs_nothing_and_leaves_the_others_alone() -> None:
    w = independence(np.column_stack([np.full(25, 0.7), Z]), np.ones(5))
    assert w[0] == 0.0
    assert w[1:] == pytest.approx(independence(Z, ONES))


def test_as_many_columns_as_rows_are_refused() -> None:
    with pytest.raises(DataError) as refused:
        independence(Z[:4], ONES)
    assert refused.value.problems[0].code == "E3202"


def test_a_column_that_nothing_predicts_is_refused_by_name() -> None:
    a = np.array([-1.0, -1.0, 1.0, 1.0])
    b = np.array([-1.0, 1.0, -1.0, 1.0])
    with pytest.raises(DataError) as refused:
        independence(np.column_stack([a, b]), np.ones(2))
    assert refused.value.problems[0].code == "E3208"
