"""Numbers as they are published."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqp_index.reports.numbers import decimals_apart, published, value_decimals, whole


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_more_than_twelve_significant_digits_are_published(value: float) -> None:
    shown = published(value)
    assert shown == float(f"{value:.12g}")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_nothing(value: float) -> None:
    assert published(value) is None
    assert whole(value) is None


def test_a_rank_is_an_integer_unless_it_is_shared_by_mean() -> None:
    assert isinstance(whole(3.0), int)
    assert whole(2.5) == 2.5


def test_scores_that_differ_are_printed_differently() -> None:
    assert decimals_apart([10.0, 20.0]) == 2
    assert decimals_apart([10.00012, 10.00013, None]) == 5


def test_large_values_need_no_decimals_and_small_ones_four() -> None:
    assert [value_decimals([v]) for v in (12345.6, 123.456, 12.3456, 1.23456, 0.123456)] == [0, 1, 2, 3, 4]
