"""The bundled definitions say what they promise: balance, names, measures, claims, regions."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from nqp_index.model.framework import Framework, Node
from nqp_index.model.measure import converted
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.measures import parse_measure
from nqp_index.reading.names import SeriesNames
from nqp_index.terms.measures import measure_name

INDICATORS = Path(__file__).resolve().parents[1] / "indicators"
#: Claims that no provincial indicator serves: shown as uncovered, looked at by analyses or at park level.
UNCOVERED = {"C02", "C06", "C23", "C49", "C50", "C51", "C56", "C57a", "C57b", "C57c", "C57d", "C58"}
#: Variables of the real panel that formulas use, and the code they must lead to.
SAME = {
    "va2": "va_secondary", "va3": "va_tertiary", "rd_exp_firm": "rd_src_firm", "rd_exp_gov": "rd_src_gov",
    "patent_app": "pat_app", "patent_app_inv": "pat_app_inv", "patent_grant": "pat_granted",
    "patent_grant_inv": "pat_granted_inv", "patent_valid_inv": "pat_valid_inv", "paper_sci": "papers_sci",
    "tech_out_value": "techmkt_outflow", "tech_in_value": "techmkt_inflow", "budget_exp": "fiscal_total",
    "budget_sci": "fiscal_sci", "budget_edu": "fiscal_edu", "budget_rev": "fiscal_revenue", "fiber_km": "fibre_km",
    "ec_sales": "ecommerce_sales", "ec_purchase": "ecommerce_purchase", "hitech_revenue": "ht_revenue",
    "hitech_firms": "ht_firms", "hitech_profit": "ht_profit", "hitech_rd_inst": "ht_rd_inst",
    "hitech_rd_fte": "ht_rd_fte", "hitech_rd_exp": "ht_rd_exp", "hitech_newprod_exp": "ht_newprod_dev_exp",
    "hitech_newprod_sales": "ht_newprod_sales", "ind_newprod_exp": "ind_newprod_dev_exp",
    "he_students": "hei_students", "beds_per1000": "beds_per_1000", "hnte_certified": "hnte_published",
    "re_share": "renew_share", "g5_per10k": "bs5g_per_10k", "green_patent": "green_pat_app",
    "energy_use": "energy_total",
}  # fmt: skip


@pytest.fixture(scope="module")
def province() -> Framework:
    return load_framework("province")


@pytest.fixture(scope="module")
def park() -> Framework:
    return load_framework("park")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def effective(node: Node, share: float = 1.0) -> Iterator[tuple[str, float]]:
    """Every branch's weight in the index."""
    yield node.code, share
    total = sum(c.weight for c in node.children)
    for child in node.children:
        if isinstance(child, Node):
            yield from effective(child, share * child.weight / total)


@pytest.mark.parametrize(("name", "count"), [("province", 7), ("park", 8)])
def test_all_pillars_weigh_the_same(name: str, count: int) -> None:
    framework = load_framework(name)
    weights = dict(effective(framework.root))
    assert [weights[p.code] for p in framework.pillars] == pytest.approx([1 / count] * count)


@pytest.mark.parametrize("name", ["province", "park"])
def test_the_levels_are_those_of_the_text(name: str) -> None:
    framework = load_framework(name)
    forces, relations = framework.root.children
    assert [c.code for c in forces.children] == ["ST", "NE", "NI", "DE"]  # type: ignore[union-attr]
    extra = ["UP"] if name == "park" else []
    assert [c.code for c in relations.children] == ["TH", "SE", "IH", *extra]  # type: ignore[union-attr]
    assert {n.level for n in framework.nodes} == {"index", "sub_index", "pillar", "dimension"}


@pytest.mark.parametrize("name", ["province", "park"])
def test_every_indicator_of_the_drafts_is_kept_and_serves_the_claims_it_was_drafted_for(
    name: str, shared: Path
) -> None:
    found = {i.code: i for i in load_framework(name).indicators}
    for draft in rows(shared / "indicators" / f"{name}.csv"):
        claims = set(re.findall(r"C\d\d[a-d]?", draft["seed_constructs"]))
        assert claims <= set(found[draft["code"]].constructs), draft["code"]
        assert found[draft["code"]].core == (draft["core_set"] == "Y"), draft["code"]


@pytest.mark.parametrize("name", ["province", "park"])
def test_metadata_are_complete_in_both_languages(name: str) -> None:
    """Audit row A3: direction, measure, source, names."""
    framework = load_framework(name)
    for thing in (*framework.indicators, *framework.nodes, *framework.series):
        assert thing.label.zh, thing.code
        assert thing.label.en, thing.code
        assert not any("\u3400" <= c <= "\u9fff" for c in thing.label.en), thing.code
    for text in (i.source for i in framework.indicators):
        assert text.zh
        assert text.en
    for thing in (*framework.indicators, *framework.series, *framework.nodes):
        assert bool(thing.note.zh) == bool(thing.note.en), thing.code
    for indicator in framework.indicators:
        assert indicator.measure.text, indicator.code
        assert indicator.constructs, indicator.code
        assert bool(indicator.stands_for.zh) == bool(indicator.stands_for.en), indicator.code


@pytest.mark.parametrize("name", ["province", "park"])
def test_no_formula_carries_a_conversion_factor(name: str) -> None:
    for indicator in load_framework(name).indicators:
        numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", indicator.formula.text)
        assert set(numbers) <= {"1"}, indicator.code


def test_no_ratio_is_used_twice(province: Framework) -> None:
    """Audit row A2: neither a formula nor a code of two indicators is the same."""
    texts = Counter(i.formula.text for i in province.indicators)
    assert texts.most_common(1)[0][1] == 1
    pairs = Counter(
        (province.pillar_of(i.code), i.formula.names) for i in province.indicators if len(i.formula.names) == 2
    )
    names = Counter(names for (_, names), _ in pairs.items())
    assert names.most_common(1)[0][1] == 1


def test_a_stand_in_shares_a_sub_dimension_with_what_it_names(province: Framework) -> None:
    for indicator in province.indicators:
        for code in re.findall(r"\b(?:ST|NE|NI|DE|TH|SE|IH)\d+\b", indicator.stands_for.en):
            home = {province.parents[indicator.code], province.parents[code]}
            assert len(home) == 1, (indicator.code, code)


def test_uncovered_claims_are_exactly_those_known(province: Framework, park: Framework) -> None:
    assert {c.code for c in province.uncovered} == UNCOVERED
    assert {"C56", "C57a", "C57b", "C57c", "C58"}.isdisjoint(c.code for c in park.uncovered)


def test_a_claim_without_any_indicator_says_how_it_is_looked_at(province: Framework, park: Framework) -> None:
    nowhere = {c.code for c in province.uncovered} & {c.code for c in park.uncovered}
    assert nowhere == {"C02", "C06", "C23", "C49", "C51", "C57d"}
    for claim in province.constructs:
        if claim.code in nowhere:
            assert claim.analysis.zh, claim.code
            assert claim.analysis.en, claim.code


def test_every_claim_of_the_list_is_there_once(province: Framework, shared: Path) -> None:
    codes = [c.code for c in province.constructs]
    assert len(set(codes)) == len(codes)
    assert {f"C{n:02}" for n in range(1, 67)} <= set(codes)
    assert {c for i in province.indicators for c in i.constructs} <= set(codes)
    text = re.sub(r"\s", "", "".join(p.read_text(encoding="utf-8") for p in (shared / "seed").glob("*.txt")))
    for claim in province.constructs:
        assert claim.claim.zh not in text, f"{claim.code} is a sentence of the text itself"


@pytest.mark.parametrize("name", ["province", "park"])
def test_no_name_leads_to_two_series(name: str) -> None:
    framework = load_framework(name)
    names = SeriesNames(framework.series)
    for series in framework.series:
        for text in (series.code, series.label.zh, series.label.en, *series.aliases):
            assert names.code(text) == series.code, text


def test_every_fact_leads_to_the_series_of_its_own_code(province: Framework, shared: Path) -> None:
    names = SeriesNames(province.series)
    for line in rows(shared / "facts" / "province_series.csv"):
        for column in ("series", "name_zh", "name_en"):
            assert names.code(line[column]) == line["series"], line[column]


def test_every_variable_of_the_real_panel_leads_to_one_series(province: Framework, shared: Path) -> None:
    names = SeriesNames(province.series)
    for line in rows(shared / "real" / "province_variables.csv"):
        expected = SAME.get(line["variable"], line["variable"])
        assert names.code(line["variable"]) == expected
        assert names.code(line["name_zh"]) == expected, line["name_zh"]


def test_measures_as_published_convert_into_the_dictionary(province: Framework, shared: Path) -> None:
    names = SeriesNames(province.series)
    published = [(r["variable"], r["unit"]) for r in rows(shared / "real" / "province_variables.csv")]
    published += [(r["series"], r["unit"]) for r in rows(shared / "facts" / "province_series.csv")]
    for name, unit in published:
        measure = parse_measure(unit)
        assert measure is not None
        assert measure.same_kind(province.series_by_code[names.code(name)].measure), (name, unit)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("地区生产总值（当年价）", "gdp"),
        ("年末常住人口", "pop"),
        ("研究与试验发展(R&D)经费", "rd_exp"),
        ("Ｒ＆Ｄ经费内部支出", "rd_exp_internal"),
        ("R&D人员全时当量/#研究人员", "rd_fte_researcher"),
        ("技术市场成交额", "techmkt_outflow"),
        ("国内专利申请授权数", "pat_granted"),
        ("一般公共预算支出", "fiscal_total"),
        ("水力发电量", "elec_hydro"),
        ("有电子商务交易活动的企业数比重", "ec_firm_share"),
    ],
)
def test_headers_of_yearbooks_are_known(province: Framework, header: str, code: str) -> None:
    assert SeriesNames(province.series).code(header) == code


def test_a_label_of_another_scope_is_named_as_a_trap(province: Framework) -> None:
    traps = {c.name for s in province.series for c in s.confusable}
    assert "规模以上工业企业R&D人员全时当量" in traps
    assert "境内目的地和货源地进出口总额" in traps


def test_measures_of_the_drafts_are_those_of_the_indicators(province: Framework, shared: Path) -> None:
    """One difference: yearbooks print beds per thousand inhabitants as 张, and so does the dictionary."""
    found = {i.code: i for i in province.indicators}
    for draft in rows(shared / "indicators" / "province.csv"):
        if draft["code"] != "TH7":
            measure = parse_measure(draft["unit"])
            assert measure is not None
            assert converted(np.ones(1), measure.factor_to(found[draft["code"]].measure)) == 1.0, draft["code"]


def test_regions_are_the_31_and_three_that_are_only_shown(shared: Path) -> None:
    table = rows(INDICATORS / "regions.csv")
    published = rows(shared / "geo" / "provinces.csv")
    computed_ones = [r for r in table if r["computed"] == "yes"]
    for mine, theirs in zip(computed_ones, published, strict=True):
        for column in ("code", "iso", "short", "full", "english", "abbr"):
            assert mine[column] == theirs[column]
        groups = dict(pair.split("=") for pair in mine["groups"].split("|"))
        for grouping in ("four_region", "three_belt", "seven_region", "eight_zone"):
            assert groups[grouping] == theirs[grouping], mine["short"]
    assert [r["short"] for r in table if r["computed"] == "no"] == ["台湾", "香港", "澳门"]


def test_neighbours_are_68_borders_and_one_convention(shared: Path) -> None:
    pairs = rows(INDICATORS / "adjacency.csv")
    assert pairs == rows(shared / "geo" / "adjacency_queen.csv")
    assert Counter(p["kind"] for p in pairs) == {"land": 68, "convention": 1}
    assert {"宁夏", "青海"} not in [{p["a"], p["b"]} for p in pairs]


def test_groups_have_the_members_of_their_dated_grouping() -> None:
    table = rows(INDICATORS / "regions.csv")
    groups = [a for a in rows(INDICATORS / "aggregates.csv") if a["kind"] == "group"]
    east = {a["grouping"]: a["members"].split("|") for a in groups if a["name"] == "东部地区"}
    assert {g: len(m) for g, m in east.items()} == {"four_region": 10, "three_belt": 11}
    assert "辽宁" in east["three_belt"]
    assert "辽宁" not in east["four_region"]
    for grouping in ("four_region", "three_belt", "seven_region", "eight_zone"):
        of_regions = Counter(pair for r in table for pair in r["groups"].split("|") if pair.startswith(grouping))
        for group in (g for g in groups if g["grouping"] == grouping):
            short = group["name"].removesuffix("地区")
            assert of_regions[f"{grouping}={short}"] == len(group["members"].split("|")), group["name"]


@pytest.mark.parametrize("name", ["province", "park"])
def test_every_measure_has_an_english_name(name: str) -> None:
    framework = load_framework(name)
    for part in (*framework.series, *framework.indicators):
        assert not re.search("[\u4e00-\u9fff]", measure_name(part.measure.text, "en")), part.code
        assert measure_name(part.measure.text, "zh") in {part.measure.text, ""}


@pytest.mark.parametrize("text", ["万", "甲/人", "件/乙", "万甲", "", "1", "/"])
def test_a_measure_without_an_english_name_stays_as_written(text: str) -> None:
    assert measure_name(text, "en") == ("" if text == "1" else text)
