"""Logarithms of published indices: the shift by a stated constant, and the stretched range of the GII."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

PLUS, GII = method("treat", "log_plus"), method("treat", "log_gii")
X = np.array([[0.0], [1.0], [9.0], [99.0]])


def test_the_constant_is_added_before_the_logarithm() -> None:
    np.testing.assert_allclose(PLUS(X, X).ravel(), np.log([1, 2, 10, 100]), rtol=1e-12)
    np.testing.assert_allclose(PLUS(X, X, plus=0.5).ravel(), np.log([0.5, 1.5, 9.5, 99.5]), rtol=1e-12)


def test_a_constant_that_leaves_nothing_to_log_is_refused_by_column() -> None:
    with pytest.raises(DataError) as refused:
        PLUS(X - 1, X, plus=1.0)
    assert (refused.value.problems[0].code, dict(refused.value.problems[0].args)["columns"]) == ("E3010", (1,))


def test_goods_and_bads_follow_the_appendix_of_the_gii() -> None:
    """GII: ln((max f - 1)(x - min)/(max - min) + 1) for goods; bads from the maximum downwards."""
    np.testing.assert_allclose(GII(X + 1, X + 1).ravel(), np.log(99 * X.ravel() / 99 + 1), rtol=1e-12)
    bads = GII(X + 1, X + 1, of="bads", factor=2.0).ravel()
    np.testing.assert_allclose(bads, -np.log(199 * (99 - X.ravel()) / 99 + 1), rtol=1e-12, atol=1e-12)
    assert (np.diff(bads) > 0).all()


def test_a_maximum_of_at_most_one_is_refused_instead_of_turning_the_order_round() -> None:
    """Becker et al., COINr, on log_GII: where the maximum is below one the direction is reversed."""
    with pytest.raises(DataError) as refused:
        GII(X / 100, X / 100)
    assert refused.value.problems[0].code == "E1502"
    assert np.isfinite(GII(X / 100, X / 100, factor=100.0)).all()
