"""Winsorising by skewness and kurtosis, step by step, with its limits and its fallback."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kurtosis, skew

from nqp_index.methods.registry import method

WINSOR, LOG_CT = method("treat", "winsor"), method("treat", "log_ct")


#: A tail so long that moving five values does not shorten it enough.
HEAVY = np.exp(np.random.default_rng(0).normal(0, 3, (200, 1)))


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)[:, None]


def one_by_one(x: np.ndarray, winmax: int = 5) -> np.ndarray:
    """The published loop, a value at a time."""
    x, original = x.copy(), x
    while abs(skew(x, bias=False)) >= 2 and kurtosis(x, bias=False) >= 3.5 and (x != original).sum() < winmax:
        if skew(x, bias=False) >= 0:
            x[x == x.max()] = x[x < x.max()].max()
        else:
            x[x == x.min()] = x[x > x.min()].min()
    return x


@pytest.mark.parametrize("seed", range(10))
def test_many_columns_at_once_equal_the_loop_a_value_at_a_time(seed):
    x = np.random.default_rng(seed).standard_t(1.5, (25, 6))
    found = WINSOR(x, x, then="none")
    for j in range(6):
        np.testing.assert_array_equal(found[:, j], one_by_one(x[:, j]))


def test_two_outliers_of_coinrs_example_move_to_ten():
    """COINr, help page of Treat: 1:10 with 30 and 100."""
    x = column(*range(1, 11), 30, 100)
    np.testing.assert_array_equal(WINSOR(x, x, then="none").ravel()[-2:], one_by_one(x.ravel())[-2:])
    assert WINSOR(x, x, then="none").max() == 30


def test_a_low_outlier_moves_up():
    x = column(-90, 1, 2, 3, 4, 5)
    np.testing.assert_array_equal(WINSOR(x, x).ravel(), [1, 1, 2, 3, 4, 5])


def test_tied_extremes_move_together_and_all_count():
    x = column(*range(1, 31), 500, 500, 500)
    found = WINSOR(x, x, winmax=1, then="none").ravel()
    np.testing.assert_array_equal(found[-3:], [30, 30, 30])


def test_a_column_that_still_fails_takes_the_log_of_its_original_values():
    x = HEAVY
    assert WINSOR(x, x, then="none").max() < x.max()
    np.testing.assert_array_equal(WINSOR(x, x), LOG_CT(x, x))


def test_the_fallback_without_mirroring_is_coinrs_own():
    x = -HEAVY
    np.testing.assert_array_equal(WINSOR(x, x, then="log_ct_plain"), LOG_CT(x, x, mirror=False))
    np.testing.assert_array_equal(WINSOR(x, x, then="log_ct"), LOG_CT(x, x, mirror=True))


@pytest.mark.parametrize("then", ["none", "log_ct", "log_ct_plain"])
def test_a_column_of_two_values_is_neither_made_constant_nor_logged_and_is_named(then):
    x = np.hstack([column(*[0.0] * 30, 1.0), column(*range(31))])
    np.testing.assert_array_equal(WINSOR(x, x, then=then), x)
    (told,) = WINSOR.extras(x, x, then=then)["problems"]
    assert (told.code, dict(told.args)["columns"]) == ("W3041", (1,))


def test_side_results_say_which_columns_were_logged():
    x = np.hstack([HEAVY, np.arange(200.0)[:, None]])
    found = WINSOR.extras(x, x)
    assert found["bent"].tolist() == [True, False]
    assert found["problems"] == ()
    assert not WINSOR.extras(x, x, then="none")["bent"].any()


def test_fewer_than_four_values_are_left_alone():
    x = column(1, 2, 1000)
    np.testing.assert_array_equal(WINSOR(x, x), x)


def test_the_reference_set_decides_how_far_values_may_lie():
    ref = column(1, 2, 3, 4, 5, 90)
    np.testing.assert_array_equal(WINSOR(column(2, 50, 1000), ref, then="none").ravel(), [2, 5, 5])
