"""Explanations: parts that sum to the whole, cells that lead back, and sentences made of their numbers."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest

from nqp_index.analysis.explain import explain
from nqp_index.analysis.gaps import split_between
from nqp_index.analysis.obstacles import obstacle_degrees
from nqp_index.analysis.prose import sentences
from nqp_index.errors import UsageError
from nqp_index.model.findings import Rival
from nqp_index.model.recipe import Choice, Choices, Coverage, Ranking, Recipe, Scope
from nqp_index.scoring.pipeline import score
from nqp_index.terms import Text, sentence
from tests.analysis.conftest import framework_of, indicator, panel_of

RECIPES = {
    "linear": Recipe(),
    "geometric": Recipe(aggregate=Choices(Choice("geometric"))),
    "mixed": Recipe(aggregate=Choices(Choice("arithmetic"), (("pillar", Choice("geometric")),))),
    "power": Recipe(aggregate=Choices(Choice.of("power", q=0.5))),
    "topsis": Recipe(aggregate=Choices(Choice("topsis")), structure="flat"),
    "entropy flat": Recipe(weight=Choices(Choice("entropy")), structure="flat"),
}


@pytest.mark.parametrize("name", RECIPES)
def test_the_parts_of_every_gap_sum_to_the_gap(country, name):
    found = explain(country(RECIPES[name]), "R7", against="R3")
    assert {g.kind for g in found.gaps} == {"leader", "mean", "year", "rival"}
    for gap in found.gaps:
        assert sum(p.points for p in gap.parts) == pytest.approx(gap.points, abs=1e-9)


@pytest.mark.parametrize(("name", "way"), [
    ("linear", "linear"), ("geometric", "log_mean"), ("topsis", "shapley_sampled"), ("few topsis", "shapley"),
])  # fmt: skip
def test_the_decomposition_that_was_used_is_named(country, name, way):
    result = country(RECIPES[name.removeprefix("few ")], K=8 if name.startswith("few") else 40)
    found = explain(result, "R7")
    assert {g.way for g in found.gaps} == {way}
    sampled = any("fixed sample" in note for table in found.tables("en") for note in table.notes)
    assert sampled == (way == "shapley_sampled")


@pytest.mark.parametrize("name", ["linear", "geometric"])
def test_parts_sum_to_the_gap_with_missing_indicators_too(country, name):
    result = country(RECIPES[name], gaps=250)
    scored = np.flatnonzero(~np.isnan(result.scores[1, :, 0]))
    for r in scored[:6]:
        split = split_between(result, (1, int(r)), (1, int(scored[-1])))
        gap = result.scores[1, r, 0] - result.scores[1, scored[-1], 0]
        assert split.parts.sum() == pytest.approx(gap, abs=1e-9)


def test_linear_parts_are_weight_times_difference(small):
    """By hand: scores (100, 0) and (50, 100) under weights .75, .25: parts 37.5 and -25."""
    result = small([[4.0, 0.0], [2.0, 8.0], [0.0, 4.0]], weights=[3.0, 1.0])
    gap = next(g for g in explain(result, "R1", against="R2").gaps if g.kind == "rival")
    assert [p.points for p in gap.parts] == pytest.approx([37.5, -25.0])
    assert gap.points == pytest.approx(12.5)


def test_a_change_under_yearly_scales_is_data_effect_plus_method_effect(country):
    found = explain(country(Recipe(scope=Scope("yearly"))), "R7", against=2020)
    gap = next(g for g in found.gaps if g.kind == "year")
    assert gap.data_effect + gap.method_effect == pytest.approx(gap.points)
    assert sum(p.points for p in gap.parts) == pytest.approx(gap.data_effect)
    assert gap.method_effect != 0


def test_a_change_below_the_rounding_of_the_ranking_is_no_change_of_rank(small):
    """R2 stays 0.06 of a point behind R3, beside which a ranking without decimals places it."""
    result = small([[[0.0], [50.0], [50.1], [100.0]], [[0.0], [50.04], [50.1], [100.0]]],
                   Recipe(ranking=Ranking(decimals=0)))  # fmt: skip
    assert result.ranks[:, :3, 0].tolist() == [[4, 2, 2], [4, 2, 2]]
    gap = next(g for g in explain(result, "R2", 2021, against=2020).gaps if g.kind == "year")
    assert (gap.rank_own_effect, gap.rank_field_effect) == (0, 0)


@pytest.mark.parametrize("name", [*RECIPES, "promethee2"])
@pytest.mark.parametrize("kind", ["pooled", "yearly", "base"])
def test_the_rows_of_every_gap_sum_to_its_total_row(country, kind, name):
    recipe = RECIPES.get(name) or Recipe(aggregate=Choices(Choice(name)), structure="flat")
    inside = Choices(Choice.of("minmax", outside="clip")) if kind == "base" else recipe.normalise
    scope = Scope(kind, 2020 if kind == "base" else None)
    result = country(replace(recipe, normalise=inside, scope=scope), R=9, K=12)
    for table in explain(result, "R7", against="R3").tables("en"):
        if table.key.startswith("gap_") and len(table.rows) > 1:
            *parts, total = [row[4] for row in table.rows]
            assert sum(parts) == pytest.approx(total, abs=1e-9), table.key


def test_the_year_of_a_yearly_scale_shows_scores_and_a_row_that_its_points_are_made_of(country):
    """On paper weight times difference is the points: both scores stand on the earlier year's scale."""
    result = country(Recipe(scope=Scope("yearly")), gaps=0)
    found = explain(result, "R7", against=2020)
    gap = next(g for g in found.gaps if g.kind == "year")
    w = result.effective_weights[0]
    np.testing.assert_allclose([p.points for p in gap.parts], w * [p.own - p.other for p in gap.parts], atol=1e-9)
    table = next(t for t in found.tables("en") if t.key == "gap_year")
    assert [row[1] for row in table.rows[-2:]] == ["method effect", "total"]
    assert any("on the scale and weights of 2020" in note for note in table.notes)
    assert any("data effect" in text for text in found.prose("en"))


def test_an_indicator_that_the_earlier_scale_does_not_know_belongs_to_the_method_effect(small):
    """k1 is empty in the first year, so that no scale of that year holds it."""
    nan = float("nan")
    years = [[[1.0, nan, 3.0], [2.0, nan, 1.0], [4.0, nan, 2.0]], [[2.0, 5.0, 3.0], [3.0, 1.0, 2.0], [1.0, 4.0, 5.0]]]
    found = explain(small(years, Recipe(scope=Scope("yearly"), coverage=Coverage(node=0.5))), "R1", against=2020)
    table = next(t for t in found.tables("en") if t.key == "gap_year")
    assert {row[0] for row in table.rows} == {"k0", "k2", ""}
    *parts, total = [row[4] for row in table.rows]
    assert sum(parts) == pytest.approx(total)


def test_where_a_low_score_is_good_a_leader_is_told_to_be_ahead(country):
    result = country(Recipe(aggregate=Choices(Choice("vikor")), structure="flat"), R=9, K=12)
    t = len(result.years) - 1
    order = np.argsort(result.ranks[t, :, 0])
    assert result.scores[t, order[0], 0] < result.scores[t, order[-1], 0]
    first, last = (explain(result, result.regions[order[at]].code) for at in (0, -1))
    assert any("ahead of" in text and "rank 2" in text for text in first.prose("en"))
    assert any("behind" in text and "rank 1" in text for text in last.prose("en"))
    assert not any("ahead of the mean" in text for text in last.prose("en"))
    assert all("smaller score is better" in found.prose("en")[1] for found in (first, last))
    assert any("领先" in text and "前面" in text for text in last.prose("zh"))


def test_an_indicator_that_is_empty_in_the_year_is_explained_without_a_warning(country):
    result = country()
    normalised = result.normalised.copy()
    normalised[-1, :, 3] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explain(replace(result, normalised=normalised), "R7")


def test_a_change_under_one_scale_is_all_data(country):
    gap = next(g for g in explain(country(), "R7").gaps if g.kind == "year")
    assert gap.method_effect == pytest.approx(0.0, abs=1e-12)
    gained = gap.other_rank - gap.own_rank
    assert gap.rank_own_effect + gap.rank_field_effect == gained


def test_obstacle_degrees_by_hand(small):
    """Shortfalls of (4, 0) against best (4, 8): 0 and 1, so the second indicator is the whole obstacle; of (2, 4)
    under weights .75 and .25: .375 and .125, three quarters and one."""
    result = small([[4.0, 0.0], [2.0, 4.0], [0.0, 8.0]], weights=[3.0, 1.0])
    np.testing.assert_allclose(obstacle_degrees(result)[0, :2], [[0.0, 1.0], [0.75, 0.25]])


def test_obstacle_degrees_are_the_distance_to_declared_goalposts():
    """By hand: goalposts 0 to 100 and the values (10, 50), (40, 60), (20, 90) leave .9 .5, .6 .4, .8 .1 short."""
    values = [[10.0, 50.0], [40.0, 60.0], [20.0, 90.0]]
    own = tuple(replace(indicator(code), goalposts=(0.0, 100.0)) for code in ("k0", "k1"))
    recipe = Recipe(normalise=Choices(Choice("goalpost")))
    result = score(panel_of([values], ["k0", "k1"]), framework_of(own), recipe)
    expected = [[0.9 / 1.4, 0.5 / 1.4], [0.6, 0.4], [0.8 / 0.9, 0.1 / 0.9]]
    np.testing.assert_allclose(obstacle_degrees(result)[0], expected)


def test_obstacle_degrees_are_the_distance_to_a_declared_target(small):
    """By hand: from the worst, 10, to the target, 110, the first indicator has come .9 .3 0; the second all the way."""
    target = Choice.of("dist2ref", to="values", values=(110.0,))
    recipe = Recipe(normalise=Choices(target, (("k1", Choice.of("dist2ref", to="values", values=(60.0,))),)))
    degrees = obstacle_degrees(small([[100.0, 60.0], [40.0, 90.0], [10.0, 10.0]], recipe))[0]
    np.testing.assert_allclose(degrees, [[1.0, 0.0], [1.0, 0.0], [0.5, 0.5]])


def test_obstacle_degrees_sum_to_one_and_leave_gaps_out(country):
    degrees = obstacle_degrees(country(gaps=60))
    known = ~np.isnan(degrees).all(axis=-1)
    np.testing.assert_allclose(np.nansum(degrees, axis=-1)[known], 1.0)


def test_the_value_that_passes_a_rival_passes_it_when_it_is_put_in(country):
    from nqp_index.analysis.whatif import whatif

    result = country()
    order = np.argsort(result.ranks[-1, :, 0])
    region, rival = (result.regions[order[i]] for i in (9, 8))
    found = explain(result, region.code).rivals[0]
    assert found.label == rival.label
    assert found.indicator
    beyond = found.value_needed * (1 + 1e-6 if found.value_needed > found.value_now else 1 - 1e-6)
    after = whatif(result, values=[(region.code, 2021, found.indicator, beyond)])
    ranks = {m.region.code: m.rank_after for m in after.moves}
    assert ranks[region.code] < ranks[rival.code]


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic"])
def test_the_value_that_passes_a_rival_is_found_in_few_scorings_and_no_smaller_one_passes(
    country, aggregate, monkeypatch
):
    from nqp_index.analysis import rivals
    from nqp_index.analysis.whatif import whatif

    recipe = Recipe(normalise=Choices(Choice.of("minmax", low=1.0)), aggregate=Choices(Choice(aggregate)))
    result = country(recipe)
    order = np.argsort(result.ranks[-1, :, 0])
    region, rival = (result.regions[order[i]] for i in (9, 8))
    scored, prepare = [], rivals.prepare
    monkeypatch.setattr(
        rivals, "prepare", lambda plan, rec, x, *a, **k: scored.append(len(x)) or prepare(plan, rec, x, *a, **k)
    )
    found = explain(result, region.code).rivals[0]
    assert len(scored) <= 30
    short = found.value_now + 0.99 * (found.value_needed - found.value_now)
    after = whatif(result, values=[(region.code, 2021, found.indicator, short)])
    ranks = {m.region.code: m.rank_after for m in after.moves}
    assert ranks[region.code] >= ranks[rival.code]


def test_the_way_down_holds_every_node_and_indicator_that_was_scored(country):
    result = country()
    found = explain(result, "R7")
    assert {line.code for line in found.lines} == {*result.nodes, *result.indicators}
    assert sum(line.effective_weight for line in found.lines if line.level == "indicator") == pytest.approx(1.0)


def test_every_number_in_a_sentence_stands_in_the_explanation(country):
    found = explain(country(), "R7")
    index = found.lines[0]
    assert f"{index.score:.2f}" in found.prose("en")[0]
    assert f"ranks {index.rank:g} of {found.regions_ranked}" in found.prose("en")[0]
    assert len(found.prose("zh")) == len(found.prose("en"))


def test_the_leader_is_compared_with_the_runner_up(country):
    result = country()
    leader = result.regions[int(np.argmin(result.ranks[-1, :, 0]))]
    gap = explain(result, leader.code).gaps[0]
    assert gap.kind == "leader"
    assert gap.other_rank == 2.0
    assert gap.points > 0


def test_a_leader_that_was_asked_for_is_compared_with_once(country):
    result = country()
    leader = result.regions[int(np.argmin(result.ranks[-1, :, 0]))]
    found = explain(result, "R7", against=leader.code)
    assert [gap.kind for gap in found.gaps] == ["rival", "mean", "year"]
    assert found.gaps[0].other_rank == 1.0


def test_the_leader_s_own_table_does_not_call_the_runner_up_the_leader(country):
    result = country()
    leader = result.regions[int(np.argmin(result.ranks[-1, :, 0]))]
    keys = [t.key for t in explain(result, leader.code).tables()]
    assert "gap_runner_up" in keys
    assert "gap_leader" not in keys


def test_aggregations_that_compare_regions_with_each_other_have_no_exact_split(country):
    gaps = explain(country(Recipe(aggregate=Choices(Choice("copeland")), structure="flat"), T=1), "R7").gaps
    assert all(g.way == "none" and g.parts == () for g in gaps)


def test_a_region_without_a_score_cannot_be_explained(small):
    x = np.array([[9.0, 9.0, 3.0], [5.0, 5.1, 2.0], [np.nan, np.nan, np.nan], [1.0, 1.0, 1.0]])
    with pytest.raises(UsageError, match="no score"):
        explain(small(x, pillars=2), "R3")


def test_a_region_cannot_be_compared_with_itself(country):
    with pytest.raises(UsageError, match="itself"):
        explain(country(), "R7", against="R7")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_explanation_prints_as_plain_tables_in_both_languages(country, lang):
    for table in explain(country(), "R7", against="R2").tables(lang):
        assert table.rows
        assert all(len(row) == len(table.columns) == len(table.keys) for row in table.rows)
        assert all(v is None or type(v) in (str, int, float, bool) for row in table.rows for v in row)


def test_levels_states_and_measures_are_told_in_the_readers_language(country):
    found = explain(country(), "R7")
    way_down, cells = found.tables("zh")[:2]
    assert {row[2] for row in way_down.rows} == {"指数", "维度", "指标"}
    assert {row[5] for row in cells.rows} == {"观测"}
    rival = Rival(Text("甲", "A"), 3.0, -1.0, "k1", Text("指标", "indicator"), 1.5, 2.5, "人年/万人")
    said = sentences(country(), replace(found, rivals=(rival,)))
    assert any("to 2.5 (person-years per 10 000 people)" in text for text in said.prose("en"))
    assert any("由 1.5 提高到 2.5（人年/万人）" in text for text in said.prose("zh"))


def test_a_cost_that_would_pass_a_rival_is_lowered_in_words(small):
    x = np.array([[8.0, 1.0], [8.5, 2.0], [2.0, 9.0]])
    found = explain(small(x, directions=(1, -1)), "R2")
    rival = found.rivals[0]
    assert rival.value_needed < rival.value_now
    said = next(i for i, text in enumerate(found.prose("zh")) if "区1" in text and "即可超过" in text)
    assert "降低到" in found.prose("zh")[said]
    assert "lowered" in found.prose("en")[said]
    assert "（1）" not in found.prose("zh")[said]


def test_regions_with_the_same_score_are_told_to_share_a_rank(small):
    prose = explain(small(np.array([[5.0, 2.0], [5.0, 2.0], [1.0, 1.0]])), "R1").prose("zh")
    assert any("与区2得分相同，并列第 1" in text for text in prose)
    assert not any("高出" in text or "-0" in text for text in prose)


@pytest.mark.parametrize(
    ("against", "kinds"),
    [
        (None, ["leader", "mean", "year"]),
        ("R9", ["rival", "leader", "mean", "year"]),
        (2020, ["year", "leader", "mean"]),
    ],
)
def test_what_was_asked_for_is_compared_with_first(country, against, kinds):
    assert [gap.kind for gap in explain(country(), "R7", 2021, against).gaps] == kinds


def gone_in_2020(small):
    """Four regions over two years, of which the last has no data in the first year."""
    x = np.random.default_rng(0).random((2, 4, 3)) + 1
    x[0, 3] = np.nan
    return small(x)


@pytest.mark.parametrize(("year", "code"), [(2020, "E6022"), (2021, "E6035")])
def test_a_year_without_a_score_and_the_same_year_are_refused_as_rivals(small, year, code):
    with pytest.raises(UsageError, match=code):
        explain(gone_in_2020(small), "R4", 2021, against=year)


@pytest.mark.parametrize("asked", [("R4", 2020, None), ("R4", 2021, 2020), ("R1", 2020, "R4")], ids=str)
def test_a_score_that_is_not_there_is_refused_with_its_reason_and_the_years_that_have_one(small, asked):
    region, year, against = asked
    with pytest.raises(UsageError) as refused:
        explain(gone_in_2020(small), region, year, against)
    assert sentence(refused.value.problems[0], "en") == (
        "error[E6022] region 4 has no score in 2020: no data; it has one in 2021"
    )
    assert "没有得分：没有数据" in sentence(refused.value.problems[0], "zh")


@pytest.mark.parametrize(("treat", "kept"), [("log", "filled"), ("iqr", "treated")])
def test_a_value_is_told_in_the_measure_that_stands_beside_it(country, treat, kept):
    result = country(Recipe(treat=Choices(Choice(treat))), K=8)
    lines = [line for line in explain(result, "R7").lines if line.level == "indicator"]
    own = getattr(result, kept)[-1, result.region_index["R7"]]
    assert [line.value for line in lines] == pytest.approx(own.tolist())
