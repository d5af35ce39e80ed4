"""Game-theoretic combination: the worked example, its identities, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.errors import DataError
from nqp_index.methods.combine.game import game
from nqp_index.methods.kernels import Floats
from nqp_index.methods.registry import method

W = np.array([(0.5, 0.3, 0.2), (0.2, 0.5, 0.3), (1 / 3, 1 / 3, 1 / 3)])


def extras(sets: Floats, kind: str = "nn") -> dict[str, object]:
    found = method("combine", "game").extras
    assert found is not None
    return dict(found(sets, kind=kind))


@pytest.mark.parametrize(("kind", "alpha"), [("nn", (0.5, 0.5, 0.0)), ("abs", (0.286, 0.286, 0.429))])
def test_the_worked_example_of_methods(kind: str, alpha: tuple[float, ...]) -> None:
    found = extras(W, kind)
    assert found["signed_alpha"] == pytest.approx([2, 2, -3])
    assert found["condition"] == pytest.approx(133, abs=0.5)
    assert found["alpha"] == pytest.approx(alpha, abs=5e-4)
    assert game(W, kind=kind) == pytest.approx(np.asarray(found["alpha"]) @ W)  # type: ignore[arg-type]


def test_a_negative_coefficient_is_warned_about() -> None:
    assert [p.code for p in extras(W)["problems"]] == ["W3304"]  # type: ignore[attr-defined]


def test_beside_equal_weights_the_other_set_comes_back() -> None:
    """Its coefficient is exactly 0: METHODS §6."""
    pair = W[[0, 2]]
    assert game(pair) == pytest.approx(W[0])


def test_sets_that_repeat_one_another_share_their_coefficient() -> None:
    assert game(W[[0, 0]]) == pytest.approx(W[0])


def test_two_sets_with_positive_coefficients_need_no_constraint() -> None:
    pair = np.array([(0.6, 0.3, 0.1), (0.1, 0.2, 0.7)])
    assert (np.asarray(extras(pair)["signed_alpha"]) > 0).all()
    assert game(pair, kind="linear") == pytest.approx(game(pair))


def test_signed_coefficients_that_turn_a_weight_negative_are_refused() -> None:
    sets = np.array([(0.15, 0.68, 0.17), (0.14, 0.61, 0.25), (0.52, 0.29, 0.19)])
    with pytest.raises(DataError) as refused:
        game(sets, kind="linear")
    assert refused.value.problems[0].code == "E3303"


def test_a_year_without_weights_leaves_its_coefficients_missing_and_the_others_told() -> None:
    game = method("combine", "game")
    w = np.array([[[0.5, 0.5], [0.2, 0.8]], [[np.nan, np.nan], [0.2, 0.8]]])
    assert game.extras is not None
    assert game.told is not None
    found = game.extras(w)
    assert np.isnan(found["condition"]).tolist() == [False, True]
    assert np.isnan(found["signed_alpha"]).all(axis=-1).tolist() == [False, True]
    assert "nan" not in game.told([found]).en
    assert game.told([game.extras(w[1:])]).en == ""
