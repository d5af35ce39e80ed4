"""Simple cuts: by hand, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError, UsageError
from nqp_index.methods.params import objections
from nqp_index.methods.registry import method

S = np.array([1.0, 2.0, 3.0, 4.0, 10.0])


def test_quantile_cuts_are_of_type_seven():
    np.testing.assert_allclose(method("grade", "quantile")(S, classes=4)[1], np.quantile(S, [0.25, 0.5, 0.75]))


def test_equal_cuts_split_the_range():
    grade, cuts = method("grade", "equal")(S, classes=3)
    np.testing.assert_allclose(cuts, [4, 7])
    np.testing.assert_array_equal(grade, [1, 1, 1, 1, 3])


def test_mean_and_deviation_cuts_use_the_sample_deviation():
    cuts = method("grade", "mean_sd")(S)[1]
    np.testing.assert_allclose(cuts, S.mean() + np.array([-1, -0.5, 0.5, 1]) * S.std(ddof=1))


def test_own_cuts_are_upper_bounds():
    np.testing.assert_array_equal(method("grade", "manual")(S, cuts=(2.0, 4.0))[0], [1, 1, 2, 2, 3])


@pytest.mark.parametrize("given", [{}, {"cuts": ()}, {"cuts": (2.0, 2.0)}, {"cuts": (3.0, 1.0)}], ids=repr)
def test_own_cuts_must_be_given_and_increase(given):
    with pytest.raises(UsageError, match="cuts"):
        method("grade", "manual")(S, **given)


@pytest.mark.parametrize("value", [None, (), "60", (60.0, 40.0), (40.0, 40.0)], ids=repr)
def test_a_recipe_cannot_state_that_there_are_no_cuts_or_that_they_fall(value):
    manual = method("grade", "manual")
    assert [p.code for p in objections(manual.options, {"cuts": value}, method="manual")] == ["E3003"]
    assert [p.code for p in objections(manual.options, {}, method="manual")] == ["E3030"]


def test_steps_around_the_mean_must_increase_and_scores_differ():
    with pytest.raises(UsageError, match="steps"):
        method("grade", "mean_sd")(S, steps=(1.0, 0.5))
    with pytest.raises(DataError):
        method("grade", "mean_sd")(np.ones(4))


def test_float_noise_does_not_part_equal_scores():
    s = np.array([0.1 + 0.2, 0.3, 0.6])
    grade, _ = method("grade", "manual")(s, cuts=(0.3,))
    np.testing.assert_array_equal(grade, [1, 1, 2])
