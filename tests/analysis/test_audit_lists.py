"""The lists behind the audit: every offender by name, correlations, cells, years, and the extreme region left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nqp_index.analysis.audit import BY_YEAR, CHECKS, audit
from nqp_index.analysis.audit.case import Case
from nqp_index.analysis.audit.denominators import small_denominators
from nqp_index.analysis.audit.settings import thresholds_with
from nqp_index.analysis.audit.weighting import imbalance
from nqp_index.analysis.audit.whole import Whole
from nqp_index.analysis.removal import drop_one, drop_one_by_year
from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.model.findings import Verdict
from nqp_index.model.formula import Joined, SeriesName
from nqp_index.model.recipe import Choice, Choices, Recipe
from nqp_index.scoring.pipeline import score


def tables_of(result, **options):
    return {t.key: t for t in audit(result, **options).tables("en")}


def case_of(result, t=0):
    return Case(Whole(result), t, thresholds_with(None))


def test_every_offender_is_named_however_many(country):
    result = country()
    row = next(r for r in audit(result).rows if r.id == "A3")
    shown = next(r for r in tables_of(result)["audit"].to_rows() if r["id"] == "A3")
    assert len(row.offenders) == shown["count"] == 40
    assert shown["offenders"].count("; ") == 39


def test_the_verdicts_are_counted(country):
    report = audit(country())
    assert sum(row["count"] for row in tables_of(country())["verdicts"].to_rows()) == len(CHECKS)
    assert sum(report.counts.values()) == len(CHECKS)


def test_a_row_about_a_year_is_judged_in_every_year_and_ends_with_the_judged_one(country):
    result = country(T=3)
    assert set(BY_YEAR) < set(CHECKS)
    for row in audit(result, year=2021).rows:
        if row.years:
            assert [one.year for one in row.years] == [2020, 2021, 2022]
            assert row.years[1].verdict is row.verdict
            assert row.years[1].number == row.number
    first = {r.id: r for r in audit(result, year=2020).rows}
    by_year = {r.id: r for r in audit(result, year=2022).rows}
    assert by_year["C4"].years[0].number == first["C4"].number


def test_the_trend_runs_from_the_first_judged_year_to_the_last(country):
    row = next(r for r in audit(country(T=3)).rows if r.id == "C4")
    assert row.trend("en").startswith(f"{row.years[0].number:.3g} (2020) → {row.years[2].number:.3g} (2022)")


def test_one_removal_serves_every_year(country):
    result = country(K=8)
    assert [d.tables("en")[0].rows for d in drop_one_by_year(result)] == [
        drop_one(result, year=year).tables("en")[0].rows for year in result.years
    ]


@pytest.mark.parametrize(
    "key", ["correlations", "correlations_pillars", "reliability", "alpha_if_deleted", "eigenvalues"]
)
def test_the_tables_of_coherence_are_there(country, key):
    assert tables_of(country())[key].rows


def test_correlations_are_those_of_numpy(country):
    result = country(K=6, pillars=2)
    rows = tables_of(result)["correlations"].to_rows()
    shown = np.array([[row[f"r_k{j}"] for j in range(6)] for row in rows])
    assert shown == pytest.approx(np.corrcoef(result.normalised[1], rowvar=False))


def test_filled_cells_are_listed_and_their_ranks_shown_with_and_without(country):
    recipe = Recipe(impute=Choices(Choice("linear")))
    result = country(recipe, T=3, gaps=40)
    found = tables_of(result, uncertainty=uncertainty(result, draws=40, grid=False), year=2021)
    inner = [c for c in result.changes if c.step == "impute"]
    assert len(found["filled"].rows) == len(inner) > 0
    own = found["without_filling"].to_rows()
    assert {"rank_unfilled", "low_unfilled", "low_rank"} <= set(own[0])
    assert sum(row["share"] > 0 for row in found["filled_shares"].to_rows() if row["by"] == "region") > 0


def test_treated_cells_are_listed_from_what_to_what(country):
    result = country(Recipe(treat=Choices(Choice.of("winsor", winmax=5))))
    moved = [c for c in result.changes if c.step == "treat"]
    rows = tables_of(result)["treated"].to_rows()
    assert [(r["code"], r["indicator"], r["value_after"]) for r in rows] == [
        (c.region, c.indicator, c.after) for c in moved
    ]


def test_regions_without_a_rank_are_listed_with_the_reason(small):
    x = np.random.default_rng(1).random((12, 6))
    x[2, 3:] = np.nan
    (row,) = tables_of(small(x, pillars=2))["unranked"].to_rows()
    assert (row["year"], row["code"]) == (2020, "R3")
    assert row["reason"]


def test_equal_pillars_are_even_and_a_lopsided_region_is_the_least_even(small):
    x = np.tile(np.linspace(0, 1, 11)[:, None], (1, 4))
    x[5] = [1, 1, 0, 0]
    uneven = imbalance(case_of(small(x, pillars=2)))
    assert np.delete(uneven, 5) == pytest.approx(0, abs=1e-12)
    assert uneven[5] == pytest.approx(1 - 10 / 50.5)


def test_leaving_the_extreme_region_out_is_scoring_without_it(country):
    result = country(K=8, pillars=2)
    (one,) = case_of(result, 1).without
    kept = [r for r in range(31) if r != one.r]
    panel = result.panel
    left = replace(panel, regions=tuple(panel.regions[r] for r in kept), values=panel.values[:, kept],
                   status=panel.status[:, kept], origin=panel.origin[:, kept])  # fmt: skip
    assert one.after[kept] == pytest.approx(score(left, result.framework, result.recipe).ranks[1, :, 0])
    own = result.ranks[1, :, 0]
    assert one.before[kept] == pytest.approx((own - (own > own[one.r]))[kept])
    assert np.isnan(one.before[one.r])


def test_xizang_is_left_out_by_name_where_it_is_assessed(country):
    first = country(K=8, pillars=2)
    regions = (*first.panel.regions[:-1], replace(first.panel.regions[-1], code="540000"))
    result = score(replace(first.panel, regions=regions), first.framework, first.recipe)
    report = audit(result)
    assert case_of(result, 1).without[0].r == 30
    assert any("region 31" in remark.en for remark in report.remarks)


def test_entropy_weights_without_the_extreme_region_are_listed(country):
    result = country(Recipe(weight=Choices(Choice("entropy"))), K=8, pillars=2)
    rows = tables_of(result)["weights_without"].to_rows()
    assert abs(rows[0]["change"]) == max(abs(row["change"]) for row in rows) > 0


def per_head(values, people):
    """One ratio k0 / pop for regions with these numbers of people."""
    from tests.analysis.conftest import PURE, Formula, Indicator, Text, framework_of, indicator, panel_of

    ratio = Formula("k0 / pop", ("k0", "pop"), Joined("/", SeriesName("k0"), SeriesName("pop")), PURE)
    own = Indicator("k0", Text("k0", "k0"), ratio, PURE)
    framework = framework_of((own, indicator("k1")))
    panel = panel_of(np.stack([values, values, people], axis=-1)[None], ["k0", "k1", "pop"])
    return score(panel, framework, Recipe())


def test_a_value_divided_by_next_to_nothing_is_flagged():
    people = np.array([50.0, 40.0, 3.0, 60.0, 45.0])
    result = per_head(np.arange(1.0, 6.0), people)
    (cell,) = small_denominators(case_of(result))
    assert (cell.region, cell.column, cell.series) == (2, 0, ("pop",))
    assert cell.share == pytest.approx(3 / 45)


def test_no_list_is_without_words_in_either_language(country):
    result = country(Recipe(impute=Choices(Choice("linear"))), T=3, gaps=40)
    report = audit(result, uncertainty=uncertainty(result, draws=20))
    for lang in ("zh", "en"):
        for table in report.tables(lang):
            assert table.title
            assert all(table.columns), table.key
    assert [t.key for t in report.tables("zh")] == [t.key for t in report.tables("en")]


def test_a_report_of_a_passed_index_counts_no_failure(country):
    report = audit(country())
    assert report.failed == (report.counts[Verdict.FAIL.value] > 0)


def test_a_region_whose_absence_moves_nobody_is_told_so(small):
    x = np.linspace(0, 1, 9)[:, None] * np.ones((1, 4))
    assert any("no rank of the others changes" in remark.en for remark in audit(small(x, pillars=2)).remarks)
