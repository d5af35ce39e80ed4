"""Component weights against the Handbook's technology index, and degenerate input."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.registry import method
from nqp_index.methods.weight.components import kept, principal, varimax
from nqp_index.methods.weight.correlation import correlation
from nqp_index.methods.weight.pca import pca, pca_signed, pca_varimax

ONES = np.ones(8)


@pytest.fixture
def technology(shared):  # type: ignore[no-untyped-def]
    """OECD/JRC Handbook (2008), Technology Achievement Index: 23 countries x 8 indicators, two of them in log10."""
    with (shared / "cases" / "oecd2008_tai" / "inputs.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([row[1:] for row in rows], dtype=float)


def test_oecd_table_16_shares_of_variance(technology) -> None:  # type: ignore[no-untyped-def]
    extras = method("weight", "pca").extras
    assert extras is not None
    printed = [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9]
    assert np.abs(100 * extras(technology, ONES)["explained"] - printed).max() <= 0.12


def test_oecd_table_17_rotated_loadings(technology) -> None:  # type: ignore[no-untyped-def]
    """Printed to two decimals; the inputs are rounded too, hence a tolerance of two units; signs aside."""
    extras = method("weight", "pca_varimax").extras
    assert extras is not None
    printed = np.array([
        (0.07, 0.97, 0.06, 0.06), (0.13, 0.07, -0.07, 0.93), (0.79, -0.21, 0.21, 0.42), (-0.64, 0.56, -0.04, 0.36),
        (0.37, 0.17, 0.38, 0.68), (0.82, -0.04, 0.25, 0.35), (0.88, 0.23, -0.09, 0.09), (0.08, 0.04, 0.96, 0.04),
    ])  # fmt: skip
    rotated = extras(technology, ONES, factors=4)["rotated"]
    assert np.abs(np.abs(rotated) - np.abs(printed)).max() <= 0.02


def test_oecd_tables_18_and_22_factor_weights(technology) -> None:  # type: ignore[no-untyped-def]
    """Table 18 prints EXPORTS .07, table 22 .06; within .0062 of table 18 elsewhere, exports .0135."""
    w = pca_varimax(technology, ONES, factors=4)
    table18 = np.array([0.17, 0.15, 0.11, 0.07, 0.08, 0.12, 0.14, 0.16])
    without_exports = np.arange(8) != 3
    assert np.abs(w - table18)[without_exports].max() <= 0.0063
    assert abs(w[3] - 0.06) <= 0.005


def test_the_default_keeps_the_two_components_above_one(technology) -> None:  # type: ignore[no-untyped-def]
    assert pca(technology, ONES) == pytest.approx(pca(technology, ONES, factors=2))
    assert pca_varimax(technology, ONES) == pytest.approx(pca_varimax(technology, ONES, factors=2))


@pytest.mark.parametrize(("keep", "count"), [(0.6, 2), (0.8, 4), (0.85, 4), (0.9, 5), (1.0, 8), ("handbook", 2)])
def test_components_stay_until_their_cumulative_share_is_reached(technology, keep, count) -> None:  # type: ignore[no-untyped-def]
    """OECD/JRC Handbook (2008), table 16: cumulative shares 41.9 63.7 76.0 87.2 93.2 96.9 99.1 100."""
    assert pca(technology, ONES, keep=keep) == pytest.approx(pca(technology, ONES, factors=count))
    assert pca_varimax(technology, ONES, keep=keep) == pytest.approx(pca_varimax(technology, ONES, factors=count))
    extras = method("weight", "pca").extras
    assert extras is not None
    assert extras(technology, ONES, keep=keep)["kept"] == count


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ((8.0, 1.5, 1.2, 0.8, 0.5), 2),  # the third is above 1 and explains just a tenth
        ((2.0, 1.05, 1.02, 0.95, 0.9, 0.9, 0.9, 0.8, 0.8, 0.68), 6),  # three meet both, five explain 59.2 %
    ],
)
def test_the_handbooks_rule_asks_for_a_tenth_each_and_sixty_percent_together(
    values: tuple[float, ...], count: int
) -> None:
    assert kept(np.array(values), None, "handbook").sum() == count


def test_a_rule_that_nothing_meets_keeps_the_first_component() -> None:
    for keep in ("eigenvalue", "handbook", 1e-9):
        assert kept(np.array([1.0, 1.0, 1.0]), None, keep)[0]  # type: ignore[arg-type]


def test_the_sign_rule_makes_the_entries_of_a_component_sum_above_zero(technology) -> None:  # type: ignore[no-untyped-def]
    _, vectors = principal(correlation(technology))
    assert (vectors.sum(axis=0) > 0).all()


def test_a_component_that_sums_to_zero_has_its_largest_entry_positive() -> None:
    _, vectors = principal(np.array([[1.0, -0.5], [-0.5, 1.0]]))
    assert vectors[0, 0] == pytest.approx(-vectors[1, 0])
    assert vectors[:, 0].max() == pytest.approx(np.sqrt(0.5))


def test_varimax_keeps_what_each_row_shares_and_is_never_less_simple() -> None:
    b = np.random.default_rng(0).normal(size=(7, 3))
    rotated = varimax(b)
    kaiser = [m / np.linalg.norm(m, axis=1, keepdims=True) for m in (b, rotated)]
    assert (rotated**2).sum(axis=1) == pytest.approx((b**2).sum(axis=1))
    assert (kaiser[1] ** 2).var(axis=0).sum() > (kaiser[0] ** 2).var(axis=0).sum()


def test_varimax_finds_a_simple_structure_that_was_rotated_away() -> None:
    simple = np.array([[0.9, 0], [0.8, 0], [0.7, 0], [0, 0.9], [0, 0.6]])
    turn = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    assert np.sort(np.abs(varimax(simple @ turn)), axis=1) == pytest.approx(np.sort(simple, axis=1), abs=1e-6)


@pytest.mark.parametrize("weigh", [pca, pca_varimax, pca_signed])
@pytest.mark.parametrize("filler", [0.7, np.nan])
def test_a_constant_column_weighs_nothing_and_leaves_the_others_alone(weigh, filler: float) -> None:  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(1)
    common = rng.normal(size=(30, 1))
    z = common + 0.5 * rng.normal(size=(30, 4))
    w = weigh(np.column_stack([z[:, :2], np.full(30, filler), z[:, 2:]]), np.ones(5))
    assert w[2] == 0.0
    assert w[[0, 1, 3, 4]] == pytest.approx(weigh(z, np.ones(4)))


def test_mixed_signs_are_refused_by_column_never_hidden() -> None:
    rng = np.random.default_rng(1)
    common = rng.normal(size=(30, 1))
    z = common * [1, 1, 1, -1] + 0.3 * rng.normal(size=(30, 4))
    with pytest.raises(DataError) as refused:
        pca_signed(z, np.ones(4))
    assert dict(refused.value.problems[0].args)["columns"] == (4,)


@pytest.mark.parametrize("weigh", [pca, pca_varimax, pca_signed])
def test_a_gap_is_refused_by_column(weigh) -> None:  # type: ignore[no-untyped-def]
    z = np.random.default_rng(1).uniform(size=(9, 3))
    z[4, 1] = np.nan
    with pytest.raises(DataError) as refused:
        weigh(z, np.ones(3))
    assert refused.value.problems[0].code == "E3206"
    assert dict(refused.value.problems[0].args)["columns"] == (2,)


def test_a_table_of_constants_has_no_components() -> None:
    with pytest.raises(DataError):
        pca(np.ones((5, 2)), np.ones(2))


def test_rotated_coefficients_are_those_of_spssau_s_weights_by_factor_analysis() -> None:
    """Rotated loading over the root of the rotated eigenvalue, weighted by the rotated shares of variance, sum 1."""
    z = np.random.default_rng(3).normal(size=(60, 2)) @ [[1, 0.9, 0.8, 0.1, 0.2], [0.2, 0.1, 0.3, 1, 0.9]]
    z = z + 0.3 * np.random.default_rng(4).normal(size=z.shape)
    r = np.corrcoef(z.T)
    values, vectors = np.linalg.eigh(r)
    b = varimax(vectors[:, :-3:-1] * np.sqrt(values[:-3:-1]))
    b = b * np.sign(b.sum(axis=0))
    eigenvalues = (b**2).sum(axis=0)
    coefficients = (b / np.sqrt(eigenvalues)) @ (eigenvalues / eigenvalues.sum())
    found = pca_signed(z, np.ones(5), factors=2, rotate="varimax")
    np.testing.assert_allclose(found, coefficients / coefficients.sum(), rtol=1e-8)
    assert np.abs(found - pca_signed(z, np.ones(5), factors=2)).max() > 0.01
    extras = method("weight", "pca_signed").extras
    assert extras is not None
    np.testing.assert_allclose(np.abs(extras(z, np.ones(5), factors=2, rotate="varimax")["loadings"]), np.abs(b))
