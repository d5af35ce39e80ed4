"""A second table under the first on one sheet: 续表, its own title, its own 单位 line, wherever that stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]
HEADING = ["地区", "地区生产总值", "年末常住人口（万人）"]
TITLE = ["7-5 各地区生产总值(2022年)"]
UNIT_AT_RIGHT = [None, None, "单位：万元"]
FIRST = [TITLE, UNIT_AT_RIGHT, HEADING, ["北京", 416109000, 2184], ["天津", 163113000, 1363]]
SECOND = [HEADING, ["河北", 423704000, 7420], ["山西", 256425900, 3481]]
BELOW = [
    [["续表"], UNIT_AT_RIGHT],
    [["续表", None, "单位：万元"]],
    [["续表"], [None, "单位", "万元"]],
    [["7-5 续表"], UNIT_AT_RIGHT],
    [TITLE, UNIT_AT_RIGHT],
]


def gdp_of_the_second(reading: Reading) -> float:
    assert reading.panel is not None, [(p.code, str(p.place), p.args) for p in reading.problems]
    assert "W1309" not in {p.code for p in reading.problems}
    return float(reading.panel.values[-1, 2, 0])


@pytest.mark.parametrize("above", BELOW)
def test_a_continued_table_has_its_own_unit_line_in_whatever_column(
    understand: Understand, above: list[list[str | None]]
) -> None:
    assert gdp_of_the_second(understand(*FIRST, [], *above, *SECOND)) == 42370.4


@pytest.mark.parametrize("above", BELOW)
def test_notes_end_where_the_next_table_is_announced(understand: Understand, above: list[list[str | None]]) -> None:
    notes = [["注：1.本表按当年价格计算。"], ["2.2021年为初步数。"]]
    assert gdp_of_the_second(understand(*FIRST, *notes, [], *above, *SECOND)) == 42370.4


def test_a_title_without_a_number_belongs_to_the_table_under_it(understand: Understand) -> None:
    first = [["各地区生产总值(2021年)"], *FIRST[1:]]
    above = [["注：按当年价格计算。"], [], ["各地区生产总值(2022年)"], UNIT_AT_RIGHT]
    reading = understand(*first, *above, *SECOND, framework=None)
    assert [int(s) for t in reading.tables for s in t.years] == [2021, 2022]


def test_the_year_of_the_file_leaves_the_measure_of_a_second_table_known(understand: Understand) -> None:
    reading = understand(*FIRST[1:], [], ["续表"], UNIT_AT_RIGHT, *SECOND, file="财政2022.xlsx")
    assert gdp_of_the_second(reading) == 42370.4
    assert "W1303" not in {p.code for p in reading.problems}


@pytest.mark.parametrize("order", [("2021年", "2022年"), ("2022年", "2021年")])
def test_a_heading_repeated_for_further_regions_goes_on_with_the_table_above(
    understand: Understand, order: tuple[str, str]
) -> None:
    reading = understand(
        ["3-1 地区生产总值"], ["单位：万元"], ["地区", "2021年", "2022年"], ["北京", 10000, 20000],
        ["天津", 30000, 40000], ["地区", *order], ["河北", 50000, 60000], ["山西", 70000, 80000],
    )  # fmt: skip
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    last = [5, 7] if order[0] == "2021年" else [6, 8]
    assert reading.panel.values[0, 2:, 0].tolist() == last


def test_the_same_heading_over_the_same_regions_is_another_table(understand: Understand) -> None:
    reading = understand(
        ["3-1 地区生产总值（万元）"], ["地区", "2021年", "2022年"], ["北京", 10000, 20000], ["天津", 30000, 40000],
        ["河北", 1, 2], ["地区", "2021年", "2022年"], ["北京", 50000, 60000], ["天津", 70000, 80000], ["河北", 1, 2],
    )  # fmt: skip
    assert "E1223" in {p.code for p in reading.problems}
