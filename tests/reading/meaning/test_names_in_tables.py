"""Names in tables: unknown ones are loud, misleading ones are told apart, nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.errors import Problem
from nqp_index.model.framework import Framework
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Sheet
from nqp_index.terms.lookup import sentence

Understand = Callable[..., Reading]
TITLE = ["各地区主要指标(2022年)"]


def found(reading: Reading, code: str) -> Problem:
    problems = [p for p in reading.problems if p.code == code]
    assert problems, [(p.code, p.args) for p in reading.problems]
    return problems[0]


def test_an_unknown_region_is_refused_with_suggestions(understand: Understand) -> None:
    reading = understand(TITLE, ["地区", "gdp"], ["北京", 1], ["内蒙占", 2], ["天津", 3])
    problem = found(reading, "E1203")
    assert str(problem.place) == "table.xlsx:Sheet1!A4"
    assert dict(problem.args)["near"] == ("内蒙古",)


def test_a_name_and_a_code_that_disagree_are_refused(understand: Understand) -> None:
    reading = understand(["地区", "代码", "年份", "gdp"], ["北京", "120000", 2022, 1], ["天津", "120000", 2022, 2])
    assert dict(found(reading, "E1207").args)["gb"] == "120000"


def test_a_good_code_helps_out_an_unknown_name(understand: Understand) -> None:
    reading = understand(
        ["地区", "代码", "年份", "gdp"],
        ["首都", 110000.0, 2022, 1],
        ["天津", "120000", 2022, 2],
        ["河北", "130000", 2022, 2.5],
    )
    found(reading, "W1204")
    assert reading.panel is not None
    assert reading.panel.regions[0].code == "110000"


def test_a_misspelt_series_is_refused_with_what_was_meant(understand: Understand) -> None:
    reading = understand(TITLE, ["地区", "rd_exps", "gdp"], ["北京", 1, 2], ["天津", 3, 4])
    assert dict(found(reading, "E1220").args)["near"] == ("R&D经费",)


def test_other_statistics_are_listed_as_not_used(understand: Understand) -> None:
    reading = understand(
        TITLE, ["地区", "gdp", "第一产业增加值", "备注"], ["北京", 1, 2, "x"], ["天津", 3, 4, ""], ["河北", 3.5, 4, ""]
    )
    assert dict(found(reading, "N1302").args)["names"] == ("第一产业增加值",)


def test_a_table_without_any_known_series_is_told_and_refused(understand: Understand) -> None:
    reading = understand(TITLE, ["地区", "棉花产量"], ["北京", 1], ["天津", 3])
    found(reading, "W1305")
    assert "棉花产量" in str(found(reading, "E1214").args)


def test_a_confusable_label_is_warned_about_by_name(understand: Understand) -> None:
    reading = understand(
        TITLE, ["地区", "规模以上工业企业R&D经费(亿元)", "gdp"], ["北京", 1, 2], ["天津", 3, 4], ["河北", 5, 6]
    )
    assert dict(found(reading, "W1310").args)["name"] == "规模以上工业企业R&D经费"
    assert reading.panel is not None
    assert reading.panel.series == ("gdp",)


def test_a_label_under_a_title_of_narrower_scope_is_not_the_series(understand: Understand) -> None:
    reading = understand(
        ["各地区规模以上工业企业R&D活动情况(2022年)"], ["地区", "R&D经费(亿元)"], ["北京", 1], ["天津", 3], ["河北", 5]
    )
    assert dict(found(reading, "W1312").args)["scope"] == "规模以上工业企业"


@pytest.mark.parametrize("second", ["gdp", " gdp ", "GDP", "地区生产总值"])
def test_one_series_in_two_columns_is_never_taken_from_either_silently(understand: Understand, second: str) -> None:
    reading = understand(TITLE, ["地区", "gdp", second], ["北京", 1, 2], ["天津", 3, 4])
    assert reading.panel is None
    found(reading, "E1262" if second == "地区生产总值" else "E1221")


def test_a_blank_region_beside_values_is_refused(understand: Understand) -> None:
    reading = understand(["地区", "年份", "gdp"], ["北京", 2021, 1], [None, 2022, 2], ["天津", 2022, 3])
    assert str(found(reading, "E1206").place) == "table.xlsx:Sheet1!A3"


@pytest.mark.parametrize("year", ["19", "FY2020", "2019-2020", "二〇二〇", None])
def test_a_year_that_does_not_say_which_is_refused(understand: Understand, year: str | None) -> None:
    reading = understand(["地区", "年份", "gdp"], ["北京", 2021, 1], ["天津", year, 2], ["河北", 2021, 3])
    assert str(found(reading, "E1210").place) == "table.xlsx:Sheet1!B3"


def test_measures_of_the_whole_list_need_no_year(understand: Understand) -> None:
    rows = [[r, 2021, i] for i, r in enumerate(["北京", "天津", "河北"], start=1)]
    reading = understand(["地区", "年份", "gdp"], *rows, ["最大值", None, 3], ["标准差", None, 0.8])
    assert reading.panel is not None
    assert reading.panel.values.ravel().tolist() == [1, 2, 3]
    mixed = understand(["地区", "年份", "gdp"], *rows, ["最大值", None, 3], ["山西", None, 4])
    assert "空单元格" in sentence(found(mixed, "E1210"), "zh")


def test_parks_whose_names_differ_only_in_park_words_are_told(understand: Understand, parks: Framework) -> None:
    reading = understand(
        ["园区", "年份", "gdp"], ["滨江高新区", 2022, 1], ["国家滨江高新技术产业开发区", 2022, 2],
        ["东湖高新区", 2022, 3], framework=parks,
    )  # fmt: skip
    found(reading, "W1385")


def test_cities_listed_beside_their_province_are_set_aside(understand: Understand) -> None:
    reading = understand(TITLE, ["地区", "gdp"], ["辽宁", 10], ["大连", 4], ["浙江", 20], ["宁波", 5], ["福建", 7])
    assert dict(found(reading, "W1301").args)["names"] == ("大连", "宁波")
    assert reading.panel is not None
    assert len(reading.panel.regions) == 3


@pytest.mark.parametrize("zones", ["国家高新区", "国家高新技术产业开发区"])
def test_the_scope_of_the_zones_is_the_universe_where_parks_are_assessed(
    understand: Understand, parks: Framework, zones: str
) -> None:
    rows = [
        [f"2-6 {zones}主要经济指标(2022年)"],
        ["园区", "地区生产总值(亿元)"],
        ["东湖", 1],
        ["张江", 2],
        ["中关村", 3],
    ]
    assert not {p.code for p in understand(*rows, framework=parks).problems} & {"W1312", "E1214"}
    narrower = [[f"{zones}高技术产业主要指标(2022年)"], *rows[1:]]
    found(understand(*narrower, framework=parks), "W1312")


def test_the_scope_of_the_zones_narrows_a_table_of_provinces(understand: Understand) -> None:
    rows = [["国家高新区主要经济指标(2022年)"], ["地区", "地区生产总值(亿元)"], ["北京", 1], ["上海", 2], ["湖北", 3]]
    found(understand(*rows), "W1312")


def test_a_table_of_another_kind_of_framework_is_one_sentence_that_names_it(understand: Understand) -> None:
    parks_beside = Sheet("parks.xlsx", "S", [
        ["园区", "年份", "营业收入(千元)", "净利润(千元)"], ["东湖", 2022, 1, 2], ["张江", 2022, 3, 4],
        ["中关村", 2022, 5, 6],
    ])  # fmt: skip
    reading = understand(TITLE, ["地区", "gdp"], ["北京", 1], ["天津", 2], ["河北", 3], more=[parks_beside])
    assert reading.panel is not None
    problem = found(reading, "W1319")
    assert (problem.place.file if problem.place else "", dict(problem.args)["framework"]) == ("parks.xlsx", "park")
    assert not {p.code for p in reading.problems} & {"W1305", "E1203", "E1204"}


def test_data_that_are_all_of_another_framework_are_refused_with_its_name(understand: Understand) -> None:
    names = ["东湖", "张江", "中关村"]
    parks = [["园区", "年份", "营业收入(千元)", "净利润(千元)"], *[[n, 2022, 1, 2] for n in names]]
    reading = understand(*parks)
    assert dict(found(reading, "E1273").args) == {"framework": "park", "count": 1}
    assert "E1214" not in {p.code for p in reading.problems}
    beside = understand(
        *parks, more=[Sheet("b.xlsx", "S", [["2022年"], ["地区", "棉花产量"], ["北京", 1], ["天津", 2]])]
    )
    found(beside, "E1214")


def test_a_park_table_that_shares_a_series_is_told_once_too(understand: Understand) -> None:
    names = ["东湖", "张江", "中关村"]
    shared = Sheet("parks.xlsx", "S", [
        ["园区", "年份", "地区生产总值(亿元)", "营业收入(千元)", "净利润(千元)"], *[[n, 2022, 1, 2, 3] for n in names],
    ])  # fmt: skip
    reading = understand(TITLE, ["地区", "gdp"], ["北京", 1], ["天津", 2], ["河北", 3], more=[shared])
    assert [p.code for p in reading.problems if p.place and p.place.file == "parks.xlsx"] == ["W1319"]
    known = understand(TITLE, ["地区", "gdp"], *[[n, 1] for n in names])
    assert {p.code for p in known.problems} >= {"E1204"}


def test_unknown_regions_of_a_table_without_any_series_are_not_each_an_error(understand: Understand) -> None:
    rows = [["某镇", 1], ["某乡", 2], ["某村", 3]]
    reading = understand(TITLE, ["地区", "甲数"], *rows)
    assert [p.code for p in reading.problems] == ["W1305", "E1214"]


def test_a_table_that_is_not_used_still_tells_its_continuation_the_year(understand: Understand) -> None:
    reading = understand(
        ["3-4 各地区指标(2022年)"], ["地区", "甲数"], ["北京", 1], ["天津", 2], [], ["续表"], ["地区", "gdp"],
        ["北京", 1], ["天津", 2],
    )  # fmt: skip
    assert reading.panel is not None
    assert reading.panel.years == (2022,)


def test_cities_where_provinces_are_assessed_are_called_so(understand: Understand) -> None:
    reading = understand(TITLE, ["城市", "gdp"], ["杭州市", 1], ["宁波市", 2], ["温州市", 3])
    assert [dict(p.args)["name"] for p in reading.problems if p.code == "E1227"] == ["杭州市", "温州市"]


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [("地区生产总值,万元", 1.0), ("地区生产总值/万元", 1.0), ("地区生产总值 万元", 1.0), ("地区生产总值：万元", 1.0),
     ("地区生产总值，单位：万元", 1.0), ("地区生产总值、亿元", None), ("地区生产总值 亿元", 10000.0)],
)  # fmt: skip
def test_a_measure_behind_a_comma_a_stroke_a_colon_or_a_blank_counts(
    understand: Understand, heading: str, wanted: float | None
) -> None:
    reading = understand(["2022年"], ["地区", heading], ["北京", 10000], ["天津", 2], ["河北", 3])
    assert (reading.panel is None) == (wanted is None)
    if reading.panel is not None:
        assert reading.panel.values[0, 0, 0] == wanted


def test_a_word_that_is_a_measure_and_a_name_is_no_tail(understand: Understand) -> None:
    reading = understand(["2022年"], ["地区", "常住 人口"], ["北京", 10000], ["天津", 2], ["河北", 3])
    assert reading.panel is not None
    assert reading.panel.values[0, 0, 0] == 10000


def near(reading: Reading) -> list[tuple[object, object]]:
    return [(dict(p.args)["name"], dict(p.args)["near"]) for p in reading.problems if p.code == "W1221"]


def read_beside_gdp(understand: Understand, *headings: str) -> Reading:
    rows = [[r, i, *(1.0 for _ in headings)] for i, r in enumerate(("北京", "天津", "河北"))]
    return understand(["2022年"], ["地区", "地区生产总值(亿元)", *headings], *rows)


def test_a_name_one_character_off_a_series_that_is_missing_is_warned_about(understand: Understand) -> None:
    reading = read_beside_gdp(understand, "年末常驻人口(万人)", "电信业务总亮", "粮食总产量")
    assert near(reading) == [("年末常驻人口", "年末常住人口"), ("电信业务总亮", "电信业务总量")]
    assert reading.panel is not None


def test_a_series_that_stands_elsewhere_another_number_or_an_opposite_is_no_slip(understand: Understand) -> None:
    assert near(read_beside_gdp(understand, "年末常驻人口", "常住人口")) == []
    assert near(read_beside_gdp(understand, "新产品销售受入", "新产品销售收出")) == [
        ("新产品销售受入", "新产品销售收入")
    ]
    assert near(read_beside_gdp(understand, "人均地区生产总值指数")) == []


@pytest.mark.parametrize("value", [55, "55", 5.5])
def test_a_lone_value_without_a_region_is_refused_and_not_taken_for_a_line(
    understand: Understand, value: object
) -> None:
    reading = understand(TITLE, ["地区", "gdp"], ["北京", 1], [None, value], ["天津", 2], ["河北", 3])
    assert str(found(reading, "E1206").place) == "table.xlsx:Sheet1!A4"


def test_a_column_of_figures_holds_the_series_of_the_title(understand: Understand) -> None:
    rows = [["北京", 10000], ["天津", 20000], ["河北", 30000]]
    for title, head in (
        (["2022年各地区地区生产总值（万元）"], ["地区", "数值"]),
        (["地区生产总值（万元）"], ["地区", "年份", "数据"]),
    ):
        body = rows if len(head) == 2 else [[region, 2022, value] for region, value in rows]
        reading = understand(title, head, *body)
        assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
        assert reading.panel.values.ravel().tolist() == [1, 2, 3]
        found(reading, "N1318")
