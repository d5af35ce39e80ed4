"""Min-max: range, reference bounds, the small divisor some software adds, and clipping."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

MINMAX = method("normalise", "minmax")
X = np.array([[2.0], [4.0], [10.0]])


def test_the_reference_set_spans_low_to_high():
    np.testing.assert_allclose(MINMAX(X, X).ravel(), [0, 25, 100])
    np.testing.assert_allclose(MINMAX(X, X, low=1.0).ravel(), [1, 25.75, 100])


def test_the_reverse_of_a_negative_indicator_is_min_max_of_the_negated_values():
    np.testing.assert_allclose(MINMAX(-X, -X).ravel(), 100 - MINMAX(X, X).ravel())


@pytest.mark.parametrize(("outside", "expected"), [("extend", [-25, 150]), ("clip", [0, 100])])
def test_values_outside_the_reference_set_extend_or_clip(outside, expected):
    np.testing.assert_allclose(MINMAX(np.array([[0.0], [14.0]]), X, outside=outside).ravel(), expected)


def test_eps_in_the_divisor_keeps_the_best_below_the_top():
    z = MINMAX(X, X, high=1.0, eps=1e-9)
    assert 0.999999 < z.max() < 1.0


def test_eps_does_not_give_a_constant_indicator_scores():
    flat = np.full((3, 1), 5.0)
    assert np.isnan(MINMAX(flat, flat, eps=1e-9)).all()


def test_one_row_alone_has_no_scores():
    assert np.isnan(MINMAX(X[:1], X[:1])).all()


def test_negative_indicators_are_negated_or_inverted_first():
    x, cost = np.hstack([X, X]), np.array([1, -1])
    np.testing.assert_allclose(MINMAX(x, x, direction=cost)[:, 1], [100, 75, 0])
    inverse = MINMAX(x, x, direction=cost, cost="inverse")
    np.testing.assert_allclose(inverse[:, 0], [0, 25, 100])
    np.testing.assert_allclose(inverse[:, 1], 100 * (1 / X.ravel() - 0.1) / (0.5 - 0.1))


def test_an_inverse_needs_positive_values_of_negative_indicators_only():
    x = np.hstack([X - 2.0, X])
    assert not np.isnan(MINMAX(x, x, direction=np.array([1, -1]), cost="inverse")).any()
    with pytest.raises(DataError, match="column 1"):
        MINMAX(x, x, direction=np.array([-1, 1]), cost="inverse")
