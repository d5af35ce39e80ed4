"""Entropy weights against printed numbers, and one test per documented answer to degenerate input."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method
from nqp_index.methods.weight.entropy import entropy, entropy_raw

ONES = np.ones(3)
Z5 = np.array([(0, 0.2, 1), (0.1, 0.9, 0), (0.3, 0, 0.4), (1, 1, 0.6), (0.2, 0.5, 0.7)])

# name, matrix, weights as printed, printed decimals
PRINTED = (
    ("Xu 2004, EJOR 156:530-532", [[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]],
     [0.463, 0.3992, 0.1378, 0.0], 4),
    ("Zavadskas & Podvezko 2016, IJITDM 15:267-283",
     [[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]], [0.1146, 0.1981, 0.4185, 0.2689], 4),
    ("Ersoy 2021, LogForum 17(3)",
     [[256, 8, 41, 1.6, 1.77, 7347.16], [256, 8, 32, 1.0, 1.8, 6919.99], [256, 8, 53, 1.6, 1.9, 8400],
      [256, 8, 41, 1.0, 1.75, 6808.9], [512, 8, 35, 1.6, 1.7, 8479.99], [256, 4, 35, 1.6, 1.7, 7499.99]],
     [0.405, 0.221, 0.134, 0.199, 0.007, 0.034], 3),
    ("Lee & Chang 2018, RSER 92:883-896",
     [[4550, 30, 6.74, 20, 15, 5, 85, 150, 0.87, 4.76], [3005, 60.86, 2.4, 35, 27, 4, 26, 200, 0.17, 4.51],
      [2040, 14.85, 1.7, 90, 25, 5, 26, 500, 0.27, 4.19], [3370, 99.4, 3.25, 25.3, 54, 3, 45, 222, 0.21, 3.78],
      [3920, 112.6, 4.93, 11.4, 71.7, 2, 50, 100, 0.25, 4.11]],
     [0.026, 0.154, 0.089, 0.199, 0.115, 0.04, 0.08, 0.123, 0.172, 0.002], 3),
    ("Elsayed et al. 2017, IJETT 46:60-66",
     [[7, 312, 1891, 6613, 163], [72, 88, 728, 941804, 1078], [10, 252, 2594, 3466, 117471],
      [10, 145, 980, 2371, 86329], [65, 54, 350, 501, 29897], [29, 48, 380, 912, 34051],
      [7, 476, 3300, 78470, 2212], [70, 87, 650, 733, 819000], [4, 86, 591, 3015, 103], [12, 79, 579, 3240, 96098],
      [21, 45, 261, 1253, 453], [1, 72, 530, 4333, 0.1048]],
     [0.104991, 0.069124, 0.071373, 0.449937, 0.304575], 6),
)  # fmt: skip


@pytest.mark.parametrize(("matrix", "printed", "decimals"), [c[1:] for c in PRINTED], ids=[c[0] for c in PRINTED])
def test_textbook_entropy_reaches_every_printed_decimal(
    matrix: list[list[float]], printed: list[float], decimals: int
) -> None:
    w = entropy_raw(np.array(matrix, dtype=float), np.ones(len(printed)))
    assert np.abs(w - printed).max() <= 0.5 * 10.0**-decimals + 1e-12


@pytest.mark.parametrize(
    ("shift", "expected"),
    [(0.0, (0.4725, 0.2994, 0.2281)), (0.01, (0.4692, 0.3023, 0.2285)), (1.0, (0.3666, 0.3650, 0.2684))],
)
def test_the_shift_moves_the_weights_as_worked_in_methods(shift: float, expected: tuple[float, ...]) -> None:
    assert entropy(Z5, ONES, shift=shift) == pytest.approx(expected, abs=5e-5)


def test_zhang_2021_entropy_and_weights_of_all_twelve_indicators(shared) -> None:  # type: ignore[no-untyped-def]
    """Zhang et al. (2021) Sustainability 13:1862, standardised values of 13 cities x 5 years per subsystem."""
    import pandas as pd

    table = pd.read_csv(shared / "cases" / "zhang2021_bth_entropy_topsis" / "expected.csv")
    found = entropy_of = 0.0
    for name in ("Economic", "Social", "Ecological"):
        rows = table[table["item"].str.startswith(f"{name}|", na=False)]
        z = rows[rows.quantity == "standardised"].pivot(index=["unit", "year"], columns="item", values="value")
        weight = rows[rows.quantity == "weight"].set_index("item")["value"][z.columns].to_numpy()
        e = rows[rows.quantity == "entropy_e"].set_index("item")["value"][z.columns].to_numpy()
        extras = method("weight", "entropy").extras
        assert extras is not None
        found = max(found, np.abs(entropy(z.to_numpy(), ONES) - weight).max())
        entropy_of = max(entropy_of, np.abs(extras(z.to_numpy(), ONES)["entropy"] - e).max())
    assert found <= 2e-15
    assert entropy_of <= 2e-15


def test_a_constant_column_weighs_exactly_nothing() -> None:
    """31 copies of 0.7 have a standard deviation of 2e-16, and an entropy of 1 only up to rounding."""
    z = np.column_stack([np.full(31, 0.7), np.linspace(0, 1, 31)])
    assert entropy(z, np.ones(2)).tolist() == [0.0, 1.0]


def test_a_column_of_zeros_weighs_exactly_nothing() -> None:
    z = np.column_stack([np.zeros(5), Z5])
    assert entropy(z, np.ones(4)) == pytest.approx([0.0, *entropy(Z5, ONES)])


def test_a_column_without_values_weighs_exactly_nothing() -> None:
    z = np.column_stack([np.full(5, np.nan), Z5])
    assert entropy(z, np.ones(4)) == pytest.approx([0.0, *entropy(Z5, ONES)])


def test_a_gap_leaves_the_column_with_the_entropy_of_its_present_values() -> None:
    z = np.vstack([Z5, [np.nan, 0.5, 0.5]])
    extras = method("weight", "entropy").extras
    assert extras is not None
    assert extras(z, ONES)["entropy"][0] == pytest.approx(extras(Z5, ONES)["entropy"][0], abs=1e-15)


def test_negative_values_are_refused_by_column() -> None:
    with pytest.raises(DataError) as refused:
        entropy_raw(np.array([[1.0, -2.0], [2.0, 1.0]]), np.ones(2))
    assert dict(refused.value.problems[0].args)["columns"] == (2,)


def test_the_spssau_shift_lets_negative_values_in() -> None:
    x = np.array([[1.0, -2.0], [2.0, 1.0], [4.0, 0.0]])
    by_hand = np.column_stack([x[:, 0], x[:, 1] + 2.01])
    assert entropy_raw(x, np.ones(2), shift="spssau") == pytest.approx(entropy_raw(by_hand, np.ones(2)))


def test_inverse_costs_are_the_shares_of_one_over_x() -> None:
    x = np.array([[1.0, 2.0], [2.0, 1.0], [4.0, 8.0]])
    by_hand = np.column_stack([x[:, 0], 1 / x[:, 1]])
    w = entropy_raw(x, np.ones(2), direction=np.array([1.0, -1.0]), costs="inverse")
    assert w == pytest.approx(entropy_raw(by_hand, np.ones(2)))


@pytest.mark.parametrize("z", [np.ones((4, 2)), np.full((4, 2), np.nan), np.zeros((4, 2))])
def test_a_table_of_constants_has_no_weights(z: Floats) -> None:
    with pytest.raises(DataError) as refused:
        entropy(z, np.ones(2))
    assert refused.value.problems[0].code == "E3201"


def test_one_region_has_no_weights() -> None:
    with pytest.raises(DataError) as refused:
        entropy(np.ones((1, 2)), np.ones(2))
    assert refused.value.problems[0].code == "E3202"


def test_one_draw_without_information_does_not_stop_the_others() -> None:
    w = entropy(np.stack([Z5, np.ones_like(Z5)]), ONES)
    assert w[0] == pytest.approx(entropy(Z5, ONES))
    assert np.isnan(w[1]).all()


def test_the_variant_line_states_shift_and_number_of_rows() -> None:
    variant = method("weight", "entropy").variant
    assert variant is not None
    assert variant(shift=0.0, low=0.0, high=1.0, n=155, k=4).en == "shift 0, k = 1/ln 155"
