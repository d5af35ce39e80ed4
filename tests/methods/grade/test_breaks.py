"""Natural breaks: a published example, exactness against all cuts, ties and too few values."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

JENKS = method("grade", "natural_breaks")

# fmt: off
#: Employment per square kilometre of the 58 counties of California: PySAL (libpysal calemp), BSD 3-Clause,
#: (c) PySAL developers.
CALIFORNIA = np.array([
    329.92, 0.42, 5.9, 14.03, 2.78, 1.34, 181.27, 1.65, 10.03, 16.7, 1.32, 3.99, 3.16, 0.22, 8.7, 6.56, 3.27, 0.33,
    370.5, 4.51, 75.29, 0.99, 2.74, 8.68, 0.14, 0.92, 12.63, 28.7, 12.02, 722.85, 36.68, 0.74, 29.82, 192.05, 3.38,
    11.15, 110.74, 4111.45, 49.47, 10.33, 317.11, 20.47, 264.93, 66.26, 5.39, 0.13, 0.61, 50.65, 40.48, 36.67, 13.09,
    1.81, 0.2, 7.6, 2.51, 57.26, 24.32, 6.97,
])
# fmt: on


def test_fisher_jenks_of_californian_employment_as_printed_by_pysal():
    """mapclassify, FisherJenks(calemp, k=5): upper bounds, counts and absolute deviation around class medians."""
    grade, cuts = JENKS(CALIFORNIA, classes=5)
    np.testing.assert_array_equal(cuts, [75.29, 192.05, 370.5, 722.85])
    np.testing.assert_array_equal(np.bincount(grade.astype(int))[1:], [49, 3, 4, 1, 1])
    assert JENKS.extras(CALIFORNIA, classes=5)["adcm"] == pytest.approx(799.24, abs=5e-3)


def squares(groups: list[np.ndarray]) -> float:
    return sum(float(((g - g.mean()) ** 2).sum()) for g in groups)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_no_other_cut_leaves_less_variance_inside(seed, classes):
    s = np.round(np.random.default_rng(seed).gamma(1.0, 20.0, 11), 0)
    values = np.unique(s)
    best = min(
        squares(np.split(np.sort(s), np.searchsorted(np.sort(s), values[list(at)], side="right")))
        for at in combinations(range(len(values) - 1), classes - 1)
    )
    grade, _ = JENKS(s, classes=classes)
    assert squares([s[grade == c] for c in range(1, classes + 1)]) == pytest.approx(best, abs=1e-9)


def test_a_perfect_fit_has_goodness_one():
    s = np.array([1.0, 1.0, 5.0, 5.0, 9.0])
    assert JENKS.extras(s, classes=3)["gvf"] == pytest.approx(1.0)
    np.testing.assert_array_equal(JENKS(s, classes=3)[0], [1, 1, 2, 2, 3])


def test_of_several_optima_the_one_with_the_lowest_cut_is_taken():
    np.testing.assert_array_equal(JENKS(np.array([1.0, 2.0, 3.0]), classes=2)[1], [1.0])


@pytest.mark.parametrize("name", ["natural_breaks", "quantile", "equal"])
def test_more_classes_than_distinct_scores_are_refused(name):
    with pytest.raises(DataError) as error:
        method("grade", name)(np.array([1.0, 1.0, 2.0, np.nan]), classes=3)
    assert "2 distinct" in str(error.value)
