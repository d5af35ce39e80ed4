"""Headings as people write them: corners, rows of measures, words over years."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.reading.layouts.words import name_and_year
from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]


def panel(reading: Reading) -> dict[str, float]:
    """The last year's values of the first region, by series."""
    assert reading.panel is not None, [(p.code, str(p.place), p.args) for p in reading.problems]
    return dict(zip(reading.panel.series, reading.panel.values[-1, 0].tolist(), strict=True))


CORNERS = [
    None,
    "省名",
    "省市自治区",
    "prov",
    "行政区域",
    "地区\\指标",
    "地方",
    "各省",
    "所属省份",
    "省（自治区、直辖市）",
]


@pytest.mark.parametrize("corner", CORNERS)
def test_a_heading_over_a_list_of_regions_is_known_whatever_its_corner_says(
    understand: Understand, corner: str | None
) -> None:
    rows = [["北京", 41610.9, 2184], ["天津", 16311.3, 1363], ["河北", 42370.4, 7420]]
    heading = [corner, "地区生产总值（亿元）", "年末常住人口（万人）"]
    assert panel(understand(["2022年"], heading, *rows)) == {"gdp": 41610.9, "pop": 2184}


@pytest.mark.parametrize("corner", [None, "各省", "prov"])
def test_codes_and_years_run_together_need_no_word_over_the_regions(understand: Understand, corner: str | None) -> None:
    rows = [["北京", 40269.6, 41610.9], ["天津", 15695, 16311.3], ["河北", 40391.3, 42370.4]]
    assert panel(understand([corner, "gdp_2021", "gdp_2022"], *rows)) == {"gdp": 41610.9}


def test_words_that_no_dictionary_has_are_still_a_heading_over_a_list_of_regions(understand: Understand) -> None:
    reading = understand(["2022年"], ["各省", "甲数", "乙数"], ["北京", 1, 2], ["天津", 3, 4], ["河北", 5, 6])
    assert reading.tables[0].unused == ("甲数", "乙数")


def test_a_row_of_marks_inside_the_body_is_no_heading(understand: Understand) -> None:
    reading = understand(
        ["2022年"], ["地区", "gdp", "pop"], ["北京", 1, 2], ["沿海诸省", "…", "—"], ["天津", 3, 4], ["河北", 5, 6],
    )  # fmt: skip
    assert len(reading.tables) == 1


@pytest.mark.parametrize("label", ["单位", "计量单位", None])
def test_a_row_of_measures_under_the_heading_may_carry_its_own_label(understand: Understand, label: str | None) -> None:
    rows = [["北京", 416109000, 2184], ["天津", 163113000, 1363], ["河北", 423704000, 7420]]
    heading = ["地区", "地区生产总值", "年末常住人口"]
    assert panel(understand(["2022年"], heading, [label, "万元", "万人"], *rows)) == {"gdp": 41610.9, "pop": 2184}


@pytest.mark.parametrize("label", ["单位", None])
def test_a_row_of_measures_may_stand_under_years(understand: Understand, label: str | None) -> None:
    rows = [["北京", 402696000, 416109000], ["天津", 156950000, 163113000], ["河北", 403913000, 423704000]]
    reading = understand(["地区生产总值"], ["地区", 2021, 2022], [label, "万元", "万元"], *rows)
    assert panel(reading) == {"gdp": 41610.9}


def test_three_rows_of_codes_names_and_measures_are_one_heading(understand: Understand) -> None:
    reading = understand(
        ["Prvcnm", "Prvcnm_id", "Sgnyea", "Gdp01"], ["省份名称", "省份编码", "统计年度", "地区生产总值(万元)"],
        ["没有单位", "没有单位", "没有单位", "万元"], ["北京市", 110000, 2022, 416109000],
        ["天津市", 120000, 2022, 163113000], ["河北省", 130000, 2022, 423704000],
    )  # fmt: skip
    assert panel(reading) == {"gdp": 41610.9}


def test_a_population_under_a_year_is_a_name_and_no_measure(understand: Understand) -> None:
    reading = understand(
        ["x"], ["地区", 2021, 2022], [None, "人口", "人口"], ["北京", 2189, 2184], ["天津", 1373, 1363], file="x.csv"
    )
    assert not any(s.measure for t in reading.tables for s in t.series)
    assert reading.panel is None


def test_a_word_merged_over_years_is_no_role_of_their_columns(understand: Understand) -> None:
    reading = understand(
        ["各地区生产总值（亿元）"], ["地区", "年份", None], [None, 2021, 2022], ["北京", 40269.6, 41610.9],
        ["天津", 15695, 16311.3], ["河北", 40391.3, 42370.4], merged=[(2, 1, 3, 1), (2, 2, 2, 3)], file="gdp.xlsx",
    )  # fmt: skip
    assert panel(reading) == {"gdp": 41610.9}


def test_a_table_in_traditional_characters_is_read_like_any_other(understand: Understand) -> None:
    reading = understand(
        ["7-1 2022年各地區地區生產總值"], ["單位：萬元"], ["地區", "地區生產總值"], ["全國", 60000], ["北京", 30000],
        ["廣東", 20000], ["遼寧", 10000], ["註：本表按當年價格計算。"], ["資料來源：國家統計局"],
    )  # fmt: skip
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values.ravel().tolist() == [3, 1, 2]
    assert reading.tables[0].notes == ("註：本表按當年價格計算。", "資料來源：國家統計局")


def test_a_total_may_be_the_first_level_below_a_group_heading(understand: Understand) -> None:
    reading = understand(
        ["2022年"], ["地区", "年末常住人口（万人）", None, "地区生产总值（亿元）"], [None, "合计", "城镇", None],
        ["全国", 60, 30, 6], ["北京", 10, 5, 1], ["天津", 20, 10, 2], ["河北", 30, 15, 3],
    )  # fmt: skip
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert dict(zip(reading.panel.series, reading.panel.values[0, 2].tolist(), strict=True)) == {"gdp": 3, "pop": 30}


@pytest.mark.parametrize("mark", ["1)", "①", "2）", "*"])
def test_marks_behind_names_of_series_and_regions_are_taken_off(understand: Understand, mark: str) -> None:
    reading = understand(["2022年"], ["地区", f"地区生产总值{mark}"], [f"北京{mark}", 1], ["天津", 2], ["河北", 3])
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert {"W1330", "W1389"} <= {p.code for p in reading.problems}


def test_years_of_the_other_half_beside_are_not_told_as_unread(understand: Understand) -> None:
    rows = [["北京", 1, 2, "辽宁", 7, 8], ["天津", 3, 4, "吉林", 9, 10], ["河北", 5, 6, "黑龙江", 11, 12]]
    reading = understand(["地区生产总值（亿元）"], ["地区", "2021年", "2022年", "地区", "2021年", "2022年"], *rows)
    assert reading.panel is not None
    assert reading.panel.values[1].ravel().tolist() == [2, 4, 6, 8, 10, 12]
    assert "W1302" not in {p.code for p in reading.problems}


def test_a_row_of_measures_under_merged_years_tells_amounts_from_rates(understand: Understand) -> None:
    reading = understand(
        ["各地区地区生产总值"], ["地区", "2021年", None, "2022年", None], [None, "万元", "%", "万元", "%"],
        ["北京", 10000, 8, 20000, 9], ["天津", 30000, 7, 40000, 6], ["河北", 50000, 5, 60000, 4],
        merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5)],
    )  # fmt: skip
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values[:, :, 0].tolist() == [[1, 3, 5], [2, 4, 6]]
    assert "W1252" in {p.code for p in reading.problems}


@pytest.mark.parametrize(
    "heading", ["地区生产总值（亿）", "年末常住人口(万)", "GRP (billion)", "Resident population (million)"]
)
def test_a_size_without_a_unit_in_brackets_is_refused_and_not_another_name(
    understand: Understand, heading: str
) -> None:
    reading = understand(
        ["2022年"], ["地区", heading, "R&D经费（亿元）"], ["北京", 1, 2], ["天津", 2, 3], ["河北", 3, 4]
    )
    assert "E1250" in {p.code for p in reading.problems}


@pytest.mark.parametrize(
    "years",
    [["2021年（万元）", "2022（亿元）"], ["2021/万元", "2022年/亿元"],
     ["2021年地区生产总值（万元）", "地区生产总值（2022年）（亿元）"],
     ["地区生产总值（2021年，万元）", "地区生产总值2022（亿元）"]],
    ids=str,
)  # fmt: skip
def test_a_year_may_stand_beside_the_measure_of_its_column(understand: Understand, years: list[str]) -> None:
    rows = [["北京", 20000, 3], ["天津", 40000, 5], ["河北", 60000, 7]]
    reading = understand(["各地区地区生产总值"], ["地区", *years], *rows)
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.years == (2021, 2022)
    assert reading.panel.values[:, :, 0].tolist() == [[2, 4, 6], [3, 5, 7]]
    assert not reading.tables[0].unused


@pytest.mark.parametrize("corner", ["年份\n地区", "地区＼年份", "地区／年份"])
def test_a_corner_may_name_its_axes_in_two_lines(understand: Understand, corner: str) -> None:
    rows = [["北京", 1, 2], ["天津", 3, 4], ["河北", 5, 6]]
    reading = understand(["地区生产总值（亿元）"], [corner, "2021", "2022"], *rows)
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values[1, :, 0].tolist() == [2, 4, 6]


@pytest.mark.parametrize("title", ["续表 2-3 continued", "续表2-3", "续表 2 continued"])
def test_the_number_of_a_continuation_is_no_name(title: str) -> None:
    from nqp_index.reading.layouts.labels import title_names

    assert title_names(title) == [title]


@pytest.mark.parametrize("name", ["5G基站数（万个）", "6岁及以上人口（万人）"])
def test_a_name_that_starts_with_a_figure_is_a_heading(understand: Understand, name: str) -> None:
    body = [[r, i, 10 * i] for i, r in enumerate(["北京", "天津", "河北"], start=1)]
    reading = understand(["2022年"], ["地区", "基础", None], [None, name, "地区生产总值（亿元）"], *body)
    assert reading.panel is not None
    assert reading.panel.values.ravel().tolist() == [10, 20, 30]


@pytest.mark.parametrize(
    ("text", "found"),
    [("2022年5G基站数", ("5G基站数", 2022)), ("2021年6岁及以上人口", ("6岁及以上人口", 2021)), ("2022年12月", None),
     ("2022年年末常住人口", ("年末常住人口", 2022)),
     ("2022年3Q", None), ("2022年1-6月", None)],
)  # fmt: skip
def test_a_year_before_a_name_that_starts_with_a_figure(text: str, found: tuple[str, int] | None) -> None:
    assert name_and_year(text) == found
