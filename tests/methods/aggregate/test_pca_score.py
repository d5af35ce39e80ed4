"""Component scores as an index: the definitions of SPSS and Stata, signs, and rotation."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA

from nqp_index.methods.registry import method
from nqp_index.methods.weight.components import varimax

SCORE = method("aggregate", "pca_score")
RNG = np.random.default_rng(5)
COMMON = RNG.normal(size=(40, 2))
X = COMMON @ RNG.normal(size=(2, 6)) + 0.6 * RNG.normal(size=(40, 6))
Z = (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)
EQUAL = np.full(6, 1 / 6)


def components(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, eigenvalues and unit vectors of the first components, from the singular values of the z-scores."""
    _, s, vt = np.linalg.svd(Z, full_matrices=False)
    vt = vt * np.where(vt.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    return Z @ vt[:count].T, s[:count] ** 2 / 39, vt[:count].T


@pytest.mark.parametrize("count", [1, 2, 4])
def test_unstandardised_scores_are_those_of_statas_predict_weighted_by_eigenvalue(count):
    """Stata: pca x*, then predict f*; F = Σ λ f / Σ λ. sklearn's transform gives the same f but for signs."""
    f, size, _ = components(count)
    np.testing.assert_allclose(np.abs(f), np.abs(PCA(count).fit_transform(Z)), rtol=1e-9)
    np.testing.assert_allclose(SCORE(X, EQUAL, factors=count), f @ size / size.sum(), atol=1e-12)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_standardised_scores_are_those_that_spss_saves_weighted_by_eigenvalue(count):
    """SPSS: FACTOR /EXTRACTION PC /SAVE REG; scores of variance 1; F = Σ λ FAC / Σ λ."""
    f, size, _ = components(count)
    fac = f / f.std(axis=0, ddof=1)
    np.testing.assert_allclose(
        SCORE(X, EQUAL, factors=count, scores="standardised"), fac @ size / size.sum(), atol=1e-12
    )


def test_rotated_scores_are_regression_scores_weighted_by_rotated_shares():
    """SPSS: /ROTATION VARIMAX; the coefficient matrix is R⁻¹ B."""
    _, size, v = components(2)
    b = varimax(v * np.sqrt(size))
    b = b * np.where(b.sum(axis=0) < 0, -1.0, 1.0)
    fac = Z @ np.linalg.solve(np.corrcoef(Z.T), b)
    np.testing.assert_allclose(fac.std(axis=0, ddof=1), 1.0)
    shares = (b**2).sum(axis=0)
    np.testing.assert_allclose(SCORE(X, EQUAL, factors=2, rotate="varimax"), fac @ shares / shares.sum(), atol=1e-12)


def test_rotating_one_component_is_its_standardised_score():
    one = SCORE(X, EQUAL, factors=1, rotate="varimax")
    np.testing.assert_allclose(one, SCORE(X, EQUAL, factors=1, scores="standardised"), atol=1e-12)


def test_a_child_that_the_others_oppose_gets_a_negative_coefficient_and_the_line_says_so():
    opposed = np.column_stack([X[:, :1], X[:, :1] + 0.1 * Z[:, 1:2], -X[:, :1] + 0.1 * Z[:, 2:3]])
    w = np.full(3, 1 / 3)
    found = SCORE.extras(opposed, w)
    assert np.sign(found["coefficients"]).tolist() == [1, 1, -1]
    assert "negative" in SCORE.told([found]).en
    z = (opposed - opposed.mean(axis=0)) / opposed.std(axis=0, ddof=1)
    np.testing.assert_allclose(SCORE(opposed, w), z @ found["coefficients"], atol=1e-12)


@pytest.mark.parametrize("rotate", ["none", "varimax"])
def test_weights_other_than_zero_change_nothing(rotate):
    uneven = np.array([0.5, 0.1, 0.1, 0.1, 0.1, 0.1])
    np.testing.assert_array_equal(SCORE(X, uneven, rotate=rotate), SCORE(X, EQUAL, rotate=rotate))


@pytest.mark.parametrize("rotate", ["none", "varimax"])
def test_new_rows_are_scored_on_the_components_of_the_reference_rows(rotate):
    np.testing.assert_allclose(
        SCORE(X[:5], EQUAL, ref=X, rotate=rotate), SCORE(X, EQUAL, rotate=rotate)[:5], atol=1e-12
    )


@pytest.mark.parametrize("rotate", ["none", "varimax"])
def test_of_two_opposed_indicators_the_first_counts_upwards_whatever_rounding_leaves(rotate: str) -> None:
    """The entries of their first component are 1/√2 and -1/√2: they sum to 0, and are as large as each other."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        a = rng.random(12)
        z = np.column_stack([a, 1 - a + 0.2 * rng.random(12)])
        scores = method("aggregate", "pca_score")(z, np.array([0.5, 0.5]), rotate=rotate)
        assert np.corrcoef(scores, a)[0, 1] > 0.9
