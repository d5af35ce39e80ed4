"""Averages of weight sets."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError, UsageError
from nqp_index.methods.combine.averages import mean, product, sqrt_product

W = np.array([(0.5, 0.3, 0.2), (0.2, 0.5, 0.3)])


def test_coefficients_weigh_the_sets() -> None:
    assert mean(W, alpha=(3, 1)) == pytest.approx((3 * W[0] + W[1]) / 4)
    assert mean(W) == pytest.approx(W.mean(axis=0))


@pytest.mark.parametrize("alpha", [(1,), (1, 2, 3), (0, 0)])
def test_coefficients_that_fit_no_sets_are_refused(alpha: tuple[float, ...]) -> None:
    with pytest.raises(UsageError) as refused:
        mean(W, alpha=alpha)
    assert refused.value.problems[0].code == "E3301"


def test_the_geometric_mean_has_the_least_relative_entropy_to_all_sets() -> None:
    def entropy(w):  # type: ignore[no-untyped-def]
        return sum((w * np.log(w / one)).sum(axis=-1) for one in W)

    others = np.random.default_rng(0).dirichlet(np.ones(3), size=500)
    assert entropy(sqrt_product(W)) <= entropy(others).min()


def test_products_concentrate_more_than_their_root() -> None:
    assert (product(W) ** 2).sum() > (sqrt_product(W) ** 2).sum()


def test_a_zero_in_one_set_removes_the_indicator() -> None:
    assert product(np.array([(0.5, 0.5, 0.0), (0.2, 0.3, 0.5)])) == pytest.approx([0.4, 0.6, 0.0])


@pytest.mark.parametrize("combine", [product, sqrt_product])
def test_sets_without_a_common_indicator_are_refused(combine) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError) as refused:
        combine(np.array([(1.0, 0.0), (0.0, 1.0)]))
    assert refused.value.problems[0].code == "E3302"


@pytest.mark.parametrize("combine", [product, sqrt_product])
def test_negative_weights_are_refused_by_column(combine) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError) as refused:
        combine(np.array([(1.2, -0.2), (0.5, 0.5)]))
    assert dict(refused.value.problems[0].args)["columns"] == (2,)
