"""CRITIC weights against printed numbers, and one test per documented answer to degenerate input."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.weight.correlation import correlation
from nqp_index.methods.weight.critic import critic, critic_raw

Z5 = np.array([(0, 0.2, 1), (0.1, 0.9, 0), (0.3, 0, 0.4), (1, 1, 0.6), (0.2, 0.5, 0.7)])
ONES = np.ones(3)


def test_diakoulaki_1995_all_eight_decimals() -> None:
    """Diakoulaki, Mavrotas & Papayannakis (1995) Computers & Operations Research 22:763-770."""
    x = np.array([[61, 1.08, 4.33], [20.7, 0.26, 4.34], [16.3, 1.98, 2.53], [9, 3.29, 1.65], [5.4, 2.77, 2.33],
                  [4, 4.12, 1.21], [-6.1, 3.52, 2.1], [-34.6, 3.31, 0.98]])  # fmt: skip
    assert np.abs(critic_raw(x, ONES) - [0.20222554, 0.48090173, 0.31687273]).max() <= 0.5e-8


def test_tus_2019_all_three_decimals() -> None:
    """Tus & Aytac Adali (2019) OPSEARCH 56:528-538, all criteria taken as benefits although the first is a cost."""
    x = np.array([[5000, 3, 3, 4, 3, 2], [680, 5, 3, 2, 2, 1], [2000, 3, 2, 3, 4, 3], [600, 4, 3, 1, 2, 2],
                  [800, 2, 4, 3, 3, 4]], dtype=float)  # fmt: skip
    assert np.abs(critic_raw(x, np.ones(6)) - [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]).max() <= 0.5e-3


def test_signed_and_absolute_conflict_differ_as_worked_in_methods() -> None:
    assert critic(Z5, ONES) == pytest.approx([0.2568, 0.3536, 0.3896], abs=5e-5)
    assert critic(Z5, ONES, conflict="abs") == pytest.approx([0.3544, 0.2846, 0.3610], abs=5e-5)


@pytest.mark.parametrize("kind", ["pearson", "spearman", "kendall"])
@pytest.mark.parametrize("filler", [0.7, 0.0, np.nan])
def test_a_constant_or_empty_column_weighs_nothing_and_leaves_the_others_alone(kind: str, filler: float) -> None:
    z = np.column_stack([Z5[:, :2], np.full(5, filler), Z5[:, 2]])
    w = critic(z, np.ones(4), correlation=kind)  # type: ignore[arg-type]
    assert w[2] == 0.0
    assert w[[0, 1, 3]] == pytest.approx(critic(Z5, ONES, correlation=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["spearman", "kendall"])
@pytest.mark.parametrize("seed", range(3))
def test_ranks_are_given_over_the_common_rows_of_a_pair_as_pandas_does(kind: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    z = np.where(rng.random((3, 12, 4)) < 0.15, np.nan, rng.integers(0, 9, (3, 12, 4)) / 8)
    z[0] = np.nan_to_num(z[0])
    found = correlation(z, kind)  # type: ignore[arg-type]
    for one, r in zip(z, found, strict=True):
        np.testing.assert_allclose(r, pd.DataFrame(one).corr(method=kind).to_numpy(), atol=1e-12)


def test_gaps_are_left_out_pair_by_pair() -> None:
    """By hand: Pearson over the common rows of each pair, deviations over each column's own rows."""
    z = Z5.copy()
    z[2, 1] = np.nan
    r01 = np.corrcoef(z[[0, 1, 3, 4]][:, [0, 1]].T)[0, 1]
    r12 = np.corrcoef(z[[0, 1, 3, 4]][:, [1, 2]].T)[0, 1]
    r02 = np.corrcoef(z[:, [0, 2]].T)[0, 1]
    s = np.nanstd(z, axis=0, ddof=1)
    c = s * np.array([2 - r01 - r02, 2 - r01 - r12, 2 - r02 - r12])
    assert critic(z, ONES) == pytest.approx(c / c.sum(), abs=1e-12)


def test_ranks_drop_distances_in_the_spearman_variant() -> None:
    """Only the correlation sees ranks: weights over spreads agree after a stretch that keeps the order."""
    stretched = Z5**3
    ratio = critic(Z5, ONES, correlation="spearman") / Z5.std(axis=0)
    other = critic(stretched, ONES, correlation="spearman") / stretched.std(axis=0)
    assert ratio / ratio.sum() == pytest.approx(other / other.sum())


def test_a_single_informative_column_weighs_everything() -> None:
    assert critic(np.array([[0.0], [1.0], [0.4]]), np.ones(1)).tolist() == [1.0]
    assert critic(np.array([[0.0, 0.3], [1.0, 0.3], [0.4, 0.3]]), np.ones(2)).tolist() == [1.0, 0.0]


def test_columns_in_full_agreement_have_no_weights() -> None:
    x = np.linspace(0, 1, 7)
    with pytest.raises(DataError) as refused:
        critic(np.column_stack([x, x, x]), ONES)
    assert refused.value.problems[0].code == "E3201"


def test_one_region_is_refused() -> None:
    with pytest.raises(DataError) as refused:
        critic(np.ones((1, 3)), ONES)
    assert refused.value.problems[0].code == "E3202"
