"""Mazziotta-Pareto and mean-min: worked numbers and the penalty's behaviour."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError, UsageError
from nqp_index.methods.registry import method

MPI, AMPI, MEAN_MIN = (method("aggregate", name) for name in ("mpi", "ampi", "mean_min"))
Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
EQUAL = np.full(3, 1 / 3)


def test_worked_numbers_of_the_mazziotta_pareto_index():
    np.testing.assert_allclose(MPI(Z5, EQUAL), [97.709, 94.584, 93.613, 110.674, 100.189], atol=5e-4)


def test_the_index_is_mean_less_variance_over_mean_of_standardised_scores():
    z = 100 + 10 * (Z5 - Z5.mean(axis=0)) / Z5.std(axis=0)
    np.testing.assert_allclose(MPI(Z5, EQUAL), z.mean(axis=1) - z.var(axis=1) / z.mean(axis=1), rtol=1e-12)


def test_sample_deviation_across_children_is_a_named_variant():
    z = 100 + 10 * (Z5 - Z5.mean(axis=0)) / Z5.std(axis=0)
    np.testing.assert_allclose(
        MPI(Z5, EQUAL, ddof=1), z.mean(axis=1) - z.var(axis=1, ddof=1) / z.mean(axis=1), rtol=1e-12
    )


def test_the_sign_of_the_penalty_mirrors_it_around_the_mean():
    z = 100 + 10 * (Z5 - Z5.mean(axis=0)) / Z5.std(axis=0)
    np.testing.assert_allclose((MPI(Z5, EQUAL, penalty=-1) + MPI(Z5, EQUAL, penalty=1)) / 2, z.mean(axis=1), rtol=1e-12)


def test_a_balanced_profile_is_not_punished():
    same = np.array([[30.0, 30.0], [70.0, 70.0], [50.0, 50.0]])
    z = 100 + 10 * (same[:, 0] - 50) / same[:, 0].std()
    np.testing.assert_allclose(MPI(same, np.array([0.5, 0.5])), z, rtol=1e-12)


def test_scores_on_their_final_scale_must_have_a_positive_mean():
    np.testing.assert_allclose(MPI(np.array([[90.0, 110.0]]), np.array([0.5, 0.5]), standardise="none"), [99.0])
    with pytest.raises(DataError, match="mpi"):
        MPI(np.array([[-1.0, 1.0]]), np.array([0.5, 0.5]), standardise="none")


def test_adjusted_index_gives_the_base_year_mean_a_hundred_and_the_range_sixty_points():
    """Mazziotta & Pareto (2016): goalposts of half the range over all years around the base-year mean."""
    two_years = np.array([[10.0, 1.0], [30.0, 5.0], [20.0, 3.0], [50.0, 9.0]])  # two regions, year by year
    first = two_years[:2].mean(axis=0)
    z = 100 + 60 * (two_years - first) / np.ptp(two_years, axis=0)
    w = np.array([0.5, 0.5])
    expected = z.mean(axis=1) - z.var(axis=1) / z.mean(axis=1)
    years = np.array([2019, 2019, 2020, 2020])
    np.testing.assert_allclose(AMPI(two_years, w, years=years), expected, rtol=1e-12)


def test_adjusted_index_of_the_first_year_stays_when_a_year_within_the_range_is_added():
    years = np.array([[10.0, 1.0], [50.0, 9.0], [20.0, 3.0]])
    longer = np.vstack([years, [30.0, 4.0]])
    when = np.array([2019, 2019, 2020, 2020])
    w = np.array([0.5, 0.5])
    np.testing.assert_allclose(AMPI(longer, w, years=when)[:3], AMPI(years, w, years=when[:3]), rtol=1e-12)


def test_adjusted_index_may_start_from_any_stated_year_or_from_given_values():
    rows, years = np.array([[10.0, 1.0], [30.0, 5.0], [20.0, 3.0], [50.0, 9.0]]), np.array([2019, 2019, 2020, 2020])
    w, second = np.array([0.5, 0.5]), rows[2:].mean(axis=0)
    z = 100 + 60 * (rows - second) / np.ptp(rows, axis=0)
    expected = z.mean(axis=1) - z.var(axis=1) / z.mean(axis=1)
    np.testing.assert_allclose(AMPI(rows, w, years=years, base=2020), expected, rtol=1e-12)
    np.testing.assert_allclose(AMPI(rows, w, years=years, base=tuple(second)), expected, rtol=1e-12)


@pytest.mark.parametrize(("base", "code"), [(2018, "E3040"), ((1.0, 2.0, 3.0), "E3017")])
def test_a_base_that_is_not_there_is_refused(base, code):
    with pytest.raises(UsageError) as refused:
        AMPI(np.ones((4, 2)), np.array([0.5, 0.5]), years=np.array([2019, 2019, 2020, 2020]), base=base)
    assert refused.value.problems[0].code == code


@pytest.mark.parametrize(("a", "b", "expected"), [(0.0, 1.0, 70.0), (1.0, 0.0, 40.0), (0.5, 0.0, 55.0)])
def test_mean_min_runs_from_the_mean_to_the_minimum(a, b, expected):
    z = np.array([[40.0, 100.0]])
    np.testing.assert_allclose(MEAN_MIN(z, np.array([0.5, 0.5]), a=a, b=b, standardise="none"), [expected])


def test_mean_min_formula_with_its_defaults():
    z = 100 + 10 * (Z5 - Z5.mean(axis=0)) / Z5.std(axis=0)
    gap = z.mean(axis=1) - z.min(axis=1)
    np.testing.assert_allclose(MEAN_MIN(Z5, EQUAL), z.mean(axis=1) - 0.5 * (np.sqrt(gap**2 + 1) - 1), rtol=1e-12)


@pytest.mark.parametrize("one", [MPI, AMPI, MEAN_MIN])
def test_a_constant_child_is_left_out(one):
    flat = np.column_stack([Z5, np.full(5, 3.0)])
    np.testing.assert_allclose(one(flat, np.array([0.3, 0.3, 0.3, 0.1])), one(Z5, EQUAL), rtol=1e-12)
