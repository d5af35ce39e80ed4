"""Claims about the arithmetic of measures."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from nqp_index.model.measure import Measure, converted


def test_a_power_of_ten_is_divided_by_and_so_rounded_once() -> None:
    values = np.array([1.1, 16251.93, 0.07])
    assert (converted(values, Fraction(1, 10**4)) == values / 10**4).all()
    assert (converted(values, Fraction(10**4)) == values * 10**4).all()


def test_a_factor_of_one_leaves_every_bit_alone() -> None:
    values = np.array([0.1 + 0.2, np.nan])
    assert converted(values, Fraction(1)) is values


@pytest.mark.parametrize("factor", [Fraction(1, 15), Fraction(2000, 3), Fraction(463, 250)])
def test_other_factors_are_within_one_unit_in_the_last_place(factor: Fraction) -> None:
    values = np.array([1.0, 7.0, 12345.678])
    exact = [float(Fraction(v) * factor) for v in values]
    assert np.allclose(converted(values, factor), exact, rtol=2.3e-16, atol=0)


def test_equal_measures_need_not_be_spelt_alike() -> None:
    assert Measure("亿元", Fraction(10**8), (("元", 1),)) == Measure("100 million yuan", Fraction(10**8), (("元", 1),))


def test_a_quotient_of_like_measures_is_pure() -> None:
    yuan = Measure("元", Fraction(1), (("元", 1),))
    assert yuan.times(yuan, -1).is_pure
