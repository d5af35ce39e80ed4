"""Judgements made node by node in a flat recipe: multiplied down the tree, and joined with flat data-driven weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import UsageError
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Choice, Choices, Combination, Recipe
from nqp_index.scoring.pipeline import score

TOP = Choice.of("ahp", judgements=((1, 3), (1 / 3, 1)))
FIRST = Choice.of("ahp", judgements=((1, 2, 4), (0.5, 1, 2), (0.25, 0.5, 1)))
SECOND = Choice.of("ahp", judgements=((1, 1 / 4), (4, 1)))
#: 3/4 and 1/4 at the top; 4/7, 2/7 and 1/7 below the first; 1/5 and 4/5 below the second.
DOWN = np.array([3 / 7, 1.5 / 7, 0.75 / 7, 0.05, 0.2])
X = np.random.default_rng(5).uniform(1, 9, (1, 8, 5))


def tree(toy: Any) -> Any:
    return toy.framework(tuple(toy.indicator(c) for c in "abc"), tuple(toy.indicator(c) for c in "de"))


def run(toy: Any, default: Any, *special: tuple[str, Any], x: np.ndarray = X) -> Any:
    recipe = Recipe(structure="flat", weight=Choices(default, special))
    return score(toy.panel(x, list("abcde")), tree(toy), recipe)


def test_judgements_of_each_node_are_multiplied_down_in_a_flat_recipe(toy: Any) -> None:
    result = run(toy, TOP, ("P1", FIRST), ("P2", SECOND))
    np.testing.assert_allclose(result.effective_weights[0], DOWN, rtol=1e-9)
    nested = score(toy.panel(X, list("abcde")), tree(toy), Recipe(weight=Choices(TOP, (("P1", FIRST), ("P2", SECOND)))))
    np.testing.assert_allclose(result.scores, nested.scores, rtol=1e-9)


@pytest.mark.parametrize("by", ["mean", "product", "game"])
def test_nested_ahp_joins_flat_entropy_as_in_chinese_papers(toy: Any, by: str) -> None:
    entropy = run(toy, Choice("entropy")).effective_weights[0]
    sets = Choice("entropy"), Choice(by)
    joined = run(toy, Combination((TOP, sets[0]), sets[1]), ("P1", FIRST), ("P2", SECOND)).effective_weights[0]
    np.testing.assert_allclose(joined, method("combine", by)(np.stack([DOWN, entropy])), rtol=1e-9)
    each = [(code, Combination((own, sets[0]), sets[1])) for code, own in (("P1", FIRST), ("P2", SECOND))]
    np.testing.assert_allclose(
        run(toy, Combination((TOP, sets[0]), sets[1]), *each).effective_weights[0], joined, rtol=1e-12
    )


def test_points_may_stand_beside_judgements_in_other_nodes(toy: Any) -> None:
    result = run(toy, TOP, ("P1", Choice("equal_nested")), ("P2", Choice.of("budget", points=(20, 80))))
    np.testing.assert_allclose(result.effective_weights[0], [0.25, 0.25, 0.25, 0.05, 0.2], rtol=1e-9)


def test_one_matrix_of_all_indicators_still_weighs_them_at_once(toy: Any) -> None:
    ones = tuple(tuple(w / v for v in DOWN) for w in DOWN)
    np.testing.assert_allclose(run(toy, Choice.of("ahp", judgements=ones)).effective_weights[0], DOWN, rtol=1e-9)


def test_a_node_without_a_statement_is_refused_by_its_code(toy: Any) -> None:
    with pytest.raises(UsageError) as refused:
        run(toy, TOP, ("P1", FIRST), ("P2", Choice("entropy")))
    assert [(p.code, dict(p.args)["node"]) for p in refused.value.problems] == [("E4035", "P2")]


def test_contradictory_judgements_of_any_node_are_warned_about_in_a_flat_recipe(toy: Any) -> None:
    circle = Choice.of("ahp", judgements=((1, 5, 1 / 5), (1 / 5, 1, 5), (5, 1 / 5, 1)))
    told = [p for p in run(toy, TOP, ("P1", circle), ("P2", SECOND)).problems if p.code == "W3227"]
    assert [p.place.file for p in told if p.place is not None] == ["P1"]


def test_an_indicator_without_differences_leaves_its_judged_weight_to_its_siblings(toy: Any) -> None:
    x = np.concatenate([X, X])
    x[1, :, 0] = 5.0
    recipe = Recipe(structure="flat", scope=Recipe().scope.__class__("yearly"),
                    weight=Choices(TOP, (("P1", Choice("equal_nested")), ("P2", SECOND))))  # fmt: skip
    result = score(toy.panel(x, list("abcde"), (2020, 2021)), tree(toy), recipe)
    np.testing.assert_allclose(result.effective_weights[1], [0, 0.375, 0.375, 0.05, 0.2], rtol=1e-9)


def test_a_weighting_that_a_flat_recipe_does_not_look_at_is_named(toy: Any) -> None:
    told = [p for p in run(toy, Choice("entropy"), ("P1", Choice("equal"))).problems if p.code == "W4034"]
    assert [dict(p.args)["names"] for p in told] == [("P1",)]
