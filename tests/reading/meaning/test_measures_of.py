"""Measures wherever they stand, converted in one step; percentages, measures inside cells, marks and odd cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from nqp_index.errors import Problem
from nqp_index.model.panel import CellStatus
from nqp_index.reading.layouts.anatomy import Hint
from nqp_index.reading.measures import prefix_size
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import ErrorValue, Odd, Raw
from nqp_index.reading.sources import SourceHint, Sources

Understand = Callable[..., Reading]
TITLE = ["各地区主要指标(2022年)"]


def column(reading: Reading, series: str) -> list[float]:
    assert reading.panel is not None, [(p.code, str(p.place), p.args) for p in reading.problems]
    values: list[float] = reading.panel.values[0, :, reading.panel.series_index[series]].tolist()
    return values


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


def only(reading: Reading, code: str) -> Problem:
    found = [p for p in reading.problems if p.code == code]
    assert len(found) == 1, [(p.code, p.args) for p in reading.problems]
    return found[0]


def table(heading: str, *cells: Raw) -> list[Sequence[Raw]]:
    regions = ["北京", "天津", "河北", "山西", "内蒙古"]
    return [TITLE, ["地区", heading], *([r, c] for r, c in zip(regions, cells, strict=False))]


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        ("地区生产总值(万元)", [416109000, 163113000, 1], [41610.9, 16311.3, 0.0001]),
        ("地区生产总值（亿元）", [41610.9, 16311.3, 1], [41610.9, 16311.3, 1]),
        ("地区生产总值（千元)", [4161090000, 0, 1], [41610.9, 0, 0.00001]),
        ("GRP (100 million yuan)", [41610.9, 1, 2], [41610.9, 1, 2]),
        ("年末常住人口[人]", [21840000, 13630000, 1], [2184, 1363, 0.0001]),
    ],
)
def test_a_measure_in_the_last_bracket_is_converted(
    understand: Understand, heading: str, cells: list[float], wanted: list[float]
) -> None:
    code = "pop" if "人口" in heading else "gdp"
    assert column(understand(*table(heading, *cells)), code) == wanted


def test_one_measure_line_serves_all_columns_and_a_bracket_overrides_it(understand: Understand) -> None:
    reading = understand(
        TITLE, ["单位：万元"], ["地区", "地区生产总值", "年末常住人口（万人)"], ["北京", 416109000, 2184],
        ["天津", 1, 2], ["河北", 1, 2],
    )  # fmt: skip
    assert (column(reading, "gdp")[0], column(reading, "pop")[0]) == (41610.9, 2184)


def test_several_measures_on_a_line_follow_the_order_of_the_columns(understand: Understand) -> None:
    rows: list[Sequence[Raw]] = [
        ["地区", "年末常住人口", "地区生产总值"],
        ["北京", 21840000, 41610.9],
        ["天津", 1, 2],
        ["河北", 1, 2],
    ]
    reading = understand(TITLE, ["单位:人,亿元"], *rows)
    assert (column(reading, "gdp")[0], column(reading, "pop")[0]) == (41610.9, 2184)
    assert "E1251" in codes(understand(TITLE, ["单位:人,亿元,件"], *rows))


def test_a_measure_may_stand_in_the_next_cell_of_its_line(understand: Understand) -> None:
    reading = understand(TITLE, ["单位：", "万元"], ["地区", "地区生产总值"], ["北京", 10000], ["天津", 1], ["河北", 1])
    assert column(reading, "gdp")[0] == 1


def test_an_unknown_measure_is_refused_with_the_nearest(understand: Understand) -> None:
    problem = only(understand(*table("地区生产总值(亿圆元)", 1, 2, 3)), "E1250")
    assert dict(problem.args)["measure"] == "亿圆元"


def test_a_measure_of_another_kind_is_refused(understand: Understand) -> None:
    assert "E1252" in codes(understand(*table("地区生产总值(万人)", 1, 2, 3)))


def test_no_measure_at_all_is_a_warning_and_no_scaling(understand: Understand) -> None:
    reading = understand(*table("地区生产总值", 41610.9, 2, 3))
    assert column(reading, "gdp")[0] == 41610.9
    assert "W1303" in codes(reading)


def test_a_measure_given_as_a_hint_counts_above_all(understand: Understand) -> None:
    hint = Sources((SourceHint("*", "*", Hint(measure="万元")),))
    assert column(understand(*table("地区生产总值", 10000, 2, 3), sources=hint), "gdp")[0] == 1


def test_a_ratio_converts_both_sides(understand: Understand) -> None:
    assert column(understand(*table("人均地区生产总值(万元/人)", 20.6826, 1, 2)), "gdp_pc")[0] == pytest.approx(206826)


@pytest.mark.parametrize(
    ("heading", "cell", "wanted"),
    [("人均地区生产总值(元)", 190313, 190313), ("人均地区生产总值(万元)", 19.0313, 190313),
     ("人均地区生产总值", "190313元", 190313), ("人均地区生产总值(元/人)", 190313, 190313)],
)  # fmt: skip
def test_a_figure_per_head_is_read_with_or_without_the_head(
    understand: Understand, heading: str, cell: Raw, wanted: float
) -> None:
    reading = understand(*table(heading, cell, "100000", "90000"))
    assert column(reading, "gdp_pc")[0] == pytest.approx(wanted)
    assert "E1252" not in codes(reading)


def test_what_is_not_per_head_never_takes_a_measure_per_head(understand: Understand) -> None:
    assert "E1252" in codes(understand(*table("地区生产总值(亿元/人)", 1, 2, 3)))
    assert "E1252" in codes(understand(*table("人均地区生产总值(人)", 1, 2, 3)))


@pytest.mark.parametrize(
    ("heading", "cell", "wanted"),
    [("研发投入强度(%)", "3.5%", 3.5), ("研发投入强度", "3.5%", 3.5), ("地区生产总值(亿元)", "175亿元", 175),
     ("地区生产总值(亿元)", "1.2万亿元", 12000), ("年末常住人口(人)", "1.2万", 1.2),
     ("地区生产总值(亿元)", "200亿", 200), ("地区生产总值(亿元)", "1.2万亿", 12000),
     ("地区生产总值(亿元)", "3.5万元", 0.00035), ("地区生产总值", "1.2万亿", 12000),
     ("年末常住人口(人)", "0.2 亿", 2000), ("人均地区生产总值", "1.2万", 12000),
     ("人均地区生产总值(元)", "1.2万元", 12000)],
)  # fmt: skip
def test_a_measure_inside_a_cell_is_converted(understand: Understand, heading: str, cell: str, wanted: float) -> None:
    reading = understand(*table(heading, cell, "3", "4", "5"))
    assert reading.panel is not None
    assert reading.panel.values[0, 0, 0] == wanted


def test_a_prefix_word_on_top_of_a_prefixed_column_is_ambiguous(understand: Understand) -> None:
    problem = only(understand(*table("地区生产总值(万元)", "1.2万", 3, 4)), "E1272")
    assert (dict(problem.args)["one"], dict(problem.args)["other"]) == ("1.2 万元", "1.2 万×万元")


@pytest.mark.parametrize(("heading", "cell"), [("地区生产总值", "1.2万"), ("年末常住人口", "2184万")])
def test_a_prefix_word_beside_bare_numbers_in_the_dictionarys_measure_is_ambiguous(
    understand: Understand, heading: str, cell: str
) -> None:
    assert "E1272" in codes(understand(*table(heading, cell, 41000, 38000)))
    assert understand(*table(heading, cell, cell, "…")).panel is not None


def test_a_prefix_word_is_told_from_a_unit_that_begins_with_one() -> None:
    assert [prefix_size(t) for t in ("千米", "万千瓦", "千元", "元/人", "亿立方米", "%")] == [
        1,
        10**4,
        10**3,
        1,
        10**8,
        1,
    ]


def test_percent_formatted_shares_become_percentages_where_percent_is_declared(understand: Understand) -> None:
    formatted = frozenset({(3, 2), (4, 2), (5, 2)})
    reading = understand(*table("研发投入强度(%)", 0.0335, 0.04, 0.05), percent=formatted)
    assert column(reading, "rd_share") == [3.35, 4, 5]
    assert "N1340" in codes(reading)


def test_mixed_percent_formats_name_their_cells(understand: Understand) -> None:
    reading = understand(*table("研发投入强度(%)", 0.0335, 4, 5), percent=frozenset({(3, 2)}))
    assert column(reading, "rd_share") == [3.35, 4, 5]
    assert "B3" in str(dict(only(reading, "W1342").args)["cells"])


@pytest.mark.parametrize("percent", [frozenset(), frozenset({(9, 9)})])
def test_shares_under_a_percent_heading_are_doubted_and_not_changed(understand: Understand, percent: object) -> None:
    rows = table("研发投入强度(%)", 0.0335, 0.04, 0.05)
    reading = understand(*rows, percent=percent)
    assert column(reading, "rd_share")[0] == 0.0335
    assert "W1341" in codes(reading)
    for measure, first in (("%", 0.0335), ("比值", 3.35)):
        reading = understand(*rows, percent=percent, sources=Sources((SourceHint("*", "*", Hint(measure=measure)),)))
        assert column(reading, "rd_share")[0] == first
        assert "W1341" not in codes(reading)


def test_shares_under_a_percent_heading_are_refused_where_formats_are_unknown(understand: Understand) -> None:
    rows = table("研发投入强度(%)", 0.0335, 0.04, 0.05)
    assert only(understand(*rows, percent=None), "E1341")
    hint = Sources((SourceHint("*", "*", Hint(measure="%")),))
    assert column(understand(*rows, percent=None, sources=hint), "rd_share")[0] == 0.0335


def test_missing_marks_are_counted_and_never_zero(understand: Understand) -> None:
    reading = understand(*table("地区生产总值(亿元)", "…", "—", "3", None, "…"))
    panel = reading.panel
    assert panel is not None
    assert np.isnan(panel.values[0, [0, 1, 3], 0]).all()
    assert reading.tables[0].marks == (("…", 2), ("—", 1))
    origin = panel.origin_of("110000", 2022, "gdp")
    assert origin is not None
    assert origin.text == "…"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("待定", "E1230"), ("1,2O4", "E1231"), ("137,5", "E1232"), ("约5", "E1233"), ("inf", "E1234"), (True, "E1235"),
     (Odd.UNCALCULATED, "E1237"), ("9" * 50_000, "E1238")],
)  # fmt: skip
def test_a_faulty_cell_is_refused_by_its_address(understand: Understand, cell: Raw, code: str) -> None:
    assert str(only(understand(*table("地区生产总值(亿元)", 1, cell, 3)), code).place) == "table.xlsx:Sheet1!B4"


def test_an_error_cell_is_missing_and_listed(understand: Understand) -> None:
    reading = understand(*table("地区生产总值(亿元)", 1, ErrorValue("#DIV/0!"), 3))
    assert np.isnan(column(reading, "gdp")[1])
    assert "B4" in str(dict(only(reading, "W1331").args)["cells"])


def test_a_column_of_rubbish_gives_a_few_errors_and_a_count(understand: Understand) -> None:
    rows = [["region", "year", "gdp"], *([r, y, "x1"] for r in ("北京", "天津") for y in range(2000, 2020))]
    reading = understand(*rows)
    assert [p.code for p in reading.problems if p.code.startswith("E12")] == ["E1230"] * 5 + ["E1239"]


def test_footnote_letters_and_marks_of_headings_are_told(understand: Understand) -> None:
    reading = understand(*table("地区生产总值（亿元）i", "272.5①", 2, 3))
    assert column(reading, "gdp")[0] == 272.5
    assert {"W1330", "W1332"} <= codes(reading)


def test_a_stray_measure_of_another_kind_rejects_only_its_own_values(understand: Understand) -> None:
    reading = understand(
        ["region", "year", "series", "value", "unit"], ["北京", 2022, "gdp", 1, "亿元"],
        ["天津", 2022, "gdp", 2, "人年"],
        ["河北", 2022, "gdp", 3, "亿元"],
    )  # fmt: skip
    assert reading.panel is not None
    assert reading.panel.status[0, :, 0].tolist() == [CellStatus.OBSERVED, CellStatus.REJECTED, CellStatus.OBSERVED]
    assert "W1252" in codes(reading)


def test_measures_fewer_than_columns_go_to_the_series_of_their_kind(understand: Understand) -> None:
    rows = [["北京", 416109000, 21840000, 1000], ["天津", 1, 2, 3], ["河北", 1, 2, 3]]
    heads = ["地区", "地区生产总值", "年末常住人口", "R&D经费"]
    reading = understand(TITLE, ["单位：万元、人"], heads, *rows)
    assert [column(reading, code)[0] for code in ("gdp", "pop", "rd_exp")] == [41610.9, 2184, 0.1]
    assert "E1251" in codes(understand(TITLE, ["单位：万元、亿元"], heads, *rows))
    assert "E1251" in codes(understand(TITLE, ["单位：万元、件"], heads, *rows))


@pytest.mark.parametrize(
    "line",
    [
        ["单位：亿元、万人"],
        ["单位：万人、亿元"],
        [None, "单位：万人", "单位：亿元"],
        [None, "单位：万人", "Unit: 10 000 persons"],
    ],
)
def test_two_measures_of_two_kinds_find_their_columns_in_any_order(understand: Understand, line: list[Raw]) -> None:
    rows = [
        ["地区", "年末常住人口", "地区生产总值"],
        ["北京", 2184, 45222],
        ["天津", 1363, 16000],
        ["河北", 7420, 41988],
    ]
    if "Unit" in str(line):
        rows = [row[:2] for row in rows]
    reading = understand(TITLE, line, *rows)
    assert column(reading, "pop") == [2184, 1363, 7420]
    assert not codes(reading) & {"W1303", "E1251", "E1252"}


def test_two_measures_of_one_kind_stay_in_the_order_of_the_columns(understand: Understand) -> None:
    rows = [["北京", 45222e4, 2843], ["天津", 16000e4, 568], ["河北", 41988e4, 849]]
    reading = understand(TITLE, ["单位：万元、亿元"], ["地区", "地区生产总值", "R&D经费"], *rows)
    assert (column(reading, "gdp")[0], column(reading, "rd_exp")[0]) == (45222, 2843)


def test_a_tables_one_series_in_a_measure_of_another_kind_is_refused(understand: Understand) -> None:
    rows = [["地区", "2021年", "2022年"], ["北京", 1, 2], ["天津", 2, 3], ["河北", 3, 4]]
    reading = understand(["各地区地区生产总值（万美元）"], *rows)
    assert "E1252" in codes(reading)
    assert "W1252" not in codes(reading)


def test_data_of_which_every_value_was_set_aside_are_refused(understand: Understand) -> None:
    rows = [
        ["region", "year", "series", "value", "unit"],
        ["北京", 2022, "gdp", 1, "亿美元"],
        ["北京", 2022, "gdp", "…", "亿元"],
    ]
    assert "E1219" in codes(understand(*rows))


def test_a_series_whose_cells_all_say_their_measure_is_not_without_one(understand: Understand) -> None:
    every = understand(*table("地区生产总值", "41611亿元", "1.6万亿元", "3亿元"))
    assert "W1303" not in codes(every)
    assert every.tables[0].series[0].measure == "亿元"
    assert "W1303" in codes(understand(*table("地区生产总值", "41611亿元", "1.6万亿元", 3)))
