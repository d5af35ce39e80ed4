"""A measure that stands plainly on the sheet counts for the table, wherever it stands; one that may not is quoted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nqp_index.reading.layouts.anatomy import Hint
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Raw
from nqp_index.reading.sources import SourceHint, Sources

Understand = Callable[..., Reading]
Rows = list[Sequence[Raw]]
REGIONS = ["北京", "天津", "河北", "山西", "内蒙古"]
TITLE: Rows = [["2-1 各地区地区生产总值"]]
HEAD: Rows = [["地　区", 2020, 2021]]
BODY: Rows = [[r, 385036000, 443507000] for r in REGIONS]


def first(reading: Reading, series: str = "gdp") -> float:
    assert reading.panel is not None, [(p.code, str(p.place), p.args) for p in reading.problems]
    return float(reading.panel.values[0, 0, reading.panel.series_index[series]])


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


@pytest.mark.parametrize(
    "line",
    [["（单位：万元）"], ["【单位：万元】"],
     [None, None, "（单位:万元）"], ["（万元）"], ["[万元]"], [None, None, "万元"],
     ["单位", "万元"], ["计量单位", "万元"], ["单位：", "（万元）"], ["2020—2021年                单位：万元"],
     ["按当年价格计算，单位：万元"], ["金额单位：万元"], ["单位为万元"], ["Unit: 10 000 yuan"],
     ["单位：万元  (10 000 yuan)"]],
    ids=str,
)  # fmt: skip
def test_a_measure_above_the_table_counts_in_any_bracket_and_position(understand: Understand, line: list[Raw]) -> None:
    reading = understand(*TITLE, line, *HEAD, *BODY)
    assert first(reading) == 38503.6
    assert "W1303" not in codes(reading)


@pytest.mark.parametrize("line", ["单位：万元", "（单位：万元）", "注：单位为万元。", "注：本表单位：万元", "万元"])
def test_a_measure_below_the_table_counts(understand: Understand, line: str) -> None:
    assert first(understand(*TITLE, *HEAD, *BODY, [line])) == 38503.6


@pytest.mark.parametrize("corner", ["地区（单位：万元）", "地区(万元)"])
def test_a_measure_in_the_corner_counts(understand: Understand, corner: str) -> None:
    assert first(understand(*TITLE, [corner, 2020, 2021], *BODY)) == 38503.6


@pytest.mark.parametrize("title", ["各地区主要指标（万元）(2022年)", "各地区主要指标(2022年)（单位：万元）"])
def test_the_bracket_of_a_title_counts_for_the_columns_that_can_be_in_it(understand: Understand, title: str) -> None:
    rows: Rows = [[r, 385036000, 2184] for r in REGIONS]
    reading = understand([title.replace("（单位：万元）", "（万元）")], ["地区", "地区生产总值", "年末常住人口"], *rows)
    assert (first(reading), first(reading, "pop")) == (38503.6, 2184)
    assert {"W1303", "W1304"} <= codes(reading)


def test_the_name_of_the_sheet_may_say_the_measure(understand: Understand) -> None:
    assert first(understand(*TITLE, *HEAD, *BODY, sheet="总量（万元）")) == 38503.6


def test_a_title_and_its_measure_in_one_cell_are_taken_apart(understand: Understand) -> None:
    assert first(understand(["各省地区生产总值  单位：万元"], *HEAD, *BODY)) == 38503.6


@pytest.mark.parametrize(
    "note", ["注：2019年以前，单位为万元。", "注：1.进出口单位：万元，其余按当年价格计算。", "注：单位：万元，人"]
)
def test_a_measure_in_a_note_that_may_mean_something_else_is_quoted_and_not_applied(
    understand: Understand, note: str
) -> None:
    reading = understand(*TITLE, *HEAD, *BODY, [note])
    assert first(reading) == 385036000
    told = next(p for p in reading.problems if p.code == "W1304")
    assert "万元" in str(dict(told.args)["units"])
    assert str(told.place) == "table.xlsx:Sheet1!A8"


def test_a_measure_between_two_tables_is_not_taken_for_the_upper_one(understand: Understand) -> None:
    upper: Rows = [["地区", 2020, 2021], *([r, 4.0, 5.0] for r in REGIONS), ["注：略"], ["单位：万元"]]
    reading = understand(*TITLE, *upper, ["地区", "年份", "gdp"], ["北京", 2019, 1], ["天津", 2019, 1])
    assert reading.panel is not None
    assert reading.panel.values[1, 0, 0] == 4


def test_two_measures_for_one_table_are_refused_unless_the_user_says_which(understand: Understand) -> None:
    rows: Rows = [["各省地区生产总值（亿元）"], ["单位：万元"], *HEAD, *BODY]
    assert "E1254" in codes(understand(*rows))
    hint = Sources((SourceHint("*", "*", Hint(measure="万元")),))
    assert first(understand(*rows, sources=hint)) == 38503.6


def test_an_office_is_no_measure(understand: Understand) -> None:
    assert "E1250" not in codes(understand(*TITLE, ["主管单位：教育部"], *HEAD, *BODY))


def test_a_title_that_is_a_word_for_people_is_no_measure(understand: Understand) -> None:
    reading = understand(["常住人口"], ["人口"], ["地区", 2020, 2021], *([r, 1000.0, 1001.0] for r in REGIONS))
    assert first(reading, "pop") == 1000


@pytest.mark.parametrize(
    "lines",
    [[["2021年主要指标（万元，%）"]], [["2021年主要指标（单位：万元、%）"]],
     [["2021年主要指标"], [None, None, "（万元，%）"]]],
    ids=str,
)  # fmt: skip
def test_several_measures_in_one_bracket_are_those_of_the_columns(understand: Understand, lines: Rows) -> None:
    rows = [[r, 385036000 + i, 6.5] for i, r in enumerate(REGIONS)]
    reading = understand(*lines, ["地区", "地区生产总值", "研发投入强度"], *rows)
    assert (first(reading), first(reading, "rd_share")) == (38503.6, 6.5)
    assert "W1303" not in codes(reading)


def test_more_measures_in_a_bracket_than_can_be_told_apart_are_refused(understand: Understand) -> None:
    rows = [[r, 385036000 + i, 6.5, 7] for i, r in enumerate(REGIONS)]
    reading = understand(["2021年主要指标（万元，亿元）"], ["地区", "地区生产总值", "研发投入强度", "R&D经费"], *rows)
    assert "E1251" in codes(reading)


@pytest.mark.parametrize(
    "heading",
    ["地区生产总值（当年价，万元）", "地区生产总值（万元、当年价）", "地区生产总值（万元）（现价）",
     "地区生产总值_万元", "地区生产总值-万元",     "地区生产总值（万元人民币）"],
)  # fmt: skip
def test_a_measure_beside_words_in_the_brackets_of_a_heading_counts(understand: Understand, heading: str) -> None:
    rows = [[r, 385036000] for r in REGIONS]
    assert first(understand(["2021年"], ["地区", heading], *rows)) == 38503.6


def test_words_beside_the_measure_stay_in_the_name(understand: Understand) -> None:
    rows = [[r, 385036000, 5] for r in REGIONS]
    reading = understand(["2021年"], ["地区", "地区生产总值（2020年价，万元）", "R&D经费（亿元）"], *rows)
    assert first(reading, "rd_exp") == 5
    assert reading.tables[0].unused == ("地区生产总值（2020年价）",)


def test_a_measure_that_changes_between_two_rows_is_refused(understand: Understand) -> None:
    reading = understand(
        *TITLE,
        ["单位：亿元"],
        *HEAD,
        ["北京", 9, 9],
        ["天津", 8, 8],
        ["单位：万元"],
        ["河北", 70000, 80000],
        ["山西", 1, 1],
    )
    assert "E1254" in codes(reading)


def test_a_measure_between_the_heading_and_the_first_row_is_that_of_the_table(understand: Understand) -> None:
    assert first(understand(*TITLE, *HEAD, ["单位：万元"], *BODY)) == 38503.6
