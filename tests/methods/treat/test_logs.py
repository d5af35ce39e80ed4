"""Logarithms and Box-Cox: formulas, refusals, and what lies outside the reference set."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import boxcox as scipy_boxcox
from scipy.stats import skew

from nqp_index.errors import DataError
from nqp_index.methods.registry import method

X = np.exp(np.random.default_rng(9).normal(0, 1, (20, 2)))


@pytest.mark.parametrize(("name", "function"), [("log", np.log), ("log10", np.log10), ("sqrt", np.sqrt)])
def test_plain_transformations(name, function):
    np.testing.assert_array_equal(method("treat", name)(X, X), function(X))


@pytest.mark.parametrize(("name", "bad"), [("log", 0.0), ("log10", 0.0), ("log", -1.0), ("sqrt", -1.0)])
def test_values_without_a_transform_are_refused_by_column(name, bad):
    x = X.copy()
    x[3, 1] = bad
    with pytest.raises(DataError, match="column 2"):
        method("treat", name)(x, x)


def test_refused_logs_point_to_the_shifted_one():
    with pytest.raises(DataError) as error:
        method("treat", "log")(X - 1, X - 1)
    assert "log_ct" in str(error.value)


def test_shifted_log_takes_zeros_and_negatives():
    x = X - 1.0
    shift = 0.01 * np.ptp(x, axis=0)
    np.testing.assert_allclose(method("treat", "log_ct")(x, x), np.log(x - x.min(axis=0) + shift), rtol=1e-12)


def test_a_negatively_skewed_column_is_bent_from_its_other_end():
    x = -X
    assert (skew(x) < 0).all()
    found = method("treat", "log_ct")(x, x)
    np.testing.assert_allclose(found, -np.log(x.max(axis=0) - x + 0.01 * np.ptp(x, axis=0)), rtol=1e-12)
    assert (np.abs(skew(found)) < np.abs(skew(x))).all()


def test_log_shifted_by_one_is_the_coin_tools():
    np.testing.assert_allclose(method("treat", "log_orig")(X, X), np.log(X - X.min(axis=0) + 1), rtol=1e-12)


@pytest.mark.parametrize("name", ["log_ct", "log_orig", "boxcox"])
def test_values_short_of_the_reference_set_count_as_its_end(name):
    below = X.min(axis=0, keepdims=True)
    one = method("treat", name)
    np.testing.assert_array_equal(one(below - 5.0, X), one(below, X))


def test_boxcox_power_is_the_maximum_likelihood_of_scipy():
    found = method("treat", "boxcox")(X, X)
    power = method("treat", "boxcox").extras(X, X)["power"]
    for j in range(2):
        expected, fitted = scipy_boxcox(X[:, j] - X[:, j].min() + 1)
        assert power[j] == pytest.approx(fitted, rel=1e-4)
        np.testing.assert_allclose(found[:, j], expected, rtol=1e-3)


def test_boxcox_of_power_zero_is_the_log():
    found = method("treat", "boxcox")(X, X, power=0.0)
    np.testing.assert_allclose(found, np.log(X - X.min(axis=0) + 1), rtol=1e-12)


def test_boxcox_leaves_a_range_lost_beside_one_alone_and_names_it():
    x = X * np.array([1.0, 1e-17])
    one = method("treat", "boxcox")
    np.testing.assert_array_equal(one(x, x)[:, 1], x[:, 1])
    np.testing.assert_array_equal(one(x, x)[:, 0], one(X, X)[:, 0])
    (told,) = one.extras(x, x)["problems"]
    assert (told.code, dict(told.args)["columns"]) == ("W3042", (2,))
    assert one.extras(X, X)["problems"] == ()


@pytest.mark.parametrize("scale", [1e-17, 1e-3, 1e4])
def test_boxcox_from_the_range_is_the_same_in_every_measure(scale):
    one = method("treat", "boxcox")
    np.testing.assert_allclose(one(scale * X, scale * X, start="range"), one(X, X, start="range"), rtol=1e-3)
    assert not np.allclose(one(1e4 * X, 1e4 * X), one(X, X), rtol=0.1)


def test_boxcox_from_the_range_at_power_zero_is_the_shifted_log_but_for_a_constant():
    found = method("treat", "boxcox")(X, X, power=0.0, start="range")
    shifted = method("treat", "log_ct")(X, X, mirror=False)
    np.testing.assert_allclose(found, shifted - np.log(np.ptp(X, axis=0)), rtol=1e-12)
