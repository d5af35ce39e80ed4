"""MEREC, CILOS and IDOCRIW: printed numbers and degenerate input."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.weight.removal import cilos, idocriw, merec

ZAVADSKAS = np.array([[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]])
DIRECTION = np.array([-1.0, 1.0, -1.0, 1.0])


def test_keshavarz_2021_all_four_decimals() -> None:
    """Keshavarz-Ghorabaee et al. (2021) Symmetry 13:525."""
    x = np.array([[450, 8000, 54, 145], [10, 9100, 2, 160], [100, 8200, 31, 153], [220, 9300, 1, 162],
                  [5, 8400, 23, 158]], dtype=float)  # fmt: skip
    w = merec(x, np.ones(4), direction=np.array([1.0, 1.0, -1.0, -1.0]))
    assert np.abs(w - [0.5752, 0.0141, 0.4016, 0.0091]).max() <= 0.5e-4


def test_zavadskas_2016_impact_loss_balances_by_hand() -> None:
    """Zavadskas & Podvezko (2016) IJITDM 15:267-283: F w = 0 with F built cell by cell."""
    x = ZAVADSKAS.copy()
    for j in np.flatnonzero(DIRECTION < 0):
        x[:, j] = x[:, j].min() / x[:, j]
    q = x / x.sum(axis=0)
    f = np.zeros((4, 4))
    for j in range(4):
        for i in range(4):
            f[i, j] = (q[:, j].max() - q[q[:, i].argmax(), j]) / q[:, j].max()
    f -= np.diag(f.sum(axis=0))
    w = cilos(ZAVADSKAS, np.ones(4), direction=DIRECTION)
    assert f @ w == pytest.approx(np.zeros(4), abs=1e-12)
    assert w.sum() == pytest.approx(1.0)


def test_zavadskas_2016_idocriw_is_entropy_times_impact_loss() -> None:
    """Entropy weights as printed in Zavadskas & Podvezko (2016): 0.1146 0.1981 0.4185 0.2689."""
    raw = cilos(ZAVADSKAS, np.ones(4), direction=DIRECTION) * [0.1146, 0.1981, 0.4185, 0.2689]
    w = idocriw(ZAVADSKAS, np.ones(4), direction=DIRECTION)
    assert w == pytest.approx(raw / raw.sum(), abs=1e-4)


def test_shared_best_values_do_not_make_the_weights_depend_on_the_order_of_regions() -> None:
    x = np.array([[3.0, 1.0, 2.0], [3.0, 4.0, 1.0], [1.0, 2.0, 5.0], [2.0, 4.0, 3.0]])
    assert cilos(x[::-1], np.ones(3)) == pytest.approx(cilos(x, np.ones(3)))


def test_one_region_best_in_everything_leaves_no_impact_loss() -> None:
    with pytest.raises(DataError) as refused:
        cilos(np.array([[3.0, 3.0], [1.0, 2.0], [2.0, 1.0]]), np.ones(2))
    assert refused.value.problems[0].code == "E1504"


@pytest.mark.parametrize("weigh", [merec, cilos, idocriw])
def test_a_constant_column_weighs_nothing_and_leaves_the_others_alone(weigh) -> None:  # type: ignore[no-untyped-def]
    x = np.column_stack([np.full(4, 0.7), ZAVADSKAS])
    direction = np.array([1.0, *DIRECTION])
    w = weigh(x, np.ones(5), direction=direction)
    assert w[0] == 0.0
    assert w[1:] == pytest.approx(weigh(ZAVADSKAS, np.ones(4), direction=DIRECTION))


@pytest.mark.parametrize("weigh", [merec, cilos, idocriw])
@pytest.mark.parametrize(("cell", "code"), [(0.0, "E3205"), (-1.0, "E3205"), (np.nan, "E3206")])
def test_zeros_negatives_and_gaps_are_refused_by_column(weigh, cell: float, code: str) -> None:  # type: ignore[no-untyped-def]
    x = ZAVADSKAS.copy()
    x[2, 1] = cell
    with pytest.raises(DataError) as refused:
        weigh(x, np.ones(4))
    assert refused.value.problems[0].code == code
    assert dict(refused.value.problems[0].args)["columns"] == (2,)
