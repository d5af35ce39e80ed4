"""纵横向拉开档次法: what it maximises, and when it is the first principal component."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.weight.components import principal
from nqp_index.methods.weight.scatter import scatter

RNG = np.random.default_rng(3)
COMMON = RNG.normal(size=(60, 1))
RAW = COMMON + RNG.normal(size=(60, 4))
Z = (RAW - RAW.min(axis=0)) / (RAW.max(axis=0) - RAW.min(axis=0))
ONES = np.ones(4)


def test_centred_and_pooled_it_is_the_first_principal_component() -> None:
    """H = (TR - 1) · Corr, so the top eigenvectors are the same: METHODS, scatter card."""
    _, vectors = principal(np.corrcoef(Z.T))
    assert scatter(Z, ONES) == pytest.approx(vectors[:, 0] / vectors[:, 0].sum(), abs=1e-12)


def test_no_other_weights_of_the_same_length_scatter_the_scores_more() -> None:
    w = scatter(Z, ONES, data="uncentred")
    most = np.linalg.norm(Z @ w) / np.linalg.norm(w)
    others = RNG.uniform(size=(500, 4))
    assert (np.linalg.norm(Z @ others.T, axis=0) / np.linalg.norm(others, axis=1)).max() <= most + 1e-12


def test_within_years_growth_common_to_all_regions_does_not_count() -> None:
    grown = Z + np.repeat([0.0, 5.0, 9.0], 20)[:, None]
    within = {"data": "within_year", "periods": 3}
    assert scatter(grown, ONES, **within) == pytest.approx(scatter(Z, ONES, **within))  # type: ignore[arg-type]
    assert not np.allclose(scatter(grown, ONES), scatter(Z, ONES))


def test_mixed_signs_are_refused_by_column_or_dropped_when_asked() -> None:
    opposed = np.column_stack([Z[:, :3], 1 - Z[:, 3]])
    with pytest.raises(DataError) as refused:
        scatter(opposed, ONES)
    assert dict(refused.value.problems[0].args)["columns"] == (4,)
    dropped = scatter(opposed, ONES, negative="drop")
    assert dropped[3] == 0.0
    assert dropped[:3] == pytest.approx(scatter(Z[:, :3], np.ones(3)))


@pytest.mark.parametrize("data", ["centred", "within_year", "uncentred"])
@pytest.mark.parametrize("filler", [0.7, np.nan])
def test_a_constant_column_weighs_nothing_and_leaves_the_others_alone(data: str, filler: float) -> None:
    wide = np.column_stack([np.full(60, filler), Z])
    w = scatter(wide, np.ones(5), data=data, periods=3)  # type: ignore[arg-type]
    assert w[0] == 0.0
    assert w[1:] == pytest.approx(scatter(Z, ONES, data=data, periods=3))  # type: ignore[arg-type]


def test_a_gap_is_refused_by_column() -> None:
    z = Z.copy()
    z[5, 2] = np.nan
    with pytest.raises(DataError) as refused:
        scatter(z, ONES)
    assert dict(refused.value.problems[0].args)["columns"] == (3,)
