"""Rankings beside two independent libraries, where these agree with the source.

Deliberate difference: pymcdm's COPRAS cancels the cost term to Q = S+ + S-; scikit-criteria follows the source.
"""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.methods.registry import method

RANDOM = np.random.default_rng(7)
X = RANDOM.uniform(1, 99, (12, 5))
W = RANDOM.dirichlet(np.ones(5))
TYPES = np.array([1, -1, 1, -1, 1])
DIRECTED = X * TYPES


def ours(name: str, z: np.ndarray, **options: object) -> np.ndarray:
    return method("aggregate", name)(z, W, **options)


@pytest.fixture
def pymcdm():
    return pytest.importorskip("pymcdm", reason="the oracle pymcdm is not installed (extra: oracles)")


@pytest.fixture
def skcriteria():
    return pytest.importorskip("skcriteria", reason="the oracle scikit-criteria is not installed (extra: oracles)")


@pytest.mark.parametrize(
    ("name", "theirs"), [("vikor", "VIKOR"), ("mabac", "MABAC"), ("topsis", "TOPSIS")], ids=["vikor", "mabac", "topsis"]
)
def test_rankings_of_directed_values_equal_pymcdm(pymcdm, name, theirs):
    z = method("normalise", "minmax")(DIRECTED, DIRECTED) if name == "topsis" else DIRECTED
    expected = getattr(pymcdm.methods, theirs)()(X, W, TYPES)
    np.testing.assert_allclose(ours(name, z), expected, rtol=1e-10)


def test_textbook_topsis_with_costs_equals_pymcdm(pymcdm):
    z = method("normalise", "vector")(X, X, direction=TYPES)
    expected = pymcdm.methods.TOPSIS(pymcdm.normalizations.vector_normalization)(X, W, TYPES)
    np.testing.assert_allclose(ours("topsis", z), expected, rtol=1e-10)


def test_edas_with_costs_equals_pymcdm(pymcdm):
    np.testing.assert_allclose(ours("edas", X, direction=TYPES), pymcdm.methods.EDAS()(X, W, TYPES), rtol=1e-10)


def test_usual_net_flows_equal_pymcdm(pymcdm):
    expected = pymcdm.methods.PROMETHEE_II("usual")(X, W, TYPES)
    np.testing.assert_allclose(ours("promethee2", DIRECTED), expected, rtol=1e-10)


@pytest.mark.parametrize(
    ("preference", "theirs"),
    [("v", "vshape"), ("u", "ushape"), ("linear", "vshape_2"), ("level", "level")],
    ids=["v", "u", "linear", "level"],
)
def test_net_flows_with_thresholds_equal_pymcdm(pymcdm, preference, theirs):
    p, q = np.full(5, 30.0), np.full(5, 10.0)
    expected = pymcdm.methods.PROMETHEE_II(theirs, p=p, q=q)(X, W, TYPES)
    limits = {"v": {"p": (30.0,)}, "u": {"q": (10.0,)}, "linear": {"q": (10.0,), "p": (30.0,)},
              "level": {"q": (10.0,), "p": (30.0,)}}[preference]  # fmt: skip
    np.testing.assert_allclose(ours("promethee2", DIRECTED, preference=preference, **limits), expected, rtol=1e-10)


def decision(skcriteria):
    return skcriteria.mkdm(X, [max if t > 0 else min for t in TYPES], weights=W)


def test_copras_equals_scikit_criteria(skcriteria):
    from skcriteria.agg.copras import COPRAS

    shares = skcriteria.mkdm(X / X.sum(axis=0), [max if t > 0 else min for t in TYPES], weights=W)
    theirs = COPRAS().evaluate(shares).e_.significances
    np.testing.assert_allclose(ours("copras", X, direction=TYPES), theirs, rtol=1e-10)


def test_vikor_and_its_compromise_set_equal_scikit_criteria(skcriteria):
    from skcriteria.agg.vikor import VIKOR

    found = VIKOR().evaluate(decision(skcriteria)).e_
    extra = method("aggregate", "vikor").extras(DIRECTED, W)
    np.testing.assert_allclose(extra["Q"], found.q_k, rtol=1e-10)
    assert set(np.flatnonzero(extra["compromise"])) == set(np.atleast_1d(found.compromise_set))
