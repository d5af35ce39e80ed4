"""Single rows of the audit, each on data made to deserve its verdict."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from nqp_index.analysis.audit import audit
from nqp_index.analysis.outcomes import outcomes_of
from nqp_index.analysis.sensitivity import sensitivity
from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.errors import DataError, UsageError
from nqp_index.model.findings import Verdict
from nqp_index.model.formula import Joined, SeriesName, denominators
from nqp_index.model.measure import Measure
from nqp_index.model.recipe import Choice, Choices, Coverage, Ranking, Recipe, Scope
from nqp_index.scoring.pipeline import score
from nqp_index.terms import Text
from tests.analysis.judged import row_of


def names_of(row):
    return " | ".join(text.en for text in row.offenders)


def table(seed=0, R=12, K=6):
    return np.random.default_rng(seed).uniform(1, 2, size=(R, K))


def test_an_unknown_error_of_the_ends_is_not_printed_as_zero(country):
    result = country()
    few = row_of(result, "E1", uncertainty=uncertainty(result, draws=10, grid=False))
    assert few.value.en.endswith("error of the ends: unknown")
    many = row_of(result, "E1", uncertainty=uncertainty(result, draws=100, grid=False))
    assert "at most" in many.value.en


def test_importance_is_judged_at_every_node_and_the_child_out_of_proportion_is_named(small):
    rng = np.random.default_rng(4)
    common = rng.normal(size=(30, 1))
    loud = common + 0.2 * rng.normal(size=(30, 5))
    noise = rng.normal(size=(30, 1))
    row = row_of(small(np.column_stack([loud, noise]), pillars=2, weights=[1, 1, 1, 1, 1, 0.01]), "D1")
    assert row.verdict is not Verdict.PASS
    assert "P2 › k5" in names_of(row)


def test_the_node_whose_stated_importance_cannot_be_reached_is_named(small):
    rng = np.random.default_rng(6)
    sound, a, other = rng.normal(size=(40, 3)), rng.normal(size=(40, 1)), rng.normal(size=(40, 1))
    twins = np.column_stack([a, a + 0.01 * rng.normal(size=(40, 1)), other])
    row = row_of(small(np.column_stack([sound, twins]), pillars=2, weights=[1, 1, 1, 1, 0.01, 1]), "D2")
    assert row.verdict is Verdict.WARN
    assert "P2 pillar 2" in row.value.en
    assert "P2 pillar 2" in names_of(row)


def test_rounding_before_ranking_is_no_effect_of_the_method(country):
    """All years share one scale, so that all rank changes are the data's."""
    row = row_of(country(Recipe(ranking=Ranking(decimals=0))), "F2")
    assert re.search(r"method\D*0\.00", row.value.en)


def test_a_region_without_a_rank_is_named(small):
    x = table()
    x[3, 3:] = np.nan
    row = row_of(small(x, pillars=2), "B2")
    assert row.verdict is Verdict.WARN
    assert "region 4" in names_of(row)
    assert "not ranked" in names_of(row)


def test_a_pillar_that_a_region_hardly_covers_is_named_though_the_region_is_covered_well_overall(small):
    x = table(K=12)
    x[5, :2] = np.nan
    recipe = Recipe(coverage=Coverage(node=0.3))
    row = row_of(small(x, recipe, pillars=4), "B2")
    assert row.verdict is Verdict.WARN
    assert names_of(row) == "region 6 83% P1 33%"


def test_a_rank_beyond_twenty_per_cent_missing_is_told_without_a_warning(small):
    x = table(K=8)
    x[2, [0, 4]] = np.nan
    row = row_of(small(x, pillars=2), "B2")
    assert row.verdict is Verdict.PASS
    assert "1 ranked with more missing" in row.value.en
    assert names_of(row) == "region 3 75%"


def spiky(T=5, R=30, heavy=10):
    """One indicator with `heavy` extreme values over all years, and three sound ones."""
    rng = np.random.default_rng(8)
    x = rng.uniform(1, 2, size=(T, R, 4))
    for i in range(heavy):
        x[i % T, i // T, 0] = 60
    return x


@pytest.mark.parametrize(("scope", "verdict"), [("pooled", Verdict.WARN), ("yearly", Verdict.PASS)])
def test_the_limit_of_treated_points_is_that_of_one_reference_set(small, scope, verdict):
    recipe = Recipe(treat=Choices(Choice.of("winsor", winmax=12)), scope=Scope(scope))
    row = row_of(small(spiky(), recipe), "B5")
    assert row.verdict is verdict


def test_a_logarithm_of_a_whole_indicator_is_no_excess_of_treated_points(small):
    row = row_of(small(spiky(), Recipe(treat=Choices(Choice("log")))), "B5")
    assert row.verdict is Verdict.PASS
    assert "4 indicators transformed as a whole" in row.value.en


@pytest.mark.parametrize(("values", "shown"), [((1.0, -5.0, 1.0), "1 → -5"), ((0.0, 3.0, 3.0), "0 → 3")])
def test_a_change_of_sign_and_a_value_out_of_nothing_are_breaks(small, values, shown):
    x = np.repeat(table(K=2)[None], 3, axis=0)
    x[:, 4, 1] = values
    row = row_of(small(x), "B8")
    assert row.verdict is Verdict.WARN
    assert shown in names_of(row)
    assert "region 5 k1" in names_of(row)


def test_an_indicator_that_moves_in_one_region_only_is_a_break(small):
    x = np.repeat(table(R=20, K=2)[None], 2, axis=0)
    x[1, 4, 1] *= 1.5
    assert names_of(row_of(small(x), "B8")).startswith("region 5 k1 2021 ×1.5 (z ")


def test_even_growth_of_all_regions_is_no_break(small):
    x = np.stack([table(), table() * 1.1])
    assert row_of(small(x), "B8").verdict is Verdict.PASS


def test_scores_on_a_scale_of_one_are_compared_at_the_four_decimals_that_reports_print(small):
    recipe = Recipe(normalise=Choices(Choice.of("minmax", low=0.0, high=1.0)))
    row = row_of(small(table(R=30), recipe), "H1")
    assert row.number == 0
    assert "4 decimals" in row.value.en


def test_scores_that_print_alike_but_rank_apart_are_named(small):
    x = np.array([[0.0], [100.0], [50.001], [50.002]])
    row = row_of(small(x), "H1")
    assert row.verdict is Verdict.WARN
    assert names_of(row) == "50.00"


def test_ranks_made_equal_by_rounding_while_the_scores_print_apart_are_named(small):
    x = np.array([[0.0], [100.0], [50.1], [50.2]])
    row = row_of(small(x, Recipe(ranking=Ranking(decimals=0))), "H1")
    assert names_of(row) == "50.10 / 50.20"


def with_sizes(result, code="pop"):
    panel = result.panel
    size = np.random.default_rng(3).uniform(1, 9, size=(*panel.values.shape[:2], 1))
    return replace(
        panel, series=(*panel.series, code), values=np.concatenate([panel.values, size], axis=2),
        status=np.concatenate([panel.status, np.ones_like(size, np.uint8)], axis=2),
        origin=np.concatenate([panel.origin, np.full(size.shape, -1, np.int32)], axis=2),
    )  # fmt: skip


def test_the_reason_of_a_row_that_cannot_be_judged_is_the_true_one(country):
    first = country()
    values = first.panel.values.copy()
    values[0] = np.nan
    broken = score(replace(first.panel, values=values), first.framework, first.recipe)
    assert "no region has a rank in 2020" in row_of(broken, "F2").reason.en
    assert "no region has a rank in 2020" in row_of(broken, "C2", year=2020).reason.en
    assert "2020 is the first year" in row_of(first, "F2", year=2020).reason.en
    assert "no data for the series of size (pop, gdp) in 2021" in row_of(first, "A4").reason.en


def test_indicators_are_judged_for_size_where_the_index_has_no_ranks(country):
    first = country()
    panel = with_sizes(first)
    values = panel.values.copy()
    values[1, :, 10:40] = np.nan
    result = score(replace(panel, values=values), first.framework, first.recipe)
    row = row_of(result, "A4", year=2021)
    assert row.verdict in {Verdict.PASS, Verdict.WARN}
    assert "size unknown" in row.value.en
    assert "no data for gdp" in row.value.en


@pytest.mark.parametrize(("code", "other"), [("pop", "gdp"), ("staff", "revenue")])
def test_size_is_measured_by_what_the_data_have(country, code, other):
    first = country()
    row = row_of(score(with_sizes(first, code), first.framework, first.recipe), "A4")
    assert row.verdict in {Verdict.PASS, Verdict.WARN}
    assert f"no data for {other}" in row.value.en


def test_the_row_and_the_remark_count_the_same_combinations_of_methods(country):
    report = audit(country(gaps=200))
    row = next(row for row in report.rows if row.id == "E4")
    (count,) = {int(n) for text in report.remarks for n in re.findall(r"over (\d+) combinations", text.en)}
    assert f"{count} combinations" in row.value.en


def test_what_is_not_declared_about_an_indicator_is_named(country):
    result = country()
    named = row_of(result, "A3")
    assert named.verdict is Verdict.WARN
    assert named.offenders[0].en == "k0 k0: source"
    framework = result.framework
    sourced = tuple(replace(s, source=Text("年鉴", "yearbook")) for s in framework.series)
    assert row_of(replace(result, framework=replace(framework, series=sourced)), "A3").verdict is Verdict.PASS
    shares = tuple(replace(s, kind="ratio") for s in sourced)
    assert row_of(replace(result, framework=replace(framework, series=shares)), "A3").offenders[0].en == (
        "k0 k0: denominator"
    )
    bare = tuple(replace(s, measure=Measure("")) for s in sourced)
    assert "measure" in names_of(row_of(replace(result, framework=replace(framework, series=bare)), "A3"))


def test_everything_that_a_formula_divides_by_is_found():
    a, b, c = (SeriesName(x) for x in "abc")
    assert denominators(Joined("-", Joined("/", a, b), Joined("/", b, Joined("+", a, c)))) == (b, Joined("+", a, c))
    assert denominators(Joined("*", a, b)) == ()


def test_indicators_without_any_data_are_named_as_uncovered(country):
    result = replace(country(), left_out=(("k0", "absent"), ("k1", "constant")))
    row = row_of(result, "B1")
    assert row.verdict is Verdict.WARN
    assert names_of(row) == "k0 k0 0%"


def test_a_year_without_ranks_has_no_verdict_on_ranks(country):
    first = country()
    values = first.panel.values.copy()
    values[0] = np.nan
    result = score(replace(first.panel, values=values), first.framework, first.recipe)
    report = audit(result, uncertainty=uncertainty(result, draws=20), year=2020)
    for row in report.rows:
        if row.id in {"C1", "C2", "C3", "D1", "D2", "E2", "E3", "E4", "E6", "E7", "E8", "E9", "E10", "H1"}:
            assert row.verdict is Verdict.NOT_APPLICABLE, row.id


def test_the_shift_of_methods_is_that_of_the_judged_year(country):
    result = country()
    shifts = {year: row_of(result, "E4", year=year).number for year in result.years}
    assert shifts[2020] != shifts[2021]


def test_the_factor_that_matters_is_named_with_its_interval_and_the_size_of_the_run(country):
    result = country()
    shares = sensitivity(result, rows=16, resamples=50)
    row = row_of(result, "E5", sensitivity=shares)
    assert row.verdict is Verdict.PASS
    assert f"16 rows, {shares[0].runs} runs, 0 failed" in row.value.en
    assert row_of(result, "E5", sensitivity=shares, year=2020).verdict is Verdict.NOT_APPLICABLE


def test_ranks_that_no_choice_moves_have_no_choice_that_moves_them_most(small):
    result = small([[9.0, 9.0], [5.0, 5.0], [1.0, 1.0], [7.0, 7.0]])
    row = row_of(result, "E5", sensitivity=sensitivity(result, rows=16, resamples=5))
    assert row.verdict is Verdict.NOT_APPLICABLE
    assert "never move" in row.reason.en


def test_a_sensitivity_run_whose_every_run_failed_is_unusable(country):
    result = country()
    shares = sensitivity(result, rows=16, resamples=50)[0]
    nothing = np.full_like(shares.total, np.nan)
    failed = replace(shares, first=nothing, total=nothing, failed=shares.runs, rows_used=0)
    assert row_of(result, "E5", sensitivity=[failed]).verdict is Verdict.FAIL


def test_an_outcome_that_the_index_rests_on_is_told(country):
    result = country()
    row = row_of(result, "G1", outcomes=outcomes_of(result, ["k0", "k1@2020"]))
    assert row.offenders[0].en.endswith("(n=31), part of the index and no outside measure")
    assert row.number is not None


def test_outcomes_of_one_year_are_read_from_a_table_by_name_or_code(small, tmp_path):
    result = small(table(R=4))
    path = tmp_path / "outcomes.csv"
    path.write_text(
        "region,year,growth,jobs\nregion 1,2020,1.5,7\nR2,2020,2.5,-\n区3,2020,3.5,9\n区4,2019,9,9\nnobody,2020,1,1\n",
        encoding="utf-8",
    )
    assert outcomes_of(result, [str(path)]) == {
        "growth": {"R1": 1.5, "R2": 2.5, "R3": 3.5},
        "jobs": {"R1": 7.0, "R3": 9.0},
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "E1499"),
        ("region,x\nR1,1\nR2,two\nR3,3\n", "E1493"),
        ("region,x\nR1,1\nR2,2\nR3,3\nregion 1,4\n", "E1494"),
    ],
)
def test_a_table_of_outcomes_that_cannot_be_used_is_refused(small, tmp_path, text, code):
    path = tmp_path / "outcomes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        outcomes_of(small(table(R=4)), [str(path)])
    assert [p.code for p in refused.value.problems] == [code]


def test_an_outcome_that_the_data_do_not_hold_is_refused(country):
    with pytest.raises(UsageError, match="k40") as refused:
        outcomes_of(country(), ["k40"])
    assert refused.value.problems[0].code == "E6041"


def test_a_region_without_a_reported_rank_has_no_part_in_the_stability_of_ranks(country):
    first = country()
    values = first.panel.values.copy()
    values[:, 3, 5:] = np.nan
    result = score(replace(first.panel, values=values), first.framework, Recipe(coverage=Coverage(node=0.1)))
    ranks = result.ranks.copy()
    ranks[:, 3] = np.nan
    u = uncertainty(result, draws=60, grid=False)
    unranked = replace(u, nominal=np.where(np.arange(31) == 3, np.nan, u.nominal))
    row = row_of(replace(result, ranks=ranks), "E3", uncertainty=unranked)
    assert "region 4 " not in names_of(row)
    assert "nan" not in names_of(row)


def test_favourable_weights_under_which_all_are_best_say_nothing(small):
    row = row_of(small(np.eye(6)), "E9")
    assert row.verdict is Verdict.NOT_APPLICABLE
    assert "score the same" in row.reason.en


def test_children_that_cancel_have_no_importance_to_judge(small):
    assert row_of(small(np.eye(6)), "D1").verdict is Verdict.NOT_APPLICABLE
