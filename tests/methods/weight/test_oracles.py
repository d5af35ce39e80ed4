"""Independent programs as oracles where they agree with the source; docs/methods/differences.md says where they do not.

Needs the extra `oracles`; each test skips where its package is absent.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method

RNG = np.random.default_rng(11)
X = np.exp(0.6 * RNG.normal(size=(31, 1)) + 0.5 * RNG.normal(size=(31, 6)))
Z = (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))
BENEFITS = np.ones(6)
TYPES = np.array([1.0, 1, -1, 1, -1, 1])


@pytest.fixture
def pymcdm() -> Any:
    return pytest.importorskip("pymcdm.weights", reason="pymcdm is not installed (extra: oracles)")


@pytest.fixture
def skcriteria() -> Any:
    name = "skcriteria.preprocessing.weighters"
    return pytest.importorskip(name, reason="scikit-criteria is not installed (extra: oracles)")


def ours(name: str, z: Floats, **options: Any) -> Floats:
    return np.asarray(method("weight", name)(z, BENEFITS / 6, **options))


@pytest.mark.parametrize(
    ("name", "theirs"),
    [("entropy_raw", "entropy_weights"), ("critic_raw", "critic_weights"), ("gini", "gini_weights")],
)
def test_pymcdm_agrees_on_positive_raw_values(pymcdm: Any, name: str, theirs: str) -> None:
    assert ours(name, X) == pytest.approx(getattr(pymcdm, theirs)(X, BENEFITS), abs=1e-12)


@pytest.mark.parametrize(
    ("name", "theirs"), [("merec", "merec_weights"), ("cilos", "cilos_weights"), ("idocriw", "idocriw_weights")]
)
def test_pymcdm_agrees_on_costs_and_benefits(pymcdm: Any, name: str, theirs: str) -> None:
    assert ours(name, X, direction=TYPES) == pytest.approx(getattr(pymcdm, theirs)(X, TYPES), abs=1e-10)


def test_pymcdm_agrees_on_standard_deviations(pymcdm: Any) -> None:
    assert ours("std", Z) == pytest.approx(pymcdm.standard_deviation_weights(Z, BENEFITS), abs=1e-12)


def test_pymcdm_refuses_a_zero_and_we_take_it_for_nothing(pymcdm: Any) -> None:
    """A deliberate difference: 0 ln 0 = 0, as scikit-criteria and Zhang et al. (2021) have it."""
    with pytest.raises(ValueError, match="positive"):
        pymcdm.entropy_weights(Z, BENEFITS)
    assert ours("entropy", Z).min() > 0


def test_a_constant_column_moves_every_weight_of_pymcdm_and_none_of_ours(pymcdm: Any) -> None:
    wide = np.column_stack([X, np.full(31, 0.7)])
    theirs = pymcdm.critic_weights(wide, np.ones(7))
    w = method("weight", "critic_raw")(wide, np.ones(7))
    assert w[:6] == pytest.approx(ours("critic_raw", X))
    assert not np.allclose(np.nan_to_num(theirs[:6]), w[:6])


@pytest.mark.parametrize("name", ["entropy", "std"])
def test_scikit_criteria_agrees_on_min_max_values(skcriteria: Any, name: str) -> None:
    assert ours(name, Z) == pytest.approx(getattr(skcriteria, f"{name}_weights")(Z), abs=1e-12)


def test_scikit_criteria_agrees_on_raw_entropy_and_gini(skcriteria: Any) -> None:
    assert ours("entropy_raw", X) == pytest.approx(skcriteria.entropy_weights(X), abs=1e-12)
    assert ours("gini", X) == pytest.approx(skcriteria.gini_weights(X), abs=1e-12)


@pytest.mark.parametrize("kind", ["pearson", "spearman", "kendall"])
def test_scikit_criteria_agrees_on_directed_critic(skcriteria: Any, kind: str) -> None:
    directed = np.where(TYPES > 0, Z, 1 - Z)
    theirs = skcriteria.critic_weights(X, TYPES.astype(int), correlation=kind)
    assert ours("critic", directed, correlation=kind) == pytest.approx(theirs, abs=1e-12)


def test_scikit_criteria_agrees_on_merec(skcriteria: Any) -> None:
    theirs = skcriteria.merec_weights(X, TYPES.astype(int))
    assert ours("merec", X, direction=TYPES) == pytest.approx(theirs, abs=1e-12)


def test_scikit_learn_finds_the_same_components() -> None:
    from sklearn.decomposition import PCA

    fitted = PCA().fit((X - X.mean(axis=0)) / X.std(axis=0, ddof=1))
    kept = fitted.explained_variance_ > 1
    kept[0] = True
    raw = (fitted.explained_variance_[kept, None] * fitted.components_[kept] ** 2).sum(axis=0)
    assert ours("pca", Z) == pytest.approx(raw / raw.sum(), abs=1e-10)


def test_pydecision_agrees_on_ahp_weights_and_consistency() -> None:
    algorithm = pytest.importorskip("pyDecision.algorithm", reason="pyDecision is not installed")
    judged = np.array([[1, 2, 5, 3], [0.5, 1, 3, 2], [0.2, 1 / 3, 1, 0.5], [1 / 3, 0.5, 2, 1]])
    theirs, ratio = algorithm.ahp_method(judged, wd="geometric")
    found = method("weight", "ahp").extras
    assert found is not None
    rows = tuple(tuple(float(v) for v in row) for row in judged)
    extras = found(np.zeros((1, 4)), np.ones(4), judgements=rows, by="geometric")
    assert extras["weights"] == pytest.approx(theirs, abs=1e-10)
    assert extras["consistency_ratio"] == pytest.approx(ratio, abs=2e-3)  # its RI table has other digits
