"""Names of tables, files, regions and sums as people write them every day."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.errors import Problems
from nqp_index.reading.preflight import candidates
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Raw

Understand = Callable[..., Reading]
ROWS: list[list[Raw]] = [["北京", 1, 2], ["天津", 3, 4], ["河北", 5, 6]]


def series(reading: Reading) -> tuple[str, ...]:
    assert reading.panel is not None, [(p.code, str(p.place), p.args) for p in reading.problems]
    return reading.panel.series


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("表1 2021—2022年全国31个省（区、市）地区生产总值情况统计表（亿元）", "gdp"), ("31个省份年末常住人口", "pop"),
     ("各省GRP总量", "gdp"), ("各地区年末常住人口数", "pop"), ("GRP", "gdp"),
     ("各省（自治区、直辖市）R&D经费", "rd_exp"),
     ("三十一个省市年末常住人口", "pop")],
)  # fmt: skip
def test_a_title_names_its_series_behind_the_words_for_all_regions(
    understand: Understand, title: str, wanted: str
) -> None:
    assert series(understand([title], ["地区", 2021, 2022], *ROWS, file="x.csv")) == (wanted,)


@pytest.mark.parametrize("title", ["地区生产总值指数", "人均常住人口数"])
def test_a_word_of_counting_never_makes_another_statistic_known(understand: Understand, title: str) -> None:
    assert understand([title], ["地区", 2021, 2022], *ROWS, file="x.csv").panel is None


@pytest.mark.parametrize(
    ("file", "wanted", "factor"),
    [("R&D经费支出-万元.xlsx", "rd_exp", "÷10000"), ("分省_年末常住人口_2021-2022.xlsx", "pop", ""),
     ("2022 地区生产总值 各省.csv", "gdp", "")],
)  # fmt: skip
def test_a_file_name_in_parts_names_its_series_and_measure(
    understand: Understand, file: str, wanted: str, factor: str
) -> None:
    reading = understand(["地区", "2021年", "2022年"], *ROWS, file=file)
    assert series(reading) == (wanted,)
    assert reading.tables[0].series[0].factor == factor


@pytest.mark.parametrize(
    "name", ["各地区合计", "31省合计", "沿海地区", "内地", "中南地区", "珠三角", "全省", "最大值", "最小值", "中位数"]
)
def test_sums_and_summary_rows_are_set_aside_by_name(understand: Understand, name: str) -> None:
    reading = understand(["2022年"], ["地区", "gdp", "pop"], *ROWS, [name, 9, 12])
    assert series(reading) == ("gdp", "pop")
    assert reading.tables[0].aggregates == (name,)


def test_codes_of_two_figures_name_regions_where_all_of_them_do(understand: Understand) -> None:
    reading = understand(["省代码", "年份", "gdp"], [11, 2022, 1], [12, 2022, 2], [41, 2022, 3])
    assert reading.panel is not None
    assert [r.code for r in reading.panel.regions] == ["110000", "120000", "410000"]
    running = understand(["id", "地区", "年份", "gdp"], *[[10 + i, r[0], 2022, 1] for i, r in enumerate(ROWS)])
    assert series(running) == ("gdp",)


@pytest.mark.parametrize(("cell", "wanted"), [("2189万", 2189), ("0.2亿", 2000)])
def test_a_prefix_in_a_cell_counts_units_where_the_column_says_no_measure(
    understand: Understand, cell: str, wanted: float
) -> None:
    reading = understand(["2022年"], ["地区", "年末常住人口"], ["北京", cell], ["天津", "1363万"], ["河北", "7420万"])
    assert reading.panel is not None
    assert reading.panel.values[0, 0, 0] == wanted
    assert "W1340" in {p.code for p in reading.problems}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_dead_link_and_a_pipe_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("region,year,gdp\n", encoding="utf-8")
    (tmp_path / "dead.csv").symlink_to(tmp_path / "nowhere.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    problems = Problems()
    assert [c.name for c in candidates([tmp_path], problems)] == ["a.csv"]
    assert [(p.code, str(p.place)) for p in problems] == [("W1011", "dead.csv"), ("W1011", "pipe.csv")]


@pytest.mark.parametrize("name", ["其中：大连", "#宁波", "＃ 青岛", "其中:深圳市"])
def test_a_city_told_as_part_of_its_province_is_set_aside(understand: Understand, name: str) -> None:
    reading = understand(["2022年"], ["地区", "gdp", "pop"], *ROWS, [name, 1, 2])
    assert reading.panel is not None, reading.problems
    assert len(reading.panel.regions) == 3
    assert "W1301" in [p.code for p in reading.problems]


@pytest.mark.parametrize("numbers", [["甲", 1, 2], ["(甲)", "(1)", "(2)"], ["（甲）", "（1）", "（2）"]])
def test_column_numbers_under_a_heading_are_no_names(understand: Understand, numbers: list[Raw]) -> None:
    assert series(understand(["2022年"], ["地区", "地区生产总值（亿元）", "pop"], numbers, *ROWS)) == ("gdp", "pop")


@pytest.mark.parametrize("word", ["绝对数", "绝对额", "绝对量"])
def test_a_level_beside_its_share_is_the_series_of_the_group(understand: Understand, word: str) -> None:
    heads = ["地区", "地区生产总值", None, "pop"], [None, f"{word}（亿元）", "比重（%）", None]
    reading = understand(["2022年"], *heads, *([s, a, 5, b] for s, a, b in ROWS), merged=[(2, 2, 2, 3)])
    assert series(reading) == ("gdp", "pop")


def test_numbers_and_codes_kept_as_text_by_a_formula_are_what_they_show(understand: Understand) -> None:
    rows = [['="北京"', '="110000"', '="45222.4"'], ["天津", '="120000"', '="1,234"'], ["河北", '="130000"', "5"]]
    reading = understand(["2022年"], ["地区", "代码", "地区生产总值（亿元）"], *rows)
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.values.ravel().tolist() == [45222.4, 1234, 5]
