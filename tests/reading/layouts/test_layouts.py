"""Each layout that statistics come in is recognised, named, and read to the same values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.model.framework import Framework
from nqp_index.reading.layouts.anatomy import Hint
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Sheet
from nqp_index.reading.sources import SourceHint, Sources
from nqp_index.terms import sentence

Understand = Callable[..., Reading]
TITLE = ["1-1 各地区主要指标(2022年)"]


def value(reading: Reading, series: str, region: str, year: int) -> float:
    panel = reading.panel
    assert panel is not None, [(p.code, str(p.place), p.args) for p in reading.problems]
    return float(panel.values[panel.years.index(year), panel.region_index[region], panel.series_index[series]])


def layouts(reading: Reading) -> list[str]:
    return [t.layout for t in reading.tables]


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


TABLES = {
    "long": [
        ["region", "code", "year", "series", "value", "unit", "status"],
        ["北京", "110000", 2022, "gdp", 41610.9, "亿元", "observed"], ["河南", 410000, 2021, "pop", 9883, "万人", ""],
    ],
    "indicator_columns": [
        ["地区", "年份", "地区生产总值(亿元)", "年末常住人口（万人）"], ["北京", 2022, 41610.9, 2184],
        ["河南", 2021, 58887, 9883],
    ],
    "region_by_year": [
        ["指标：地区生产总值(亿元)"], ["地区", "2022年", "2021年"], ["北京", 41610.9, 40269.6], ["河南", 61345, 58887],
    ],
    "region_by_series": [
        TITLE, ["地区", "地区生产总值(亿元)", "年末常住人口（万人）"], ["北京", 41610.9, 2184], ["河南", 61345, 9872],
    ],
    "year_blocks": [
        ["", "2021年", "", "2022年", ""],
        ["地区", "地区生产总值(亿元)", "年末常住人口(万人)", "地区生产总值(亿元)", "年末常住人口(万人)"],
        ["北京", 40269.6, 2189, 41610.9, 2184], ["河南", 58887, 9883, 61345, 9872],
    ],
    "stacked": [
        [None, None, "2021", "2022"], ["地区生产总值（亿元）", "北京", 40269.6, 41610.9],
        ["地区生产总值（亿元）", "河南", 58887, 61345], ["年末常住人口（万人）", "北京", 2189, 2184],
        ["年末常住人口（万人）", "河南", 9883, 9872],
    ],
    "series_by_region": [
        TITLE, ["指标", "单位", "北京", "天津", "河南"], ["地区生产总值", "亿元", 41610.9, 16311.3, 61345],
        ["年末常住人口", "万人", 2184, 1363, 9872],
    ],
    "year_by_region": [
        ["指标：地区生产总值(亿元)"], ["年份", "北京", "天津", "河南"], [2021, 40269.6, 15695, 58887],
        [2022, 41610.9, 16311.3, 61345],
    ],
    "series_by_year": [
        ["数据库：分省年度数据"], ["地区：北京市"], ["指标", "2022年", "2021年"],
        ["地区生产总值(亿元)", 41610.9, 40269.6],
        ["年末常住人口(万人)", 2184, 2189],
    ],
    "year_by_series": [
        ["地区：北京市"], ["年份", "地区生产总值(亿元)", "年末常住人口(万人)"], [2021, 40269.6, 2189],
        [2022, 41610.9, 2184],
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_layout_is_recognised_and_named(understand: Understand, name: str) -> None:
    other = Sheet("table.xlsx", "天津市2022", [["地区", "年份", "gdp"], ["天津", 2022, 1], ["上海", 2022, 2]])
    reading = understand(*TABLES[name], more=[] if "天津" in str(TABLES[name]) else [other])
    assert value(reading, "gdp", "110000", 2022) == 41610.9
    assert layouts(reading)[0] == name
    assert not [p for p in reading.problems if p.code.startswith("E")]


def test_the_same_figures_in_any_layout_give_the_same_panel(understand: Understand) -> None:
    blocks, stacked = understand(*TABLES["year_blocks"]).panel, understand(*TABLES["stacked"]).panel
    assert blocks is not None
    assert stacked is not None
    assert blocks.values.tolist() == stacked.values.tolist()


def test_a_measure_column_counts_row_by_row(understand: Understand) -> None:
    reading = understand(
        ["region", "year", "series", "value", "unit"], ["北京", 2022, "gdp", 416109000, "万元"],
        ["河南", 2022, "gdp", 61345, "亿元"],
    )  # fmt: skip
    assert (value(reading, "gdp", "110000", 2022), value(reading, "gdp", "410000", 2022)) == (41610.9, 61345)


def test_a_series_named_above_the_years_is_the_series_of_the_table(understand: Understand) -> None:
    reading = understand(
        ["地区", "地区生产总值(亿元)", None, None], [None, 2020, 2021, 2022], ["北京", 1, 2, 41610.9],
        ["河南", 3, 4, 5],
        merged=[(1, 2, 1, 4), (1, 1, 2, 1)],
    )  # fmt: skip
    assert value(reading, "gdp", "110000", 2022) == 41610.9
    assert layouts(reading) == ["region_by_year"]


def test_a_series_named_only_by_the_file_is_proposed_with_a_warning(understand: Understand) -> None:
    reading = understand(["地区", "2021年", "2022年"], ["北京", 1, 41610.9], ["河南", 3, 4], file="地区生产总值.csv")
    assert value(reading, "gdp", "110000", 2022) == 41610.9
    assert {"W1320", "W1303"} <= codes(reading)


def test_a_table_without_any_series_name_is_refused(understand: Understand) -> None:
    reading = understand(["地区", "2021年", "2022年"], ["北京", 1, 2], ["河南", 3, 4], file="data.csv")
    assert "E1223" in codes(reading)


@pytest.mark.parametrize("sheet", ["2022", "2022年", "y2022"])
def test_one_sheet_per_year_stacks(understand: Understand, sheet: str) -> None:
    rows = [["地区", "地区生产总值(亿元)"], ["北京", 40269.6], ["河南", 58887]]
    other = Sheet("table.xlsx", sheet, [["地区", "地区生产总值(亿元)"], ["北京", 41610.9], ["河南", 61345]])
    reading = understand(*rows, sheet="2021", more=[other])
    assert value(reading, "gdp", "110000", 2022) == 41610.9
    assert value(reading, "gdp", "110000", 2021) == 40269.6


def test_three_row_headings_join_to_a_path(understand: Understand) -> None:
    reading = understand(
        TITLE,
        ["地　区", "新产品销售收入", None],
        [None, None, "#出口"],
        [None, "(亿元)", "(亿元)"],
        ["北　京", "100", "40"], ["河　南", "90", "10"],
        merged=[(2, 1, 4, 1), (2, 2, 2, 3)],
    )  # fmt: skip
    assert value(reading, "newprod", "110000", 2022) == 100
    assert value(reading, "newprod_export", "410000", 2022) == 10


def test_the_part_under_a_heading_is_never_read_as_the_whole(understand: Understand) -> None:
    reading = understand(
        TITLE, ["地区", "地区生产总值(亿元)", "#年末常住人口"], ["北京", 5, 1], ["河南", 6, 2],
    )  # fmt: skip
    assert reading.panel is not None
    assert reading.panel.series == ("gdp",)


def test_an_english_heading_line_and_column_only_repeat(understand: Understand) -> None:
    reading = understand(
        TITLE, ["地 区", "Region", "地区生产总值\n(亿元)\nGross Regional\nProduct"], ["北 京", "Beijing", "41610.9"],
        ["河 南", "Henan", "61345"],
    )  # fmt: skip
    assert value(reading, "gdp", "410000", 2022) == 61345


def test_a_continued_table_below_inherits_the_year(understand: Understand) -> None:
    reading = understand(
        ["3-4 各地区主要指标(2022年)"], ["地区", "地区生产总值(亿元)"], ["北京", 41610.9], ["河南", 61345], [],
        ["续表 3-4 continued"], ["地区", "年末常住人口(万人)"], ["北京", 2184], ["河南", 9872],
    )  # fmt: skip
    assert value(reading, "pop", "410000", 2022) == 9872
    assert len(reading.tables) == 2


@pytest.mark.parametrize("title", ["3-4 续表", "3-4续表 1", "表3-4 续表", "续表"])
def test_a_continuation_is_known_by_its_word_with_or_without_its_number(understand: Understand, title: str) -> None:
    reading = understand(
        ["3-4 各地区主要指标(2022年)"], ["地区", "地区生产总值(亿元)"], ["北京", 41610.9], ["河南", 61345], [],
        [title], ["地区", "年末常住人口(万人)"], ["北京", 2184], ["河南", 9872], [],
        ["续表2"], ["地区", "R&D经费(亿元)"], ["北京", 2843], ["河南", 1143],
    )  # fmt: skip
    assert value(reading, "pop", "410000", 2022) == 9872
    assert value(reading, "rd_exp", "410000", 2022) == 1143


def test_a_continuation_of_another_number_inherits_nothing(understand: Understand) -> None:
    reading = understand(
        ["3-4 各地区主要指标(2022年)"], ["地区", "地区生产总值(亿元)"], ["北京", 41610.9], ["河南", 61345], [],
        ["3-5 续表"], ["地区", "年末常住人口(万人)"], ["北京", 2184], ["河南", 9872],
    )  # fmt: skip
    assert "E1212" in codes(reading)


def test_a_continued_table_beside_needs_the_same_regions_row_by_row(understand: Understand) -> None:
    rows = [TITLE, ["地区", "地区生产总值(亿元)", "地区", "年末常住人口(万人)"], ["北京", 41610.9, "北京", 2184]]
    assert value(understand(*rows, ["河南", 61345, "河南", 9872]), "pop", "410000", 2022) == 9872
    assert "E1217" in codes(understand(*rows, ["河南", 61345, "河北", 7420]))


def test_two_halves_of_the_region_list_side_by_side_are_one_table(understand: Understand) -> None:
    reading = understand(
        TITLE, ["地区", "地区生产总值(亿元)", "地区", "地区生产总值(亿元)"], ["北京", 41610.9, "湖北", 53735],
        ["天津", 16311.3, "湖南", 48670],
    )  # fmt: skip
    assert value(reading, "gdp", "430000", 2022) == 48670


def test_sections_inside_the_body_name_the_series_of_the_rows_below(understand: Understand) -> None:
    reading = understand(
        ["地区", "2021年", "2022年"], ["地区生产总值(亿元)"], ["北京", 40269.6, 41610.9], ["河南", 58887, 61345],
        ["年末常住人口(万人)"], ["北京", 2189, 2184], ["河南", 9883, 9872],
    )  # fmt: skip
    assert value(reading, "pop", "410000", 2022) == 9872
    assert value(reading, "gdp", "410000", 2022) == 61345


def test_a_region_list_that_starts_again_without_a_name_is_refused(understand: Understand) -> None:
    reading = understand(
        TITLE, ["地区", "地区生产总值(亿元)"], ["北京", 1], ["天津", 2], ["河北", 3], [], ["北京", 4], ["天津", 5],
        ["河北", 6],
    )  # fmt: skip
    assert "E1218" in codes(reading)


def test_labels_written_once_above_blanks_need_a_merge_or_a_hint(understand: Understand) -> None:
    rows = [[None, None, "2021", "2022"], ["地区生产总值（亿元）", "北京", 1, 2], [None, "河南", 3, 4]]
    assert "E1222" in codes(understand(*rows))
    assert value(understand(*rows, merged=[(2, 1, 3, 1)]), "gdp", "410000", 2022) == 4
    hint = Sources((SourceHint("table.xlsx", "*", Hint(fill_down=True)),))
    assert value(understand(*rows, sources=hint), "gdp", "410000", 2022) == 4


def test_when_regions_stand_both_beside_and_above_both_readings_are_named(understand: Understand) -> None:
    reading = understand(
        ["地区", "北京", "天津", "河北"], ["北京", 1, 2, 3], ["天津", 4, 5, 6], ["河北", 7, 8, 9], file="gdp2022.csv"
    )
    assert "E1202" in codes(reading)


def test_when_years_stand_both_beside_and_above_both_readings_are_named(understand: Understand) -> None:
    reading = understand(["地区", "年份", "2021", "2022"], ["北京", 2020, 1, 2], ["天津", 2020, 4, 5])
    assert "E1202" in codes(reading)


@pytest.mark.parametrize("corner", ["年份", "指标"])
def test_a_corner_cell_may_name_the_axis_to_its_right(understand: Understand, corner: str) -> None:
    reading = understand(["指标：地区生产总值(亿元)"], [corner, 2021, 2022], ["北京", 1, 2], ["天津", 4, 5])
    assert value(reading, "gdp", "120000", 2022) == 5
    assert layouts(reading) == ["region_by_year"]


@pytest.mark.parametrize(
    ("table", "layout", "lacking"),
    [("region_by_year", "long", "a column of series names"),
     ("year_by_series", "region_by_series", "a column of regions"),
     ("region_by_series", "region_by_year", "years in its heading"),
     ("region_by_series", "series_by_region", "regions in its heading"),
     ("region_by_year", "region_by_series", "series names in its heading")],
)  # fmt: skip
def test_a_hinted_layout_that_does_not_fit_is_refused_with_what_is_missing(
    understand: Understand, table: str, layout: str, lacking: str
) -> None:
    hint = Sources((SourceHint("*", "*", Hint(layout=layout)),))
    reading = understand(*TABLES[table], sources=hint)
    assert lacking in next(sentence(p, "en") for p in reading.problems if p.code == "E1228")
    assert reading.panel is None


def test_an_unclear_layout_says_what_was_made_out(understand: Understand) -> None:
    reading = understand(["指标", "状态", "北京:gdp", "天津:gdp"], ["频率", "年", "年", "年"], ["x", "y", 1, 2])
    told = next(sentence(p, "en") for p in reading.problems if p.code == "E1201")
    assert "made out: series in column A" in told


def test_a_hinted_region_column_that_is_empty_is_refused(understand: Understand) -> None:
    hint = Sources((SourceHint("*", "*", Hint(region_column=26)),))
    reading = understand(*TABLES["region_by_year"], sources=hint)
    assert "column Z" in next(sentence(p, "en") for p in reading.problems if p.code == "E1229")


def test_two_columns_that_may_be_the_region_ask_for_a_hint(understand: Understand) -> None:
    rows = [["地区", "省份", "年份", "地区生产总值(亿元)"], ["北京", "天津", 2022, 1], ["河北", "河南", 2022, 2]]
    assert "E1209" in codes(understand(*rows))
    hint = Sources((SourceHint("table.xlsx", "*", Hint(region_column=2)),))
    assert value(understand(*rows, sources=hint), "gdp", "120000", 2022) == 1


@pytest.mark.parametrize("group", [["东部", "东部", "中部"], ["华北", "华北", "中南"]])
@pytest.mark.parametrize("names", [["区域", "省份"], ["省份", "区域"]])
def test_groups_of_regions_beside_the_regions_are_no_second_reading(
    understand: Understand, group: list[str], names: list[str]
) -> None:
    regions = ["北京", "天津", "河南"]
    cells = [[g, r] if names[0] == "区域" else [r, g] for g, r in zip(group, regions, strict=True)]
    rows = [[*c, 2022, v] for c, v in zip(cells, (41610.9, 16311.3, 61345), strict=True)]
    reading = understand([*names, "年份", "地区生产总值(亿元)"], *rows)
    assert value(reading, "gdp", "410000", 2022) == 61345


def test_columns_that_name_the_same_region_in_every_row_are_one(understand: Understand) -> None:
    rows = [["北京市", "北京", 1], ["河南省", "河南", 61345], ["全国", None, 3]]
    reading = understand(TITLE, ["地区", "简称", "地区生产总值(亿元)"], *rows)
    assert value(reading, "gdp", "410000", 2022) == 61345


def test_the_year_of_a_table_is_asked_for_when_it_is_nowhere(understand: Understand) -> None:
    rows = [["地区", "地区生产总值(亿元)"], ["北京", 1], ["天津", 2]]
    assert "E1212" in codes(understand(*rows))
    assert "E1213" in codes(understand(["各地区生产总值(2019-2022)"], *rows))
    hint = Sources((SourceHint("*", "*", Hint(year=2020)),))
    assert value(understand(*rows, sources=hint), "gdp", "120000", 2020) == 2


def test_a_yearbook_in_the_file_name_does_not_say_the_year(understand: Understand) -> None:
    rows = [["地区", "地区生产总值(亿元)"], ["北京", 1], ["天津", 2]]
    assert "E1212" in codes(understand(*rows, file="中国统计年鉴2021.xlsx"))
    assert value(understand(*rows, file="gdp_2020.xlsx"), "gdp", "120000", 2020) == 2


@pytest.mark.parametrize(
    "file", ["人口_2023-01-15导出.xlsx", "gdp 2023.1.5.csv", "导出于2023年1月15日.xlsx", "2023_01_15.csv"]
)
def test_the_day_of_a_download_in_the_file_name_is_no_year(understand: Understand, file: str) -> None:
    assert "E1212" in codes(understand(["地区", "地区生产总值(亿元)"], ["北京", 1], ["天津", 2], file=file))


def test_a_year_that_only_the_file_name_says_is_taken_with_a_warning(understand: Understand) -> None:
    reading = understand(["地区", "地区生产总值(亿元)"], ["北京", 1], ["天津", 2], file="C02-06_2022.xlsx")
    assert value(reading, "gdp", "120000", 2022) == 2
    assert "W1212" in codes(reading)


def test_title_and_english_title_that_disagree_about_the_year_are_told(understand: Understand) -> None:
    reading = understand(
        ["各地区主要指标(2022年)"], ["Main Indicators by Region (2021)"], ["地区", "地区生产总值(亿元)"], ["北京", 1],
        ["天津", 2],
    )  # fmt: skip
    assert value(reading, "gdp", "120000", 2022) == 2
    assert "W1210" in codes(reading)


def test_codes_and_years_run_together_in_headings_are_taken_apart(understand: Understand) -> None:
    reading = understand(["region", "gdp_2021", "gdp_2022", "pop2022"], ["北京", 1, 2, 3], ["天津", 4, 5, 6])
    assert value(reading, "gdp", "120000", 2021) == 4
    assert value(reading, "pop", "120000", 2022) == 6


def test_parks_of_any_name_are_read_by_the_heading_alone(understand: Understand, parks: Framework) -> None:
    reading = understand(
        ["园区", "省份", "年份", "gdp"], ["未来科学城（虚构）", "北京", 2022, 1.5], ["滨江 园", "江苏", 2022, 2.5],
        ["合计", "", 2022, 4], framework=parks,
    )  # fmt: skip
    assert reading.panel is not None
    assert [r.code for r in reading.panel.regions] == ["未来科学城(虚构)", "滨江 园"]
    assert reading.panel.fictional is False


def test_fictional_data_is_known_by_the_name_of_its_sheet(understand: Understand) -> None:
    reading = understand(*TABLES["region_by_series"], sheet="虚构数据")
    assert reading.panel is not None
    assert reading.panel.fictional


def test_the_running_number_column_is_no_region_and_no_value(understand: Understand) -> None:
    reading = understand(TITLE, ["序号", "地区", "地区生产总值(亿元)"], [1, "北京", 7], [2, "天津", 8])
    assert value(reading, "gdp", "120000", 2022) == 8


def test_notes_and_sources_end_the_body_and_are_kept(understand: Understand) -> None:
    reading = understand(
        *TABLES["region_by_series"], ["注：1.本表按当年价格计算。"], ["　　　2.另有说明。"], ["数据来源：国家统计局"],
    )  # fmt: skip
    assert reading.panel is not None
    assert reading.tables[0].notes[-1] == "数据来源：国家统计局"


def test_only_the_header_is_no_table(understand: Understand) -> None:
    assert "E1216" in codes(understand(["地区", "年份", "gdp"]))


def test_text_without_a_table_is_refused_by_name(understand: Understand) -> None:
    assert "E1200" in codes(understand(["这里没有表"], ["什么也没有"]))


def test_a_hidden_sheet_is_told_and_not_read(understand: Understand) -> None:
    hidden = Sheet("table.xlsx", "old", [["地区", "年份", "gdp"], ["北京", 2021, 1]], hidden=True)
    reading = understand(*TABLES["region_by_series"], more=[hidden])
    assert "W1201" in codes(reading)
    assert reading.panel is not None
    assert reading.panel.years == (2022,)


@pytest.mark.parametrize("extra", [[None, 99, 98], [99, None, "98"]])
def test_numbers_without_a_heading_are_told_and_not_read(understand: Understand, extra: list[object]) -> None:
    rows = [["北京", 7], ["天津", 8], ["河北", 9]]
    reading = understand(TITLE, ["地区", "地区生产总值(亿元)"], *([*r, x] for r, x in zip(rows, extra, strict=True)))
    (told,) = (p for p in reading.problems if p.code == "W1302")
    assert str(told.place) == "table.xlsx:Sheet1!C2"
    assert value(reading, "gdp", "120000", 2022) == 8


def test_running_numbers_and_english_names_without_a_heading_are_not_told(understand: Understand) -> None:
    reading = understand(
        TITLE, [None, "地区", None, "地区生产总值(亿元)"], [1, "北京", "Beijing", 7], [2, "天津", "Tianjin", 8],
        [3, "河北", "Hebei", 9],
    )  # fmt: skip
    assert "W1302" not in codes(reading)


def test_a_title_that_names_a_city_does_not_name_the_province_of_that_name(understand: Understand) -> None:
    rows = [["年份", "地区生产总值(亿元)"], [2021, 1], [2022, 2]]
    assert "E1208" in codes(understand(["吉林市国民经济主要指标"], *rows))
    assert "E1208" not in codes(understand(["吉林省国民经济主要指标"], *rows))
    assert "E1208" not in codes(understand(["北京市国民经济主要指标"], *rows))


@pytest.mark.parametrize(
    "years",
    [
        ["FY2019", "FY2020", "FY2021"],
        ["2019年", "2020年", "2021年上半年"],
        ["2019", "2020", "2021年1-9月"],
        ["2020年", "2021年", "2022Q1"],
    ],
)
def test_a_heading_that_is_no_whole_calendar_year_is_refused_by_name(understand: Understand, years: list[str]) -> None:
    reading = understand(["地区生产总值(亿元)"], ["地区", *years], ["北京", 1, 2, 3], ["天津", 4, 5, 6])
    told = [dict(p.args)["text"] for p in reading.problems if p.code == "E1210"]
    assert years[-1] in told


def test_the_column_of_values_may_say_its_measure(understand: Understand) -> None:
    rows = [[r, 2022, "地区生产总值", 10000 * i] for i, r in enumerate(["北京", "天津", "河北"], start=1)]
    reading = understand(["地区", "年份", "指标名称", "数值（万元）"], *rows)
    assert reading.panel is not None
    assert reading.panel.values.ravel().tolist() == [1, 2, 3]


@pytest.mark.parametrize("title", ["3-9 Gross Regional Product by Region", "GRP by province (100 million yuan)"])
def test_an_english_title_names_its_series_before_by_region(understand: Understand, title: str) -> None:
    rows = [[r, 1, 2, 3] for r in ("Beijing", "Tianjin", "Hebei")]
    reading = understand([title], ["Region", 2020, 2021, 2022], *rows)
    assert reading.panel is not None
    assert reading.panel.series == ("gdp",)


def test_numbers_and_ranks_under_the_names_of_series_are_no_long_table(understand: Understand) -> None:
    rows = [[r, 10 * i, i, 5 * i, i] for i, r in enumerate(["北京", "天津", "河北"], start=1)]
    reading = understand(
        ["2022年主要指标及位次"], ["地区", "地区生产总值（亿元）", None, "R&D经费（亿元）", None],
        [None, "数值", "位次", "数值", "位次"], *rows, merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5)],
    )  # fmt: skip
    assert reading.panel is not None
    assert dict(zip(reading.panel.series, reading.panel.values[0, 0].tolist(), strict=True)) == {"gdp": 10, "rd_exp": 5}


@pytest.mark.parametrize("line", ["发布日期：2023年2月28日", "更新时间:2023-02-28"])
def test_the_day_of_publication_is_no_year_of_the_figures(understand: Understand, line: str) -> None:
    rows = [[r, i] for i, r in enumerate(["北京", "天津", "河北"], start=1)]
    reading = understand(["2022年各地区主要指标"], [line], ["地区", "地区生产总值（亿元）"], *rows)
    assert reading.panel is not None
    assert reading.panel.years == (2022,)


def test_columns_named_as_in_sdmx_are_known(understand: Understand) -> None:
    rows = [
        [r, 2022, "Gross regional product", i, "100 million yuan"] for i, r in enumerate(["北京", "天津", "河北"], 1)
    ]
    reading = understand(["Reference area", "TIME_PERIOD", "INDICATOR", "OBS_VALUE", "UNIT_MEASURE"], *rows)
    assert reading.panel is not None
    assert reading.panel.values.ravel().tolist() == [1, 2, 3]
