"""What-if runs equal a scoring in which the change was made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nqp_index.analysis.removal import drop_one
from nqp_index.analysis.whatif import whatif
from nqp_index.errors import UsageError
from nqp_index.model.recipe import Choice, Choices, Coverage, Recipe, Scope
from nqp_index.scoring.pipeline import score


def after(found):
    return {m.region.code: m.score_after for m in found.moves}


def test_a_weight_of_two_counts_an_indicator_twice(small):
    result = small([[4.0, 0.0], [2.0, 8.0], [0.0, 4.0]])
    found = whatif(result, weights={"k0": 2.0})
    assert after(found)["R1"] == pytest.approx(200 / 3)
    assert [m.score_before for m in found.moves if m.region.code == "R1"] == [50.0]


def test_a_weight_of_zero_equals_leaving_out(country):
    zero, out = whatif(country(), weights={"k3": 0.0}), whatif(country(), drop=["k3"])
    np.testing.assert_allclose(
        [after(zero)[c] for c in sorted(after(zero))], [after(out)[c] for c in sorted(after(out))]
    )


def test_a_weight_of_one_changes_nothing_under_equal_weights(country):
    result = country(Recipe(weight=Choices(Choice("equal_nested"))))
    found = whatif(result, weights={"P2": 1.0})
    assert all(m.score_after == pytest.approx(m.score_before) for m in found.moves)


def test_siblings_keep_the_fitted_weights_in_use(country):
    result = country(Recipe(weight=Choices(Choice("entropy"))))
    local = result.local_weights["I"][-1]
    found = whatif(result, weights={"P1": float(local[0]) * 4})
    assert all(m.score_after == pytest.approx(m.score_before) for m in found.moves)


@pytest.mark.parametrize("structure", ["nested", "flat"])
def test_fitted_weights_can_be_changed_in_either_structure(country, structure):
    result = country(Recipe(weight=Choices(Choice("entropy")), structure=structure))
    local = result.local_weights["P1"][-1]
    same = whatif(result, weights={"k0": float(local[0]) * len(local)})
    assert all(m.score_after == pytest.approx(m.score_before) for m in same.moves)
    assert whatif(result, weights={"k0": 5.0}).mean_shift > 0


def test_leaving_out_moves_ranks_as_drop_one_says(country):
    result = country()
    removal = next(r for r in drop_one(result).removals if r.code == "k5")
    assert whatif(result, drop=["k5"]).mean_shift == pytest.approx(removal.mean_shift)


def test_a_whole_pillar_can_be_left_out(country):
    assert whatif(country(), drop=["P2"]).mean_shift > 0


def test_a_series_can_take_the_place_of_an_indicator(small):
    result = small([[4.0, 0.0], [2.0, 8.0], [0.0, 4.0]], weights=[3.0, 1.0])
    found = whatif(result, swap={"k0": "k1"})
    assert after(found)["R2"] == pytest.approx(100.0)


def lone_year(small, gaps=()):
    """Three indicators over two years; k2 has values in the second year only, and not for the regions at `gaps`."""
    x = np.random.default_rng(0).random((2, 5, 3)) + 1
    x[0, :, 2] = np.nan
    x[1, list(gaps), 2] = np.nan
    return small(x)


def test_a_series_without_a_value_in_the_year_judged_cannot_stand_in(small):
    with pytest.raises(UsageError) as refused:
        whatif(lone_year(small), swap={"k0": "k2"}, year=2020)
    (told,) = refused.value.problems
    assert told.code == "E6037"
    assert dict(told.args) == {"name": "k2", "code": "k0", "year": 2020, "known": (2021,)}


def test_regions_for_which_a_stand_in_has_no_value_are_named(small):
    found = whatif(lone_year(small, gaps=(1, 3)), swap={"k0": "k2"}, year=2021)
    assert [c.en for c in found.changes[1:]] == [
        "k2 has no value in 2021 for 2 regions, which score by its siblings: region 2, region 4"
    ]
    assert "区2、区4" in found.changes[1].zh
    assert len(whatif(lone_year(small), swap={"k0": "k2"}, year=2021).changes) == 1


def test_a_series_without_any_value_cannot_stand_in(small):
    x = np.random.default_rng(0).random((1, 5, 3)) + 1
    x[0, :, 2] = np.nan
    with pytest.raises(UsageError) as refused:
        whatif(small(x), swap={"k0": "k2"})
    assert refused.value.problems[0].code == "E6038"


def test_another_value_in_a_cell_moves_the_score(small):
    result = small([[4.0, 0.0], [2.0, 8.0], [0.0, 4.0]])
    found = whatif(result, values=[("R1", 2020, "k1", 8.0)])
    assert after(found)["R1"] == pytest.approx(100.0)
    assert found.changes[0].en == "region 1 2020 k1: 0 → 8"


def test_a_value_can_be_taken_out(small):
    result = small([[4.0, 0.0, 1.0], [2.0, 8.0, 2.0], [0.0, 4.0, 3.0]])
    found = whatif(result, values=[("R1", 2020, "k2", None)])
    assert after(found)["R1"] == pytest.approx(50.0)


def test_another_recipe_is_put_beside_the_own_one(country):
    found = whatif(country(), recipe=Recipe(name="other", aggregate=Choices(Choice("geometric"))))
    assert found.mean_shift > 0
    assert found.spearman < 1
    assert found.changes[0].en == "recipe: other"


@pytest.mark.parametrize("structure", ["nested", "flat"])
def test_a_weight_beside_another_recipe_is_set_among_that_recipes_weights(country, structure):
    entropy = Recipe(name="entropy", weight=Choices(Choice("entropy")), structure=structure)
    result, other = country(), country(entropy)
    unchanged = float(other.local_weights["I"][-1][0]) * 4
    found, pure = whatif(result, recipe=entropy, weights={"P1": unchanged}), whatif(result, recipe=entropy)
    for code, expected in after(pure).items():
        assert after(found)[code] == pytest.approx(expected)


def test_a_weight_can_be_changed_beside_a_branch_that_weighs_nothing_in_that_year(small):
    x = np.random.default_rng(0).random((2, 9, 6)) + 1
    x[0, :, 3:] = np.nan
    recipe = Recipe(weight=Choices(Choice("entropy")), structure="flat", scope=Scope("yearly"),
                    coverage=Coverage(node=0.5, pillars=0.5))  # fmt: skip
    result = small(x, recipe, pillars=2)
    assert not np.isnan(result.effective_weights).any()
    local = result.local_weights["P1"][0]
    same = whatif(result, weights={"k0": float(local[0]) * len(local)}, year=2020)
    for move in same.moves:
        assert move.score_after == pytest.approx(move.score_before)


def test_the_result_itself_is_left_as_it_was(country):
    result = country()
    before = result.scores.copy()
    whatif(result, weights={"P1": 3.0}, drop=["k20"], values=[("R1", 2020, "k1", 8.0)])
    np.testing.assert_array_equal(result.scores, before)


@pytest.mark.parametrize(
    "change",
    [
        {}, {"weights": {"nothing": 1.0}}, {"weights": {"P1": -1.0}}, {"drop": ["nothing"]},
        {"swap": {"k0": "nothing"}}, {"swap": {"nothing": "k0"}}, {"values": [("R1", 2020, "nothing", 1.0)]},
        {"values": [("R1", 1999, "k0", 1.0)]},
        {"values": [("R1", 2020, "k0", float("inf"))]}, {"drop": ["P1", "P2", "P3", "P4"]},
    ],
)  # fmt: skip
def test_changes_that_cannot_be_made_are_refused(country, change):
    with pytest.raises(UsageError):
        whatif(country(), **change)


def test_a_branch_whose_children_all_weigh_nothing_is_refused_by_name(country):
    result = country(K=4, pillars=2)
    with pytest.raises(UsageError, match="E6036"):
        whatif(result, weights={"P1": 0.0, "P2": 0.0})


def one_hole(small, structure, *, aggregate="arithmetic", node=2 / 3, hidden=1):
    """Six indicators in two pillars over two years, the first `hidden` without any value in the first year."""
    x = np.random.default_rng(0).random((2, 9, 6)) + 1
    x[0, :, :hidden] = np.nan
    recipe = Recipe(weight=Choices(Choice("entropy")), structure=structure, scope=Scope("yearly"),
                    normalise=Choices(Choice.of("minmax", low=1.0)), aggregate=Choices(Choice(aggregate)),
                    coverage=Coverage(node=node, pillars=0.5))  # fmt: skip
    return small(x, recipe, pillars=2)


@pytest.mark.parametrize("structure", ["nested", "flat"])
def test_a_changed_weight_gives_no_rank_to_regions_whose_gaps_had_cost_it(small, structure):
    result = one_hole(small, structure, hidden=3)
    assert np.isnan(result.ranks[0, :, 0]).all()
    found = whatif(result, weights={"k4": 2.0}, year=2020)
    assert found.gained == ()
    assert all(np.isnan(m.rank_after) for m in found.moves)


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "topsis", "gra", "power"])
@pytest.mark.parametrize("structure", ["nested", "flat"])
@pytest.mark.parametrize("code", ["k1", "k4", "P1"])
def test_an_unchanged_weight_changes_no_score_beside_an_indicator_without_data(small, structure, aggregate, code):
    result = one_hole(small, structure, aggregate=aggregate, node=0.5)
    parent = result.framework.parents[code]
    own = result.local_weights[parent][0, result.children[parent].index(code)]
    same = whatif(result, weights={code: float(own) * len(result.children[parent])}, year=2020)
    for move in same.moves:
        assert move.score_after == pytest.approx(move.score_before, nan_ok=True)


def test_what_only_one_of_the_two_runs_has_to_say_is_told_with_its_name(country):
    result = country()
    found = whatif(result, values=[(region.code, 2021, "k3", 1.0) for region in result.regions] +
                   [(region.code, 2020, "k3", 1.0) for region in result.regions])  # fmt: skip
    told = found.problems_of_one_run()
    assert [run for run, _ in told] == ["after"]
    assert "k3" in str(told[0][1].args)
    _, problems = found.tables("zh")
    assert problems.rows[0][0] == "改变后"
    assert problems.rows[0][2] == told[0][1].code
    assert len(whatif(result, weights={"P1": 2.0}).tables()) == 1


def test_a_changed_weight_is_told_with_the_one_before_and_what_was_computed_is_said_to_stay(country):
    entropy = country(Recipe(weight=Choices(Choice("entropy"))))
    before = entropy.local_weights["I"][-1][0] * 4
    told = [c.en for c in whatif(entropy, weights={"P1": 2.0}).changes]
    assert told[0] == f"weight of pillar 1 (P1): {before:.4g} → 2"
    assert "stay as computed for 2021" in told[1]
    assert [c.en for c in whatif(country(), weights={"P1": 2.0}).changes] == ["weight of pillar 1 (P1): 1 → 2"]


@pytest.mark.parametrize("weighting", ["manual", "entropy"])
@pytest.mark.parametrize("structure", ["nested", "flat"])
def test_a_weight_can_be_changed_on_a_stored_scale(country, weighting, structure):
    recipe = Recipe(weight=Choices(Choice(weighting)), structure=structure)
    before = country(recipe)
    fixed = replace(recipe, scope=Scope("fixed"))
    stored = score(before.panel, before.framework, fixed, reference=before.reference)
    here, there = whatif(before, weights={"P1": 3.0}), whatif(stored, weights={"P1": 3.0})
    assert there.mean_shift > 0
    for code, value in after(here).items():
        assert after(there)[code] == pytest.approx(value)


@pytest.mark.parametrize("change", [{"drop": ["k3"]}, {"swap": {"k3": "k2"}}], ids=["drop", "swap"])
def test_an_indicator_of_a_stored_scale_can_only_lose_its_weight(country, change):
    before = country()
    stored = score(
        before.panel, before.framework, replace(before.recipe, scope=Scope("fixed")), reference=before.reference
    )
    with pytest.raises(UsageError, match="E1512"):
        whatif(stored, **change)
    assert not np.isnan(list(after(whatif(stored, weights={"k3": 0.0})).values())).all()
