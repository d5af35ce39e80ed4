"""The nominal run: hand-computed scores, scopes, gaps, and the laws every run obeys."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nqp_index.errors import DataError, DefinitionError, UsageError
from nqp_index.model.framework import Target
from nqp_index.model.recipe import Choice, Choices, Combination, Coverage, Recipe, Scope
from nqp_index.scoring.pipeline import score


def two_pillars(toy: Any) -> Any:
    return toy.framework(
        (toy.indicator("a"), toy.indicator("b", direction=-1)), (toy.indicator("c", weight=3), toy.indicator("d"))
    )


X = np.array([[[0.0, 10.0, 5.0, 1.0], [5.0, 20.0, 0.0, 2.0], [10.0, 0.0, 10.0, 3.0]]])


def test_scores_are_weighted_means_of_directed_minmax_values(toy: Any) -> None:
    result = score(toy.panel(X, ["a", "b", "c", "d"]), two_pillars(toy))
    np.testing.assert_allclose(result.scores[0, :, 1], [25.0, 25.0, 100.0])  # (0+50)/2, (50+0)/2, (100+100)/2
    np.testing.assert_allclose(result.scores[0, :, 2], [37.5, 12.5, 100.0])  # (3·50+0)/4, (3·0+50)/4, 100
    np.testing.assert_allclose(result.scores[0, :, 0], [31.25, 18.75, 100.0])
    assert result.ranks[0, :, 0].tolist() == [2, 3, 1]
    assert result.ranks[0, :, 1].tolist() == [2, 2, 1]


def test_effective_weights_are_products_down_the_tree(toy: Any) -> None:
    result = score(toy.panel(X, ["a", "b", "c", "d"]), two_pillars(toy))
    np.testing.assert_allclose(result.effective_weights, [[0.25, 0.25, 0.375, 0.125]])


def test_pooled_bounds_let_years_compare_and_yearly_bounds_do_not(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a"),))
    panel = toy.panel(np.array([[[0.0], [10.0]], [[10.0], [40.0]]]), ["a"], (2020, 2021))
    pooled = score(panel, framework)
    yearly = score(panel, framework, Recipe(scope=Scope("yearly")))
    based = score(panel, framework, Recipe(scope=Scope("base", base_year=2020)))
    np.testing.assert_allclose(pooled.scores[:, :, 0], [[0, 25], [25, 100]])
    np.testing.assert_allclose(yearly.scores[:, :, 0], [[0, 100], [0, 100]])
    np.testing.assert_allclose(based.scores[:, :, 0], [[0, 100], [100, 400]])


def test_a_fixed_scope_keeps_last_years_scores_when_new_data_arrive(toy: Any) -> None:
    framework = two_pillars(toy)
    rng = np.random.default_rng(1)
    x = rng.uniform(1, 9, (3, 6, 4))
    recipe = Recipe(weight=Choices(Choice("entropy")))
    old = score(toy.panel(x[:2], list("abcd"), (2020, 2021)), framework, recipe)
    new = toy.panel(x * [[[1]], [[1]], [[20]]], list("abcd"), (2020, 2021, 2022))
    fixed = score(new, framework, Recipe(weight=recipe.weight, scope=Scope("fixed")), reference=old.reference)
    np.testing.assert_allclose(fixed.scores[:2], old.scores, rtol=1e-12)
    moved = score(new, framework, recipe)
    assert not np.allclose(moved.scores[:2], old.scores)


def test_an_absent_indicator_gives_its_weight_to_its_siblings(toy: Any) -> None:
    result = score(toy.panel(X[:, :, :3], ["a", "b", "c"]), two_pillars(toy))
    np.testing.assert_allclose(result.effective_weights, [[0.25, 0.25, 0.5]])
    assert ("d", "absent") in result.left_out
    assert "W4015" in {p.code for p in result.problems}


def test_a_constant_indicator_is_left_out_and_named(toy: Any) -> None:
    x = X.copy()
    x[..., 3] = 0.7
    result = score(toy.panel(x, ["a", "b", "c", "d"]), two_pillars(toy))
    assert ("d", "constant") in result.left_out
    assert "W4013" in {p.code for p in result.problems}


def test_a_node_with_too_little_weight_present_has_no_score_and_a_reason(toy: Any) -> None:
    x = X.copy()
    x[0, 0, 2] = np.nan  # three quarters of pillar 2
    result = score(toy.panel(x, ["a", "b", "c", "d"]), two_pillars(toy))
    assert np.isnan(result.scores[0, 0, 2])
    assert np.isnan(result.ranks[0, 0, 0])
    assert {(u.region, u.node, u.reason) for u in result.unscored} == {
        ("R1", "I", "reason.pillars"), ("R1", "P2", "reason.coverage"),
    }  # fmt: skip
    kept = score(toy.panel(x, ["a", "b", "c", "d"]), two_pillars(toy), Recipe(coverage=Coverage(node=0.2)))
    np.testing.assert_allclose(kept.scores[0, 0, 2], 0.0)


def test_missing_is_never_zero(toy: Any) -> None:
    x = X.copy()
    x[0, 1, 0] = np.nan
    result = score(toy.panel(x, list("abcd")), two_pillars(toy), Recipe(coverage=Coverage(node=0.0, pillars=0.0)))
    np.testing.assert_allclose(result.scores[0, 1, 1], 0.0)  # b alone: 0 of 20, directed
    assert result.coverage[0, 1, 1] == 0.5
    assert result.raw[0, 1].tolist()[1:] == [20, 0, 2]


def test_a_target_is_best_and_both_sides_of_it_are_worse(toy: Any) -> None:
    framework = toy.framework((toy.indicator("a", direction=Target(5, 5)),))
    result = score(toy.panel(np.array([[[1.0], [5.0], [6.0]]]), ["a"]), framework)
    np.testing.assert_allclose(result.normalised[0, :, 0], [0, 100, 75])


def test_scores_ignore_the_order_of_regions_and_the_scale_of_a_series(toy: Any) -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(1, 9, (2, 7, 4))
    order = rng.permutation(7)
    recipe = Recipe(weight=Choices(Choice("critic")))
    plain = score(toy.panel(x, list("abcd"), (2020, 2021)), two_pillars(toy), recipe)
    shuffled = score(toy.panel(x[:, order], list("abcd"), (2020, 2021)), two_pillars(toy), recipe)
    scaled = score(toy.panel(x * [1, 1e4, 1e-3, 7], list("abcd"), (2020, 2021)), two_pillars(toy), recipe)
    np.testing.assert_allclose(shuffled.scores, plain.scores[:, order], rtol=1e-10)
    np.testing.assert_allclose(scaled.scores, plain.scores, rtol=1e-10)


@pytest.mark.parametrize(
    "wrong", [{"normalise": Choice.of("minmax", low=60, high=40)}, {"weight": Choice.of("entropy", low=1, high=0.1)}]
)
def test_bounds_in_the_wrong_order_are_refused_before_any_number(toy: Any, wrong: dict[str, Choice]) -> None:
    recipe = Recipe(**{step: Choices(choice) for step, choice in wrong.items()})
    with pytest.raises(DefinitionError) as refused:
        score(toy.panel(X, list("abcd")), two_pillars(toy), recipe)
    assert [p.code for p in refused.value.problems] == ["E3024"]


def test_a_geometric_mean_of_zscores_is_refused_before_any_number(toy: Any) -> None:
    recipe = Recipe(normalise=Choices(Choice("zscore")), aggregate=Choices(Choice("geometric")))
    with pytest.raises(DefinitionError) as refused:
        score(toy.panel(X, list("abcd")), two_pillars(toy), recipe)
    assert "E4005" in {p.code for p in refused.value.problems}


def test_a_geometric_mean_moves_minmax_off_zero_and_says_so(toy: Any) -> None:
    result = score(toy.panel(X, list("abcd")), two_pillars(toy), Recipe(aggregate=Choices(Choice("geometric"))))
    assert result.recipe.normalise.default == Choice.of("minmax", low=1.0)
    assert "N4006" in {p.code for p in result.problems}
    np.testing.assert_allclose(result.scores[0, 2, 0], 100.0)
    np.testing.assert_allclose(result.scores[0, 0, 1], np.sqrt(1.0 * 50.5))


def test_unknown_methods_parameters_and_names_are_told_all_at_once(toy: Any) -> None:
    recipe = Recipe(
        normalise=Choices(Choice("minmaxx")), weight=Choices(Choice.of("entropy", shfit=1)),
        aggregate=Choices(Choice("arithmetic"), (("pilar", Choice("geometric")),)),
    )  # fmt: skip
    with pytest.raises(DefinitionError) as refused:
        score(toy.panel(X, list("abcd")), two_pillars(toy), recipe)
    assert {p.code for p in refused.value.problems} == {"E3001", "E3002", "E4003"}


def test_a_flat_recipe_scores_each_node_from_its_indicators_at_once(toy: Any) -> None:
    recipe = Recipe(
        structure="flat", aggregate=Choices(Choice("topsis")), normalise=Choices(Choice.of("minmax", high=1.0))
    )
    result = score(toy.panel(X, list("abcd")), two_pillars(toy), recipe)
    assert result.scores[0, 2, 0] == 1.0
    nested = recipe.__class__(structure="flat")
    np.testing.assert_allclose(
        score(toy.panel(X, list("abcd")), two_pillars(toy), nested).scores,
        score(toy.panel(X, list("abcd")), two_pillars(toy)).scores,
    )


def test_nothing_to_score_is_an_error_that_names_series(toy: Any) -> None:
    with pytest.raises(DataError) as refused:
        score(toy.panel(np.full((1, 3, 1), np.nan), ["a"]), two_pillars(toy))
    assert refused.value.problems[-1].code == "E4014"


def test_a_base_year_that_is_absent_is_refused(toy: Any) -> None:
    with pytest.raises(UsageError):
        score(toy.panel(X, list("abcd")), two_pillars(toy), Recipe(scope=Scope("base", base_year=1999)))


def test_an_index_of_weight_zero_changes_nothing(toy: Any) -> None:
    with_zero = toy.framework((toy.indicator("a"), toy.indicator("b", direction=-1), toy.indicator("d", weight=0)))
    without = toy.framework((toy.indicator("a"), toy.indicator("b", direction=-1)))
    panel = toy.panel(X, list("abcd"))
    np.testing.assert_array_equal(score(panel, with_zero).scores, score(panel, without).scores)


@pytest.mark.parametrize(
    "grade",
    [Choice.of("manual", cuts=(0.4, 0.55)), Choice.of("quantile", classes=4), Choice.of("natural_breaks", classes=3),
     Choice.of("equal", classes=3), Choice.of("mean_sd", steps=(-0.5, 0.5))],
    ids=lambda c: c.method,
)  # fmt: skip
@pytest.mark.parametrize("aggregate", ["vikor", "topsis"])
def test_the_highest_grade_is_the_best_whichever_end_of_the_score_is_good(
    toy: Any, aggregate: str, grade: Choice
) -> None:
    x = np.random.default_rng(2).uniform(1, 9, (1, 12, 4))
    recipe = Recipe(structure="flat", aggregate=Choices(Choice(aggregate)), grade=grade)
    result = score(toy.panel(x, list("abcd")), two_pillars(toy), recipe)
    assert result.grades is not None
    ranks, grades = result.ranks[0, :, 0], result.grades[0]
    assert grades[ranks == 1] == len(result.grade_cuts) + 1
    assert grades[ranks == 12] == 1
    assert (np.diff(grades[np.argsort(ranks)]) <= 0).all()


def test_grades_by_cuts_of_ones_own_are_refused_without_cuts_before_any_number(toy: Any) -> None:
    with pytest.raises(DefinitionError) as refused:
        score(toy.panel(X, list("abcd")), two_pillars(toy), Recipe(grade=Choice("manual")))
    assert [(p.code, dict(p.args)["name"]) for p in refused.value.problems] == [("E3030", "cuts")]


def test_a_recipe_may_call_its_methods_by_alias_or_label_and_keeps_their_names(toy: Any) -> None:
    joined = Combination((Choice("熵权法"), Choice("critic 法")), Choice("博弈论组合赋权"))
    called = Recipe(
        normalise=Choices(Choice("极差标准化")), weight=Choices(joined), aggregate=Choices(Choice("Linear")),
        treat=Choices(Choice("不处理")), impute=Choices(Choice("不插补")), grade=Choice("Jenks", (("classes", 2),)),
    )  # fmt: skip
    plain = Recipe(
        weight=Choices(Combination((Choice("entropy"), Choice("critic")), Choice("game"))),
        grade=Choice("natural_breaks", (("classes", 2),)),
    )
    panel = toy.panel(np.random.default_rng(3).uniform(1, 9, (2, 6, 4)), list("abcd"), (2020, 2021))
    assert score(panel, two_pillars(toy), called).recipe == score(panel, two_pillars(toy), plain).recipe


@pytest.mark.parametrize(("by", "scored"), [("weight", True), ("children", False)])
def test_coverage_counts_children_where_told_to_as_coinr_s_dat_thresh_does(toy: Any, by: Any, scored: bool) -> None:
    """Becker et al., COINr Aggregate: sum(!is.na(x))/length(x), here 1 of 2, with 3/4 of the weight."""
    x = X.copy()
    x[0, 0, 3] = np.nan
    rule = Coverage(node=0.6, pillars=0.0, by=by)
    result = score(toy.panel(x, ["a", "b", "c", "d"]), two_pillars(toy), Recipe(coverage=rule))
    assert np.isnan(result.scores[0, 0, 2]) != scored
    told = [(u.reason, dict(u.values)) for u in result.unscored if u.node == "P2"]
    assert told == ([] if scored else [("reason.children", {"there": 1, "children": 2})])
    assert not np.isnan(result.scores[0, 1:, 2]).any()


@pytest.mark.parametrize("structure", ["nested", "flat"])
@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
def test_nobody_is_ranked_on_too_few_pillars_however_complete_they_are(
    toy: Any, structure: str, aggregate: str
) -> None:
    framework = toy.framework(*((toy.indicator(code),) for code in "abc"))
    recipe = Recipe(normalise=Choices(Choice.of("minmax", low=1.0)), aggregate=Choices(Choice(aggregate)),
                    structure=structure)  # fmt: skip
    one, two = (score(toy.panel(X[:, :, :k], list("abc")[:k]), framework, recipe) for k in (1, 2))
    assert np.isnan(one.scores[..., 0]).all()
    assert np.isnan(one.ranks[..., 0]).all()
    assert {u.reason for u in one.unscored if u.node == "I"} == {"reason.pillars"}
    assert not np.isnan(two.ranks[..., 0]).any()
