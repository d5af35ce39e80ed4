"""TOPSIS against printed examples, and its answers to degenerate tables."""

from __future__ import annotations

import csv
from collections import defaultdict

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.registry import method

TOPSIS = method("aggregate", "topsis")
VECTOR = method("normalise", "vector")

Z5 = np.array([[0, 0.2, 1], [0.1, 0.9, 0], [0.3, 0, 0.4], [1, 1, 0.6], [0.2, 0.5, 0.7]])
W3 = np.array([0.5, 0.3, 0.2])


def test_tzeng_and_huang_2011_textbook_example_to_four_decimals():
    """Tzeng & Huang (2011), Multiple Attribute Decision Making, CRC: vector norm, weights .3 .4 .3."""
    x = np.array([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], dtype=float)
    score = TOPSIS(VECTOR(x, x), np.array([0.3, 0.4, 0.3]))
    np.testing.assert_allclose(score, [0.5037, 0.6581, 0.7482, 0.3340], atol=5e-5)


def test_zhang_2021_closeness_of_195_city_years_to_eight_decimals(shared):
    """Zhang et al. (2021), Sustainability 13(4):1862: stacked min-max, entropy weights without shift, TOPSIS."""
    case = shared / "cases" / "zhang2021_bth_entropy_topsis"
    with (case / "inputs.csv").open(encoding="utf-8") as file:
        inputs = list(csv.DictReader(file))
    with (case / "expected.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    weights = {row["item"]: float(row["value"]) for row in expected if row["quantity"] == "weight"}
    raw: dict[str, dict[str, dict[tuple[str, str], float]]] = defaultdict(lambda: defaultdict(dict))
    for row in inputs:
        raw[row["subsystem"]][row["indicator"]][row["city"], row["year"]] = float(row["value"])
    seen = 0
    for subsystem, columns in raw.items():
        rows = list(next(iter(columns.values())))
        x = np.array([[column[at] for column in columns.values()] for at in rows])
        w = np.array([weights[f"{subsystem}|{indicator}"] for indicator in columns])
        score = dict(zip(rows, TOPSIS(method("normalise", "minmax")(x, x, high=1.0), w), strict=True))
        for row in expected:
            if row["quantity"] == "topsis_closeness" and row["item"] == subsystem:
                assert score[row["unit"], row["year"]] == pytest.approx(float(row["value"]), abs=5e-9)
                seen += 1
    assert seen == 195


def test_weights_inside_and_outside_the_square_are_different_methods():
    np.testing.assert_allclose(TOPSIS(Z5, W3), [0.2735, 0.3576, 0.2630, 0.8815, 0.3460], atol=5e-5)
    np.testing.assert_allclose(TOPSIS(Z5, W3, weight="sqrt"), [0.3563, 0.3897, 0.2610, 0.8392, 0.4060], atol=5e-5)


def test_scoring_does_not_depend_on_the_printing_scale():
    np.testing.assert_allclose(TOPSIS(100 * Z5, W3), TOPSIS(Z5, W3), rtol=1e-13)


def test_negated_cost_columns_equal_exchanged_ideals():
    x = np.array([[250, 16, 12], [200, 16, 8], [300, 32, 16], [275, 32, 8]], dtype=float)
    w = np.array([0.4, 0.3, 0.3])
    z = VECTOR(x, x, direction=np.array([-1, 1, 1]))
    plain = x / np.sqrt((x**2).sum(axis=0)) * w
    best = [plain[:, 0].min(), plain[:, 1].max(), plain[:, 2].max()]
    worst = [plain[:, 0].max(), plain[:, 1].min(), plain[:, 2].min()]
    up, down = (np.sqrt(((plain - ends) ** 2).sum(axis=1)) for ends in (best, worst))
    np.testing.assert_allclose(TOPSIS(z, w), down / (up + down), rtol=1e-13)


def test_absolute_ideals_make_a_region_independent_of_the_others():
    ends = np.array([[0.0, 100.0]] * 3)
    alone = TOPSIS(100 * Z5[:1], W3, score_ends=ends, ideals="absolute")
    np.testing.assert_array_equal(alone, TOPSIS(100 * Z5, W3, score_ends=ends, ideals="absolute")[:1])
    np.testing.assert_array_equal(alone, TOPSIS(100 * Z5[:1], W3, ideals="absolute", low=0.0, high=100.0))


@pytest.mark.parametrize("ends", [None, np.array([[0.0, 1.0], [0.0, np.nan], [0.0, 1.0]])])
def test_absolute_ideals_without_declared_ends_are_refused(ends):
    with pytest.raises(UsageError) as error:
        TOPSIS(Z5, W3, score_ends=ends, ideals="absolute")
    assert error.value.problems[0].code == "E3031"


def test_absolute_ideals_refuse_a_low_end_that_is_not_lower():
    with pytest.raises(UsageError) as error:
        TOPSIS(Z5, W3, ideals="absolute", low=100.0, high=100.0)
    assert "low" in str(error.value)


def test_ideals_come_from_the_reference_rows():
    wide = np.array([[0.0, 0, 0], [2, 2, 2]])
    np.testing.assert_allclose(TOPSIS(np.ones((1, 3)), W3, ref=wide), [0.5])


def test_equal_rows_have_no_closeness():
    assert np.isnan(TOPSIS(np.ones((3, 2)), np.array([0.5, 0.5]))).all()


def test_a_row_with_a_gap_gets_no_score_and_moves_no_ideal():
    with_gap = np.vstack([Z5, [5.0, np.nan, 5.0]])
    score = TOPSIS(with_gap, W3)
    np.testing.assert_array_equal(score[:5], TOPSIS(Z5, W3))
    assert np.isnan(score[5])


def test_extras_hold_both_distances():
    extra = TOPSIS.extras(Z5, W3)
    np.testing.assert_allclose(extra["to_worst"] / (extra["to_worst"] + extra["to_best"]), TOPSIS(Z5, W3))


def test_a_row_s_closeness_does_not_depend_on_the_rows_beside_it() -> None:
    rng = np.random.default_rng(4)
    z, w = rng.random((2500, 7)), rng.dirichlet(np.ones(7), size=3)
    whole = TOPSIS(z, w)
    for own in (slice(0, 1), slice(1000, 1100), slice(1020, 2300)):
        np.testing.assert_array_equal(TOPSIS(z[own], w, ref=z), whole[:, own])
