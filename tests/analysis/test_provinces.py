"""The robustness commands on the sample provinces: the known traps must be visible in what is printed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import nqp_index as nqp
from nqp_index.analysis.audit import audit
from nqp_index.analysis.explain import explain
from nqp_index.analysis.grid import method_grid
from nqp_index.analysis.uncertainty import uncertainty
from nqp_index.analysis.weights_needed import weights_for_rank
from nqp_index.methods.kernels import ranks
from nqp_index.methods.registry import method
from nqp_index.model.findings import Verdict
from nqp_index.model.recipe import Choice, Choices
from tests.analysis.judged import row_of


@pytest.fixture(scope="module")
def provinces(request):
    folder = request.config.rootpath / "sample_data" / "provinces"
    if not any(folder.glob("*.xlsx")):
        pytest.skip(f"no sample data at {folder}")
    framework = nqp.load_framework("province")
    return nqp.score(nqp.read_panel([folder], framework), framework)


def test_tibet_swings_by_ten_places_and_more_between_sums_and_topsis_and_the_grid_says_so(provinces):
    grid = method_grid(provinces)
    r = provinces.region_index["540000"]
    assert grid.high[grid.front, r] - grid.low[grid.front, r] >= 10
    assert "西藏" in grid.tables("zh")[1].notes[0]


@pytest.mark.parametrize(
    "recipe", ["entropy", "entropy_topsis", "handbook", "coinr", "cn_entropy_topsis", "cn_critic_entropy"]
)
def test_under_every_recipe_the_grid_lists_no_combination_twice_and_names_tibet(provinces, recipe):
    own = nqp.score(provinces.panel, provinces.framework, nqp.load_recipe(recipe))
    grid = method_grid(own)
    found = [s.ranks[grid.front].tobytes() for s in grid.scenarios if not np.isnan(s.ranks[grid.front]).all()]
    assert len(set(found)) == len(found)
    assert "西藏" in " ".join(grid.tables("zh")[1].notes)


def test_topsis_ranks_tibet_in_the_grid_where_the_recipe_leaves_its_gaps_open(provinces):
    own = nqp.score(provinces.panel, provinces.framework, nqp.load_recipe("entropy_topsis"))
    grid = method_grid(own)
    r = own.region_index["540000"]
    assert np.isnan(own.ranks[grid.front, r, 0])
    assert 0 < grid.unranked[grid.front, r] < len(grid.scenarios)
    filled = [s for s in grid.scenarios if s.choices[-1][1].en == "TOPSIS (flat), nearest neighbours"]
    assert filled[0].choices[-1][1].zh == "优劣解距离法（TOPSIS）（一次合成），K近邻"
    assert filled
    for scenario in filled:
        assert scenario.ranks[grid.front, r] > 0


@pytest.mark.parametrize(("region", "rank"), [("530000", 20), ("530000", 1), ("540000", 20), ("640000", 1)])
def test_the_weights_a_rank_takes_give_it_in_a_new_scoring_and_unrank_nobody(provinces, region, rank):
    """Values are missing here, so that scores under other weights are no plain sums of the scores shown."""
    found = weights_for_rank(provinces, region, rank, year=2020)
    if not found.attainable:
        assert found.state == "not_found"
        return
    declared = declared_weights(provinces.framework, dict(zip(found.codes, found.after, strict=True)))
    recipe = replace(provinces.recipe, weight=Choices(Choice("manual")))
    again = nqp.score(provinces.panel, declared, recipe)
    t, r = provinces.years.index(2020), provinces.region_index[region]
    assert again.ranks[t, r, 0] == found.rank_after <= rank
    assert not np.isnan(again.ranks[t, :, 0]).any()


def declared_weights(framework, weights):
    """The framework with these effective weights declared, sums of them at the branches."""

    def weighted(node):
        children = tuple(
            weighted(c) if hasattr(c, "children") else replace(c, weight=max(float(weights.get(c.code, 0.0)), 0.0))
            for c in node.children
        )
        return replace(node, children=children, weight=sum(c.weight for c in children))

    return replace(framework, root=weighted(framework.root))


def test_the_year_in_front_is_the_one_in_which_all_pillars_have_figures(provinces):
    assert uncertainty(provinces, draws=40, grid=False).tables("en")[0].title.endswith("2020")
    assert audit(provinces).year == 2020


def test_every_gap_of_every_province_is_split_without_remainder(provinces):
    for code in ("110000", "540000", "450000"):
        for gap in explain(provinces, code, 2020).gaps:
            assert sum(p.points for p in gap.parts) == pytest.approx(gap.points, abs=1e-9)


def test_every_cell_of_an_explanation_leads_to_a_file_and_a_cell(provinces):
    cells = [c for c in explain(provinces, "450000", 2020).cells if not np.isnan(c.value)]
    assert cells
    assert all(":" in c.place for c in cells)


def test_the_break_in_the_software_revenue_of_inner_mongolia_heads_the_list(provinces):
    row = next(row for row in audit(provinces).rows if row.id == "B8")
    assert row.verdict is Verdict.WARN
    assert row.offenders[0].zh.startswith("内蒙古 DE10")


def test_handbook_geometric_mean_of_21_1_1_1_is_2_14_beside_an_equal_sum(small):
    """OECD/JRC Handbook (2008), step 7: equal sums of 24, but the lopsided row scores 2.14 and the even one 6."""
    z = np.array([[21.0, 1.0, 1.0, 1.0], [6.0, 6.0, 6.0, 6.0]])
    w = np.full(4, 0.25)
    np.testing.assert_allclose(method("aggregate", "arithmetic")(z, w), [6.0, 6.0])
    geometric = method("aggregate", "geometric")(z, w)
    np.testing.assert_allclose(geometric, [2.14, 6.0], atol=0.005)
    assert ranks(geometric).tolist() == [2.0, 1.0]


def test_sizes_are_called_by_their_names_in_the_audit(provinces):
    offenders = row_of(provinces, "A4").offenders
    assert offenders
    assert all("地区生产总值" in one.zh or "年末常住人口" in one.zh for one in offenders)
    assert not any("× gdp" in one.zh for one in offenders)


def test_series_and_nodes_are_called_by_their_names_in_the_lists_of_the_audit(provinces):
    tables = audit(provinces).tables("zh")
    small = next(t for t in tables if t.key == "small_denominators").to_rows()
    assert small
    assert not any("_" in str(row["denominator"]) for row in small)
    weighed = [t for t in tables if t.key == "importance"]
    assert weighed[0].title.startswith("权重与实际影响：新质生产力指数（NQP）")
    reached = [float(str(row["weight_to_reach"])) for t in weighed for row in t.to_rows()]
    assert all(w == 0 or w > 1e-12 for w in reached)


def test_pillars_that_share_the_first_place_are_all_named(provinces):
    said = next(line for line in explain(provinces, "110000").prose("zh") if line.startswith("最强的维度"))
    assert said == (
        "最强的维度是新科技（第 1，83.23 分）、数字经济（第 1，66.57 分）、人才高地（第 1，92.83 分）、"
        "创新高地（第 1，89.03 分），最弱的是新能源（第 22，49.44 分）。"
    )
    other = next(line for line in explain(provinces, "450000").prose("en") if "best pillar" in line)
    assert other == "Its best pillar is New energy (rank 11, 64.05), its weakest S&T entrepreneurs (rank 31, 5.04)."
