"""Distance to a reference: regions, declared values, statistics, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError, UsageError
from nqp_index.methods.registry import method

REFERENCE = method("normalise", "reference")
X = np.array([[2.0, 8.0], [4.0, 2.0], [10.0, 5.0]])


@pytest.mark.parametrize(
    ("options", "base"),
    [
        ({"to": "max"}, X.max(axis=0)), ({"to": "mean"}, X.mean(axis=0)), ({"to": "median"}, np.median(X, axis=0)),
        ({"to": "min"}, X.min(axis=0)), ({"to": "row", "row": 2}, X[1]),
        ({"to": "values", "values": (5.0, 4.0)}, [5, 4]), ({"to": "values", "values": (5.0,)}, [5, 5]),
    ],
)  # fmt: skip
def test_ratio_and_difference_to_each_kind_of_reference(options, base):
    np.testing.assert_allclose(REFERENCE(X, X, **options), X / base)
    np.testing.assert_allclose(REFERENCE(X, X, form="difference", **options), X / base - 1, atol=1e-15)


def test_a_negative_indicator_is_measured_by_its_inverse():
    z = REFERENCE(X, X, to="row", row=1, direction=np.array([1, -1]), cost="inverse")
    np.testing.assert_allclose(z[:, 1], X[0, 1] / X[:, 1])
    z = REFERENCE(X, X, to="values", values=(4.0,), direction=np.array([1, -1]), cost="inverse")
    np.testing.assert_allclose(z[:, 1], 4.0 / X[:, 1])


def test_a_row_or_a_number_of_values_that_does_not_fit_is_refused():
    with pytest.raises(UsageError, match="3 rows"):
        REFERENCE(X, X, to="row", row=4)
    with pytest.raises(UsageError, match="3 rows"):
        REFERENCE(X, X, to="row")
    with pytest.raises(UsageError, match="values"):
        REFERENCE(X, X, to="values", values=(1.0, 2.0, 3.0))
    with pytest.raises(UsageError, match="values"):
        REFERENCE(X, X, to="values")


def test_a_reference_region_without_values_is_refused_and_with_some_scores_the_rest():
    x = X.copy()
    x[1, 0] = np.nan
    z = REFERENCE(x, x, to="row", row=2)
    assert np.isnan(z[:, 0]).all()
    assert not np.isnan(z[:, 1]).any()
    x[1] = np.nan
    with pytest.raises(DataError, match="row 2"):
        REFERENCE(x, x, to="row", row=2)


def test_values_of_zero_or_less_and_negative_indicators_are_refused():
    with pytest.raises(DataError, match="column 1"):
        REFERENCE(X * [0, 1], X)
    with pytest.raises(DataError, match="column 2"):
        REFERENCE(X, X, direction=np.array([1, -1]))
