"""The uncertainty analysis: exact cases, seeds, workers, and the one code path it shares with scoring."""

from __future__ import annotations

from dataclasses import replace

import joblib
import numpy as np
import pytest

from nqp_index.analysis.assumptions import alternative, as_set, draft_assumptions, method_factor
from nqp_index.analysis.draws import random_points
from nqp_index.analysis.experiment import experiment
from nqp_index.analysis.factors import Assumptions, DataNoise, Dropped, MethodFactor, WeightNoise
from nqp_index.analysis.grid import grid_assumptions
from nqp_index.analysis.runs import Chunk, chunk_scores
from nqp_index.analysis.sensitivity import sensitivity
from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.errors import DataError, DefinitionError, UsageError
from nqp_index.model.recipe import Choice, Choices, Coverage, Recipe, Scope

WEIGHTS_ONLY = Assumptions(weight_noise=WeightNoise(0.25))
GEOMETRIC = Recipe(aggregate=Choices(Choice("geometric")))
TOPSIS = Recipe(aggregate=Choices(Choice("topsis")), structure="flat")


def scores_of(result, assumptions, count, seed=0):
    study = experiment(result, assumptions, seed)
    points = random_points(study, 0, count)
    chunk = Chunk(np.arange(count), study.recipes[0], True, "", points.noise, None)
    return chunk_scores(study.ready, study.framework, None, chunk)


@pytest.mark.parametrize("recipe", [Recipe(), GEOMETRIC, TOPSIS, Recipe(scope=Scope("yearly"))])
@pytest.mark.parametrize("gaps", [0, 9])
def test_a_draw_without_noise_is_the_nominal_score_bit_for_bit(country, recipe, gaps):
    result = country(recipe, gaps=gaps)
    scores = scores_of(result, Assumptions(), 300)
    np.testing.assert_array_equal(scores[0], result.scores[:, :, 0])
    np.testing.assert_array_equal(scores[299], result.scores[:, :, 0])


@pytest.mark.parametrize("recipe", [Recipe(), GEOMETRIC, TOPSIS])
def test_a_draw_is_the_same_bits_in_a_batch_of_any_size(country, recipe):
    result = country(recipe)
    many = scores_of(result, WEIGHTS_ONLY, 1000)
    study = experiment(result, WEIGHTS_ONLY, 0)
    noise = random_points(study, 0, 1000).noise
    for m in (0, 517, 999):
        alone = Chunk(np.array([0]), study.recipes[0], True, "", noise[m : m + 1], None)
        np.testing.assert_array_equal(chunk_scores(study.ready, study.framework, None, alone)[0], many[m])


def test_without_any_factor_every_rank_is_the_reported_one(country):
    result = country()
    found = uncertainty(result, assumptions=Assumptions(), draws=50, grid=False)
    for ends in (found.low, found.median, found.high):
        np.testing.assert_array_equal(ends, result.ranks[:, :, 0])
    assert found.mean_shift.max() == 0.0


def test_equal_seeds_give_equal_results_and_other_seeds_others(country):
    result = country()
    first, again, other = (uncertainty(result, draws=400, seed=s, grid=False) for s in (3, 3, 4))
    np.testing.assert_array_equal(first.acceptability, again.acceptability)
    assert not np.array_equal(first.acceptability, other.acceptability)


@pytest.mark.parametrize("backend", ["threading", "loky"])
def test_results_do_not_depend_on_the_workers(country, backend):
    result = country(gaps=5)
    alone = uncertainty(result, draws=300, grid=False)
    with joblib.parallel_config(backend=backend, n_jobs=2):
        shared = uncertainty(result, draws=300, grid=False)
    np.testing.assert_array_equal(alone.acceptability, shared.acceptability)
    np.testing.assert_array_equal(alone.ahead, shared.ahead)


def test_results_do_not_depend_on_a_dask_cluster(country):
    distributed = pytest.importorskip("distributed", reason="dask is not installed")
    result = country()
    alone = uncertainty(result, draws=300, grid=False)
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster), joblib.parallel_config(backend="dask"):
        shared = uncertainty(result, draws=300, grid=False)
    np.testing.assert_array_equal(alone.acceptability, shared.acceptability)


def test_results_do_not_depend_on_the_size_of_rounds_and_chunks(country, monkeypatch):
    result = country(gaps=5)
    alone = uncertainty(result, draws=450, grid=False)
    monkeypatch.setattr("nqp_index.analysis.uncertainty.ROUND", 200)
    monkeypatch.setattr("nqp_index.analysis.runs.CHUNK_NUMBERS", 31 * 2 * 44 * 17)
    cut = uncertainty(result, draws=450, grid=False)
    for name in ("acceptability", "ahead", "low", "low_error", "mean_shift"):
        np.testing.assert_array_equal(getattr(alone, name), getattr(cut, name), err_msg=name)


def test_the_first_draws_of_a_longer_run_are_those_of_a_shorter_one(country):
    study = experiment(country(), draft_assumptions(country().framework, Recipe()), 5)
    short, long = random_points(study, 0, 130), random_points(study, 0, 999)
    np.testing.assert_array_equal(long.combination[:130], short.combination)
    np.testing.assert_array_equal(long.noise[:130], short.noise)


def test_draws_fetched_in_pieces_are_those_fetched_at_once(country):
    result = country()
    factors = (method_factor("normalise", result.recipe, [Choice("zscore")]),
               method_factor("aggregate", result.recipe, [Choice("geometric")]))  # fmt: skip
    study = experiment(result, Assumptions(factors, WeightNoise(0.25), Dropped(0.5)), 2)
    whole = random_points(study, 0, 500)
    pieces = [random_points(study, start, stop) for start, stop in ((0, 7), (7, 300), (300, 500))]
    for name in ("combination", "dropped", "noise"):
        np.testing.assert_array_equal(np.concatenate([getattr(p, name) for p in pieces]), getattr(whole, name))
    assert sum(p.redrawn for p in pieces) == whole.redrawn


def test_impossible_combinations_are_redrawn_and_counted(country):
    result = country()
    factors = (method_factor("normalise", result.recipe, [Choice("zscore")]),
               method_factor("aggregate", result.recipe, [Choice("geometric")]))  # fmt: skip
    study = experiment(result, Assumptions(factors), 0)
    assert study.possible.tolist() == [True, True, True, False]
    points = random_points(study, 0, 4000)
    assert 3 not in points.combination
    assert points.redrawn == pytest.approx(4000 / 3, rel=0.15)
    np.testing.assert_allclose(np.bincount(points.combination) / 4000, 1 / 3, atol=0.03)


def test_a_failing_combination_costs_its_own_draws_and_is_named(country):
    result = country()
    bad = MethodFactor("weight", (as_set("weight", result.recipe), alternative("weight", result.recipe, Choice("ahp"))))
    found = uncertainty(result, assumptions=Assumptions((bad,)), draws=200, grid=False)
    assert 0 < found.failed < 200
    assert [times for _, times in found.failures] == [found.failed]
    assert "ahp has no judgements" in found.failures[0][0]
    np.testing.assert_array_equal(found.median, result.ranks[:, :, 0])


def test_intervals_hold_the_reported_rank_of_a_stable_leader_and_a_stable_loser(small):
    result = small([[9.0, 9.0], [5.0, 5.1], [5.1, 5.0], [1.0, 1.0]])
    found = uncertainty(result, assumptions=WEIGHTS_ONLY, draws=500, grid=False)
    assert found.interval("R1") == (1, 1)
    assert found.interval("R4") == (4, 4)
    assert found.interval("R2") == (2, 3)


def test_two_regions_that_share_everything_are_never_told_apart(small):
    result = small([[9.0, 1.0], [4.0, 5.0], [4.0, 5.0], [1.0, 9.0]])
    found = uncertainty(result, assumptions=WEIGHTS_ONLY, draws=300, grid=False)
    assert found.ahead[0, 1, 2] == 0.5
    assert found.group[0, 1] == found.group[0, 2]


def test_the_share_ahead_under_weight_noise_is_exact_for_two_indicators(small):
    """Regions (1, 0) and (0, 1) under w_j ~ U(.75, 1.25) each: the first is ahead half the time; against (0.5, 0.5)
    it is ahead exactly when w_1 > w_2."""
    result = small([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])
    found = uncertainty(result, assumptions=WEIGHTS_ONLY, draws=4000, grid=False)
    assert found.ahead[0, 0, 1] == pytest.approx(0.5, abs=0.03)
    np.testing.assert_allclose(found.acceptability[0, 2], [0.0, 1.0, 0.0])


def test_leaving_out_the_only_indicator_that_differs_moves_the_rank(small):
    result = small([[9.0, 5.0, 4.0], [1.0, 5.1, 4.1], [0.5, 4.0, 3.0]])
    found = uncertainty(result, assumptions=Assumptions(dropped=Dropped(0.5, ("k0",))), draws=400, grid=False)
    assert found.acceptability[0, 0, 0] == pytest.approx(0.5, abs=0.06)
    assert found.acceptability[0, 1, 0] == pytest.approx(0.5, abs=0.06)


def test_data_noise_goes_through_the_formulas_and_has_its_own_seed_per_draw(country):
    result = country(T=1)
    noisy = Assumptions(data_noise=DataNoise((("k0", 0.2), ("k1", 0.2))))
    found = uncertainty(result, assumptions=noisy, draws=200, grid=False)
    again = uncertainty(result, assumptions=noisy, draws=100, grid=False)
    assert found.mean_shift[0, 0] > 0
    assert again.mean_shift[0, 0] > 0
    quiet = uncertainty(result, assumptions=Assumptions(data_noise=DataNoise((("k0", 0.0),))), draws=50, grid=False)
    assert quiet.mean_shift[0, 0] == 0.0


def test_regions_without_a_score_have_no_interval_and_no_group(small):
    x = np.array([[9.0, 9.0, 3.0], [5.0, 5.1, 2.0], [np.nan, np.nan, 5.0], [1.0, 1.0, 1.0]])
    found = uncertainty(small(x, pillars=2), assumptions=WEIGHTS_ONLY, draws=100, grid=False)
    assert found.interval("R3") == (None, None)
    assert np.isnan(found.group[0, 2])
    assert found.interval("R4") == (3, 3)


def test_the_separable_share_is_about_regions_with_a_reported_rank(country):
    """A region that is ranked in few draws only is ahead in all of those, and not in 95 % of the draws."""
    found = uncertainty(country(T=2, R=4, K=4, pillars=2), draws=40)
    nan = np.nan
    ahead = np.array([[nan, 0.6, 0.7, 1.0], [0.4, nan, 0.96, 1.0], [0.3, 0.04, nan, 1.0], [0.0, 0.0, 0.0, nan]])
    nominal = np.array([[1.0, 2.0, 3.0, nan], [nan, nan, nan, nan]])
    found = replace(found, ahead=np.stack([ahead, ahead]), nominal=nominal, front=1)
    np.testing.assert_allclose(found.separable_share, [1 / 3, nan])
    assert not any("nan" in note for table in found.tables("en") for note in table.notes)


def test_a_branch_that_weighs_nothing_leaves_every_draw_of_a_flat_recipe_its_ranks(small):
    """Indicators without data in a year weigh 0 in that year, and so the shares inside their branch are unknown."""
    recipe = Recipe(weight=Choices(Choice("entropy")), structure="flat", scope=Scope("yearly"),
                    coverage=Coverage(node=0.5, pillars=0.5))  # fmt: skip
    x = np.random.default_rng(0).random((2, 9, 6)) + 1
    x[0, :, 3:] = np.nan
    result = small(x, recipe, pillars=2)
    assert np.isnan(result.local_weights["P2"][0]).all()
    assert not np.isnan(result.ranks[..., 0]).any()
    found = uncertainty(result, assumptions=WEIGHTS_ONLY, draws=60, grid=False)
    assert found.failed == 0
    assert not np.isnan(found.median).any()


def test_a_draw_that_ranks_nobody_where_the_report_ranks_some_is_a_failed_draw_and_named(small):
    x = np.random.default_rng(1).random((2, 8, 3)) + 1
    x[1, :, 1:] = np.nan
    result = small(x, Recipe(weight=Choices(Choice("manual"))), weights=[3.0, 1.0, 0.5])
    assert not np.isnan(result.ranks[1, :, 0]).any()
    equal = MethodFactor("weight", (as_set("weight", result.recipe),
                                    alternative("weight", result.recipe, Choice("equal_nested"))))  # fmt: skip
    found = uncertainty(result, assumptions=Assumptions((equal,)), draws=200, grid=False)
    assert 0 < found.failed < 200
    assert "2021" in found.failures[0][0]
    assert "equal weights" in found.failures[0][0]
    np.testing.assert_array_equal(found.median[1], result.ranks[1, :, 0])


@pytest.mark.parametrize("structure", ["nested", "flat"])
def test_noise_on_weights_takes_no_region_its_rank(small, structure):
    """A third of the weight is missing, as much as may be: under noise it would often be more."""
    x = np.random.default_rng(2).random((10, 3))
    x[4, 1] = np.nan
    result = small(x, Recipe(structure=structure))
    assert result.ranks[0, 4, 0] > 0
    found = uncertainty(result, assumptions=WEIGHTS_ONLY, draws=300, grid=False)
    assert found.unranked[0].max() == 0.0


def test_draws_in_which_a_region_has_no_rank_are_counted_and_said(small):
    x = np.random.default_rng(3).random((10, 4))
    x[4, 0] = np.nan
    strict = small(x, Recipe(coverage=Coverage(node=0.7)))
    found = uncertainty(strict, assumptions=Assumptions(dropped=Dropped(0.5, ("k1",))), draws=400, grid=False)
    assert found.unranked[0, 4] == pytest.approx(0.5, abs=0.08)
    assert np.delete(found.unranked[0], 4).max() == 0.0
    ranks = found.tables("en")[0]
    row = next(row for row in ranks.to_rows() if row["code"] == "R5")
    assert row["share_unranked"] == found.unranked[0, 4]
    assert any("region 5" in note and f"{found.unranked[0, 4]:.1%}" in note for note in ranks.notes)


def test_the_mean_shift_of_a_year_does_not_hang_on_another_year_without_ranks(small):
    x = np.random.default_rng(4).random((2, 8, 3))
    yearly = Recipe(scope=Scope("yearly"))
    alone = small(x[1:], yearly)
    x[0, :, 1:] = np.nan
    both = small(x, yearly)
    found, one = (uncertainty(r, assumptions=WEIGHTS_ONLY, draws=100, grid=False) for r in (both, alone))
    assert np.isnan(found.mean_shift[0]).all()
    assert one.mean_shift[0, 0] > 0
    np.testing.assert_allclose(found.mean_shift[1], one.mean_shift[0])


def test_monte_carlo_errors_shrink_with_the_draws(country):
    result = country()
    few, many = (uncertainty(result, assumptions=WEIGHTS_ONLY, draws=n, grid=False) for n in (100, 4000))
    assert np.nanmean(many.low_error) < np.nanmean(few.low_error)


def test_an_absent_name_is_an_error_before_the_first_draw(country):
    result = country()
    wrong = Assumptions(
        weight_noise=WeightNoise(special=(("P9", 0.1),)), dropped=Dropped(codes=("nothing",)),
        data_noise=DataNoise((("gdp", 0.1),)),
    )  # fmt: skip
    with pytest.raises(DefinitionError) as caught:
        uncertainty(result, assumptions=wrong, progress=lambda done, total: pytest.fail("a draw was made"))
    assert [dict(p.args)["name"] for p in caught.value.problems] == ["P9", "nothing", "gdp"]


def test_a_misspelt_method_is_an_error_before_the_first_draw(country):
    result = country()
    wrong = MethodFactor("normalise", (alternative("normalise", result.recipe, Choice("minimax")),))
    with pytest.raises(DefinitionError, match="minimax"):
        uncertainty(result, assumptions=Assumptions((wrong,)))


def test_progress_counts_every_draw_once(country):
    seen = []
    uncertainty(country(), draws=150, grid=False, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (150, 150)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_stored_weights_of_a_fixed_scope_are_the_weights_that_are_varied(country):
    first = country(Recipe(weight=Choices(Choice("entropy"))))
    from nqp_index.scoring.pipeline import score

    again = score(first.panel, first.framework, replace(first.recipe, scope=Scope("fixed")), reference=first.reference)
    found = uncertainty(again, assumptions=Assumptions(weight_noise=WeightNoise(0.0)), draws=20, grid=False)
    np.testing.assert_array_equal(found.median, first.ranks[:, :, 0])


def test_a_run_in_which_every_draw_fails_is_an_error_that_says_why(country):
    result = country()
    broken = MethodFactor("weight", (alternative("weight", result.recipe, Choice("ahp")),))
    with pytest.raises(DataError, match="ahp has no judgements") as caught:
        uncertainty(result, assumptions=Assumptions((broken,)), draws=20, grid=False)
    assert caught.value.problems[0].code == "E6009"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_uncertainty_run_prints_as_plain_tables_in_both_languages(country, lang):
    found = uncertainty(country(), draws=60)
    keys = [table.key for table in found.tables(lang)]
    assert keys == ["rank_intervals", "rank_intervals", "acceptability", "not_separable", "pairs", "factors", "run",
                    "grid", "grid_ranks"]  # fmt: skip
    for table in found.tables(lang):
        assert all(len(row) == len(table.columns) == len(table.keys) for row in table.rows)
        assert all(v is None or type(v) in (str, int, float, bool) for row in table.rows for v in row)


def test_every_pair_stands_in_the_tables_and_both_ways_make_one(country):
    found = uncertainty(country(R=6), draws=60, grid=False)
    pairs = next(t for t in found.tables("en") if t.key == "pairs")
    shares = np.array([row[2:] for row in pairs.rows], dtype=float)
    off = ~np.eye(6, dtype=bool)
    np.testing.assert_allclose((shares + shares.T)[off], 1.0)
    assert np.isnan(np.diag(shares)).all()
    assert shares[0, 5] == found.ahead[found.front][np.ix_([_at(found, 1)], [_at(found, 6)])][0, 0]


def _at(found, rank):
    return int(np.flatnonzero(found.nominal[found.front] == rank)[0])


def test_the_grid_holds_every_possible_combination_and_the_reported_one(country):
    grid = uncertainty(country(), draws=20).grid
    assert len(grid.scenarios) + grid.impossible == 27
    assert grid.impossible == 3
    (reported,) = [s for s in grid.scenarios if s.is_reported]
    assert reported.mean_shift == 0.0
    np.testing.assert_array_equal(reported.ranks, country().ranks[:, :, 0])


def test_the_grid_says_in_how_many_combinations_a_region_has_no_rank(small):
    x = np.random.default_rng(5).random((9, 6))
    x[2, 0] = np.nan
    result = small(x, Recipe(aggregate=Choices(Choice("topsis")), structure="flat"))
    grid = uncertainty(result, draws=20).grid
    found = grid.unranked[0]
    assert found[2] == sum(np.isnan(s.ranks[0, 2]) for s in grid.scenarios) > 0
    assert np.delete(found, 2).max() == 0
    row = next(row for row in grid.tables("en")[1].to_rows() if row["code"] == "R3")
    assert row["unranked_in"] == found[2]
    assert f"region 3 {found[2]:.0f}/{len(grid.scenarios)}" in grid.tables("en")[1].notes[-1]


def test_the_grid_lists_the_recipes_own_method_once_whatever_its_parameters():
    recipe = Recipe(normalise=Choices(Choice.of("minmax", low=0, high=100)))
    labels = [a.label.en for a in grid_assumptions(recipe).methods[0].alternatives]
    assert labels == ["as set (min-max)", "z-scores", "ranks"]


def test_many_regions_are_grouped_by_their_intervals(country):
    found = uncertainty(country(T=1, R=260, K=6, pillars=2), draws=60, grid=False)
    assert found.ahead.shape == (1, 0, 0)
    assert found.group[0].max() > 1
    assert found.tables("en")


@pytest.mark.parametrize(("around", "refused"), [(0.5, True), (None, False)])
def test_more_programmes_than_can_be_solved_are_refused_before_the_first(small, monkeypatch, around, refused):
    """Bounds around the declared weights move with these; free weights are solved once for all draws."""
    from nqp_index.analysis import effort

    monkeypatch.setattr(effort, "MOST_PROGRAMMES", 100)
    x = np.random.default_rng(1).uniform(1, 9, (12, 3))
    result = small(x, Recipe(normalise=Choices(Choice.of("minmax", low=1.0)),
                             aggregate=Choices(Choice.of("bod", around=around)), structure="flat"))  # fmt: skip
    assumptions = Assumptions(weight_noise=WeightNoise(0.25))
    if not refused:
        uncertainty(result, assumptions=assumptions, draws=9, grid=False)
        return
    with pytest.raises(UsageError) as told:
        uncertainty(result, assumptions=assumptions, draws=9, grid=False)
    assert (told.value.problems[0].code, dict(told.value.problems[0].args)["fewer"]) == ("E1505", 8)
    with pytest.raises(UsageError, match="linear programme"):
        sensitivity(result, assumptions=assumptions, rows=8)
    uncertainty(result, assumptions=assumptions, draws=8, grid=False)
