"""Filling over years: gaps, ends, uneven years, limits and bounds."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.registry import method

LINEAR, GEOMETRIC, LAST, TREND = (method("impute", n) for n in ("linear", "geometric", "last", "trend"))
GAP = np.nan


def filled(one, *values: float, **options: object) -> list[float]:
    return one(np.array(values).reshape(-1, 1, 1), **options)[0].ravel().tolist()


def same(found: list[float], *expected: float) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_a_gap_is_filled_on_the_line_between_its_known_neighbours():
    same(filled(LINEAR, 1, GAP, GAP, 4), 1, 2, 3, 4)


def test_years_count_at_their_true_distance():
    same(filled(LINEAR, 10, GAP, 40, years=np.array([2015, 2016, 2018])), 10, 20, 40)


def test_a_gap_longer_than_allowed_stays():
    same(filled(LINEAR, 1, GAP, GAP, GAP, 5), 1, GAP, GAP, GAP, 5)
    same(filled(LINEAR, 1, GAP, GAP, GAP, 5, max_gap=None), 1, 2, 3, 4, 5)
    same(filled(LINEAR, 1, GAP, 5, years=np.array([2010, 2011, 2015])), 1, GAP, 5)


@pytest.mark.parametrize("one", [LINEAR, GEOMETRIC], ids=lambda m: m.name)
def test_years_that_the_data_leave_out_count_towards_a_gap(one):
    five_yearly = {"years": np.array([2010, 2015, 2020])}
    same(filled(one, 4, GAP, 4, max_gap=8, **five_yearly), 4, GAP, 4)
    same(filled(one, 4, GAP, 4, max_gap=9, **five_yearly), 4, 4, 4)


def test_ends_stay_empty_are_held_or_follow_the_nearest_two_years():
    same(filled(LINEAR, GAP, 2, 3, 5, GAP), GAP, 2, 3, 5, GAP)
    same(filled(LINEAR, GAP, 2, 3, 5, GAP, ends="hold"), 2, 2, 3, 5, 5)
    same(filled(LINEAR, GAP, 2, 3, 5, GAP, ends="trend"), 1, 2, 3, 5, 7)


def test_reach_beyond_the_ends_is_limited_like_a_gap():
    same(filled(LINEAR, 1, GAP, GAP, GAP, ends="hold"), 1, 1, 1, GAP)


def test_one_known_value_has_no_line():
    same(filled(LINEAR, GAP, 5, GAP, ends="trend"), GAP, 5, GAP)
    same(filled(LINEAR, GAP, 5, GAP, ends="hold"), 5, 5, 5)


def test_a_trend_that_leaves_the_declared_bounds_is_not_filled_in():
    bounds = np.array([[0.0, 100.0]])
    same(filled(LINEAR, 9, 5, GAP, GAP, ends="trend", goalposts=bounds), 9, 5, 1, GAP)


def test_constant_growth_between_known_years():
    same(filled(GEOMETRIC, 100, GAP, 121), 100, 110, 121)
    same(filled(GEOMETRIC, 100, 110, GAP, ends="trend"), 100, 110, 121)


@pytest.mark.parametrize("bad", [0.0, -4.0])
def test_growth_from_or_to_zero_or_less_stays_a_gap(bad):
    same(filled(GEOMETRIC, bad, GAP, 4), bad, GAP, 4)
    same(filled(GEOMETRIC, 4, GAP, bad), 4, GAP, bad)


def test_the_last_value_is_carried_forward_only():
    same(filled(LAST, GAP, 3, GAP, GAP, 8), GAP, 3, 3, 3, 8)
    same(filled(LAST, 3, GAP, GAP, max_gap=1), 3, 3, GAP)


def test_a_trend_is_the_least_squares_line_through_all_known_years():
    years = np.array([2010.0, 2011, 2013, 2014, 2016])
    known = np.array([1.0, 4.0, 5.0, 11.0])
    slope, intercept = np.polyfit(years[[0, 1, 2, 4]], known, 1)
    same(filled(TREND, 1, 4, 5, GAP, 11, years=years), 1, 4, 5, intercept + slope * 2014, 11)


def test_a_trend_needs_its_least_number_of_known_years_and_stays_near_them():
    same(filled(TREND, 1, 2, GAP), 1, 2, GAP)
    same(filled(TREND, 1, 2, GAP, min_known=2), 1, 2, 3)
    same(filled(TREND, 1, 2, 3, GAP, GAP, GAP), 1, 2, 3, 4, 5, GAP)


def test_a_constant_series_is_continued_by_its_value():
    same(filled(TREND, 7, 7, 7, GAP), 7, 7, 7, 7)
