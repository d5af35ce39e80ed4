"""Sobol shares of the choices, drop-one, and the weights that a rank would take."""

from __future__ import annotations

import numpy as np
import pytest

from nqp_index.analysis.assumptions import Alternative, as_set, draft_assumptions, method_factor
from nqp_index.analysis.axes import axes_of, points_of
from nqp_index.analysis.experiment import experiment
from nqp_index.analysis.factors import Assumptions, Dropped, MethodFactor, WeightNoise
from nqp_index.analysis.removal import drop_one
from nqp_index.analysis.sensitivity import sensitivity
from nqp_index.analysis.weights_needed import weights_for_rank, weights_to_overtake
from nqp_index.analysis.whatif import whatif
from nqp_index.errors import UsageError
from nqp_index.model.recipe import Choice, Choices, Coverage, Recipe
from nqp_index.terms import Text


def share_of(found, name):
    j = found.factors.index(name)
    return found.first[j], found.total[j]


def test_a_factor_with_two_equal_alternatives_has_a_share_of_zero(country):
    result = country()
    twice = MethodFactor("treat", (as_set("treat", result.recipe), Alternative(Text("同上", "the same"))))
    weights = method_factor("weight", result.recipe, [Choice("entropy")])
    (found,) = sensitivity(result, assumptions=Assumptions((twice, weights), WeightNoise()), rows=64, resamples=20)
    assert share_of(found, "treat") == (0.0, 0.0)
    assert share_of(found, "weight")[1] > 0.05


def test_a_single_factor_that_changes_nothing_has_a_share_of_zero(country):
    result = country()
    twice = MethodFactor("treat", (as_set("treat", result.recipe), Alternative(Text("同上", "the same"))))
    for assumptions in (Assumptions((twice,)), Assumptions(weight_noise=WeightNoise(0.0))):
        (found,) = sensitivity(result, assumptions=assumptions, rows=16, resamples=5)
        assert (found.first.tolist(), found.total.tolist()) == ([0.0], [0.0])
        (table,) = found.tables("en")
        assert not any("interaction of the factors" in note for note in table.notes)
        assert any("no factor moves it" in note for note in table.notes)


def test_the_only_factor_carries_the_whole_variance(country):
    result = country()
    only = Assumptions((method_factor("normalise", result.recipe, [Choice("rank")]),))
    (found,) = sensitivity(result, assumptions=only, rows=256, resamples=20)
    assert found.total[0] == pytest.approx(1.0, abs=0.05)
    assert found.first[0] == pytest.approx(1.0, abs=0.05)


def test_factors_with_impossible_pairs_are_one_factor_of_the_valid_pairs(country):
    result = country()
    study = experiment(result, draft_assumptions(result.framework, result.recipe, gaps=False), 0)
    joined = next(a for a in axes_of(study) if "+" in a.name)
    assert joined.name == "normalise+aggregate"
    assert len(joined.levels) == 5
    u = np.random.default_rng(0).random((500, len(axes_of(study))))
    assert study.possible[points_of(study, axes_of(study), u).combination].all()


def test_categories_are_equal_fixed_slices(country):
    result = country()
    study = experiment(result, Assumptions((method_factor("weight", result.recipe, [Choice("entropy")]),)), 0)
    u = np.array([[0.0], [0.4999], [0.5], [0.9999]])
    assert points_of(study, axes_of(study), u).combination.tolist() == [0, 0, 1, 1]


def test_shares_of_a_regions_rank_come_on_request(country):
    result = country()
    shift, region = sensitivity(result, regions=["R3"], rows=32, resamples=10)
    assert shift.output == "mean_shift"
    assert region.output == "R3"
    assert region.mean == pytest.approx(np.clip(region.mean, 1, 31))


def test_rows_without_the_output_are_counted_and_said_with_a_caution(small):
    x = np.random.default_rng(3).random((10, 4))
    x[4, 0] = np.nan
    result = small(x, Recipe(coverage=Coverage(node=0.7)))
    varied = Assumptions(weight_noise=WeightNoise(), dropped=Dropped(0.5, ("k1",)))
    shift, region = sensitivity(result, assumptions=varied, regions=["R5"], rows=64, resamples=10)
    assert (shift.rows_used, shift.unranked, shift.lost) == (64, 0, 0.0)
    assert region.unranked > 0
    assert region.rows_used < 64
    notes = region.tables("en")[0].notes
    assert f"{region.rows_used} of them used" in notes[0]
    assert f"{region.lost:.1%}" in notes[-1]
    assert not any("caution" in note for note in shift.tables("en")[0].notes)


def test_a_number_of_rows_that_is_no_power_of_two_is_refused(country):
    with pytest.raises(UsageError, match="power of 2"):
        sensitivity(country(), rows=500)


def test_drop_one_names_the_region_that_an_indicator_holds_up(small):
    result = small([[9.0, 5.0, 4.0], [1.0, 5.1, 4.1], [0.5, 4.0, 3.0]])
    first = next(r for r in drop_one(result).removals if r.code == "k0")
    assert first.mean_shift == pytest.approx(2 / 3)
    assert first.most_moved.en in {"region 1", "region 2"}
    assert {r.code for r in drop_one(result).removals} == {"k0", "k1", "k2"}


def test_dropping_an_indicator_equals_scoring_without_it(country):
    from nqp_index.analysis.removal import ranks_without
    from nqp_index.scoring.ready import made_ready

    whole, part = country(K=40), country(K=40)
    ready = made_ready(whole.panel, whole.framework, whole.recipe)
    kept = frozenset({"k0"})
    found = ranks_without(part, ready, kept)
    z, w = whole.normalised, np.full(40, 1 / 40)
    pillars = [z[..., 1:10].mean(-1), z[..., 10:20].mean(-1), z[..., 20:30].mean(-1), z[..., 30:].mean(-1)]
    expected = (-np.mean(pillars, axis=0)).argsort(-1).argsort(-1) + 1
    np.testing.assert_array_equal(found, expected)
    assert len(w) == 40


def test_leaving_out_what_moves_nobody_names_nobody(small):
    """Regions 1, 2, 3 in this order in every indicator."""
    found = drop_one(small([[9.0, 8.0], [5.0, 5.0], [1.0, 2.0]]))
    assert [(r.mean_shift, str(r.most_moved)) for r in found.removals] == [(0.0, ""), (0.0, "")]
    (table,) = found.tables("en")
    assert {row[5:8] for row in table.rows} == {("", None, None)}
    assert {row[2] for row in found.tables("zh")[0].rows} == {"指标"}


def test_a_region_that_loses_or_gains_its_rank_is_named(small):
    """R3 has k0 only, R4 lacks it: without k0 the one has nothing left, without k1 the other too little."""
    nan = float("nan")
    result = small([[9.0, 8.0, 1.0], [5.0, 5.0, 2.0], [7.0, nan, nan], [nan, 2.0, 5.0]])
    found = {r.code: r for r in drop_one(result).removals}
    assert np.isnan(result.ranks[0, 2, 0])
    assert [str(r) for r in found["k0"].lost] == []
    assert {str(r) for r in found["k1"].lost} == {"region 4"}
    before = small([[9.0, 8.0, 1.0], [5.0, 5.0, 2.0], [7.0, nan, 4.0], [6.0, 2.0, nan]])
    after = whatif(before, drop=["k0"])
    assert [str(r) for r in after.lost] == ["region 3", "region 4"]
    assert any("lose their rank" in note and "region 4" in note for note in after.tables("en")[0].notes)
    gained = whatif(result, drop=["k1", "k2"])
    assert [str(r) for r in gained.gained] == ["region 3"]
    assert any("获得" in note or "才有位次" in note for note in gained.tables("zh")[0].notes)


def test_pillars_are_left_out_too(country):
    assert {r.level for r in drop_one(country()).removals} == {"indicator", "pillar"}


def test_a_pillar_left_out_in_turn_is_none_that_a_region_could_lack(small):
    """As where it is taken out of the framework: `coverage.pillars` is a share of the pillars that are still meant."""
    nan = np.nan
    two = small([[9.0, 1.0], [5.0, 4.0], [2.0, 8.0], [1.0, 3.0]], pillars=2)
    lacking = small([[9.0, 1.0, 5.0], [5.0, nan, 4.0], [2.0, 8.0, 6.0], [7.0, 3.0, 1.0]],
                    Recipe(coverage=Coverage(0.5, 0.5, 2 / 3)), pillars=3)  # fmt: skip
    for result in (two, lacking):
        for removal in drop_one(result).removals:
            after = whatif(result, drop=[removal.code])
            assert removal.mean_shift == pytest.approx(after.mean_shift), removal.code
            assert removal.lost == after.lost
    assert all(r.mean_shift > 0 for r in drop_one(two).removals)


def test_overtaking_under_two_weights_moves_them_to_the_crossing(small):
    """(1, 0) against (.4, .8), normalised to themselves, w = (.5, .5): equal where .6 w_1 = .8 w_2, w_1 = 4/7."""
    result = small([[1.0, 0.0], [0.4, 0.8], [0.0, 1.0]])
    found = weights_to_overtake(result, "R1", "R2")
    assert found.attainable
    assert found.exact
    assert found.after[0] == pytest.approx(4 / 7, abs=1e-6)
    assert found.distance == pytest.approx(2 * (4 / 7 - 0.5), abs=1e-6)


def test_both_norms_agree_where_there_is_one_way_only(small):
    result = small([[1.0, 0.0], [0.4, 0.8], [0.0, 1.0]])
    one, two = (weights_to_overtake(result, "R1", "R2", norm=n) for n in ("l1", "l2"))
    np.testing.assert_allclose(one.after, two.after, atol=1e-6)


def test_a_region_that_is_dominated_can_never_lead(small):
    result = small([[9.0, 9.0], [5.0, 5.0], [1.0, 1.0]])
    found = weights_for_rank(result, "R2", 1)
    assert not found.attainable
    assert np.isnan(found.after).all()
    assert found.rank_after is None


@pytest.mark.parametrize("rank", [1, 3, 8])
def test_the_weights_found_give_the_rank_when_they_are_used(country, rank):
    result = country(T=1, K=12)
    region = int(np.flatnonzero(result.ranks[0, :, 0] == 12)[0])
    found = weights_for_rank(result, result.regions[region].code, rank)
    if found.attainable:
        scores = result.normalised[0] @ found.after
        assert 1 + (scores > scores[region] + 1e-9).sum() <= rank
        assert found.after.sum() == pytest.approx(1.0)
        assert found.after.min() >= -1e-12


def test_no_smaller_change_gives_the_rank(country):
    """Random weights that reach the rank are never nearer than the programme's."""
    result = country(T=1, R=8, K=4, pillars=1)
    region = int(np.flatnonzero(result.ranks[0, :, 0] == 4)[0])
    found = weights_for_rank(result, result.regions[region].code, 2)
    w = np.random.default_rng(0).dirichlet(np.ones(4), 200_000)
    scores = w @ result.normalised[0].T
    reached = (scores > scores[:, [region]]).sum(axis=1) <= 1
    if not found.attainable:
        assert not reached.any()
    else:
        assert found.distance <= np.abs(w[reached] - found.before).sum(axis=1).min() + 1e-6


def test_the_free_weights_can_be_those_of_one_node(small):
    result = small([[1.0, 0.9, 0.0, 0.0], [0.5, 0.5, 0.8, 0.7], [0.0, 0.0, 1.0, 1.0]], pillars=2)
    found = weights_to_overtake(result, "R1", "R2", node="I")
    assert found.codes == ("P1", "P2")
    scores = result.scores[0, :, 1:] @ found.after
    assert scores[0] == pytest.approx(scores[1], abs=1e-6)
    assert found.distance > 0.1


def test_a_search_that_runs_out_of_time_proves_nothing(country, monkeypatch):
    monkeypatch.setattr("nqp_index.analysis.nearest_weights.SECONDS", 1e-9)
    result = country(T=1)
    found = weights_for_rank(result, result.regions[int(np.argmax(result.ranks[0, :, 0]))].code, 5)
    assert found.state == "not_found"
    assert "no proof" in found.tables("en")[0].notes[0]


def test_a_goal_out_of_reach_is_proven_so_without_gaps_and_only_then(small):
    x = np.array([[9.0, 9.0, 9.0], [5.0, 5.0, 5.0], [1.0, 1.0, 1.0], [2.0, 2.0, 2.0]])
    assert weights_for_rank(small(x), "R2", 1).state == "impossible"
    x[3, 2] = np.nan
    assert weights_for_rank(small(x), "R2", 1).state == "not_found"


NONLINEAR = {
    "geometric": Recipe(aggregate=Choices(Choice("geometric"))),
    "topsis": Recipe(aggregate=Choices(Choice("topsis")), structure="flat"),
    "vikor": Recipe(aggregate=Choices(Choice("vikor")), structure="flat"),
    "promethee2": Recipe(aggregate=Choices(Choice("promethee2")), structure="flat"),
    "copeland": Recipe(aggregate=Choices(Choice("copeland")), structure="flat"),
}


@pytest.mark.parametrize("name", NONLINEAR)
@pytest.mark.parametrize("norm", ["l1", "l2"])
def test_weights_found_by_a_search_give_the_rank_in_a_new_scoring(small, name, norm):
    x = np.random.default_rng(5).uniform(1, 9, (8, 6))
    result = small(x, NONLINEAR[name])
    region = result.regions[int(np.nanargmax(result.ranks[0, :, 0]))]
    found = weights_for_rank(result, region.code, 4, norm=norm)
    assert (found.state, found.exact) == ("attained", False)
    assert found.after.sum() == pytest.approx(1.0)
    assert (found.after >= 0).all()
    again = small(x, NONLINEAR[name], weights=list(found.after))
    after = again.ranks[0, result.region_index[region.code], 0]
    assert after == found.rank_after <= 4
    assert any("not proven" in note for note in found.tables("en")[0].notes)
    np.testing.assert_array_equal(weights_for_rank(result, region.code, 4, norm=norm).after, found.after)


@pytest.mark.parametrize("name", NONLINEAR)
def test_a_search_passes_a_rival(small, name):
    x = np.random.default_rng(6).uniform(1, 9, (8, 6))
    result = small(x, NONLINEAR[name])
    order = np.argsort(result.ranks[0, :, 0])
    own, rival = (result.regions[int(order[at])].code for at in (5, 2))
    found = weights_to_overtake(result, own, rival)
    again = small(x, NONLINEAR[name], weights=list(found.after)).ranks[0, :, 0]
    assert again[result.region_index[own]] < again[result.region_index[rival]]


@pytest.mark.parametrize("seed", range(6))
def test_a_search_comes_near_the_proven_least_change(small, seed):
    """The power mean of exponent 1 is a weighted sum that the search does not know to be one."""
    x = np.random.default_rng(seed).uniform(1, 9, (9, 6))
    plain, power = small(x), small(x, Recipe(aggregate=Choices(Choice.of("power", q=1.0))))
    region = plain.regions[int(np.argsort(plain.ranks[0, :, 0])[6])].code
    least, found = weights_for_rank(plain, region, 3), weights_for_rank(power, region, 3)
    assert least.exact
    assert (found.state == "attained") == (least.state == "attained")
    if least.state == "attained":
        assert least.distance <= found.distance * (1 + 1e-6) <= least.distance * 1.3


def test_a_search_that_finds_nothing_is_no_proof(small):
    x = np.array([[9.0, 9.0, 9.0], [5.0, 5.0, 5.0], [1.0, 1.0, 1.0]])
    found = weights_for_rank(small(x, NONLINEAR["geometric"]), "R2", 1)
    assert (found.state, found.exact) == ("not_found", False)
    assert "no proof" in found.tables("en")[0].notes[0]


def test_every_table_of_needed_weights_says_what_for(small):
    result = small(np.random.default_rng(6).uniform(1, 9, (8, 6)), NONLINEAR["geometric"])
    own, rival = (result.regions[int(at)] for at in np.argsort(result.ranks[0, :, 0])[[5, 2]])
    titles = [
        found.tables(lang)[0].title
        for found in (weights_for_rank(result, own.code, 3), weights_to_overtake(result, own.code, rival.code))
        for lang in ("en", "zh")
    ]
    assert titles == [
        f"Weights it would take: {own.label.en} among the first 3 in 2020",
        f"需要怎样的权重：{own.label.zh} 2020 年进入前 3 名",
        f"Weights it would take: {own.label.en} ahead of {rival.label.en} in 2020",
        f"需要怎样的权重：{own.label.zh} 2020 年超过{rival.label.zh}",
    ]


def test_weights_that_do_not_change_are_exactly_as_they_were(small):
    result = small(np.random.default_rng(6).uniform(1, 9, (8, 6)), NONLINEAR["topsis"])
    change = (found := weights_for_rank(result, "R3", 3)).after - found.before
    assert not ((change != 0) & (np.abs(change) < 1e-12)).any()


def test_a_rank_that_a_region_has_already_takes_no_change(small):
    x = np.array([[9.0, 8.0, 9.0], [5.0, 5.0, 5.0], [1.0, 1.0, 1.0]])
    assert weights_for_rank(small(x, NONLINEAR["topsis"]), "R2", 2).distance == 0.0


def test_a_search_can_be_kept_to_the_children_of_a_node(country):
    result = country(NONLINEAR["geometric"], R=12, K=16)
    worst = result.regions[int(np.nanargmax(result.ranks[-1, :, 0]))].code
    found = weights_for_rank(result, worst, 11, node="I")
    assert found.codes == result.children["I"]
    if found.state == "attained":
        assert found.rank_after <= 11


def test_an_unknown_region_is_refused_with_the_nearest_names(country):
    with pytest.raises(UsageError, match="R1"):
        weights_for_rank(country(), "R01", 1)
