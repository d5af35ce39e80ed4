"""The same label over another scope is another series, whether the title, the sheet or the file says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nqp_index.model.framework import Framework
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]
REGIONS = ["北京", "天津", "河北"]
FTE, WORKERS = "R&D人员全时当量（人年）", "就业人员（万人）"


@pytest.fixture(scope="module")
def province() -> Framework:
    return load_framework("province")


def read(understand: Understand, framework: Framework, title: str, *headings: str, **where: object) -> Reading:
    body = [[r, *range(i + 1, i + 1 + len(headings))] for i, r in enumerate(REGIONS)]
    return understand([f"{title}(2021年)"], ["地区", *headings], *body, framework=framework, **where)


def series(reading: Reading) -> tuple[str, ...]:
    return reading.panel.series if reading.panel is not None else ()


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


@pytest.mark.parametrize("where", [{"sheet": "规上工业"}, {"file": "规模以上工业企业2021.xlsx"}])
def test_the_sheet_or_file_gives_its_scope_to_a_column_with_a_warning(
    understand: Understand, province: Framework, where: dict[str, str]
) -> None:
    reading = read(understand, province, "主要指标", FTE, **where)
    assert series(reading) == ("ind_rd_fte",)
    assert "W1315" in codes(reading)


@pytest.mark.parametrize("where", [{"sheet": "大中型工业企业"}, {"file": "大中型工业企业RD.xlsx"}])
def test_a_scope_without_a_series_of_its_own_leaves_the_column_out(
    understand: Understand, province: Framework, where: dict[str, str]
) -> None:
    reading = read(understand, province, "主要指标", "R&D经费内部支出（万元）", "地区生产总值（亿元）", **where)
    assert series(reading) == ("gdp",)
    assert "W1312" in codes(reading)
    assert "W1315" not in codes(reading)


@pytest.mark.parametrize(
    ("title", "heading"),
    [("城镇单位就业人员", WORKERS), ("国有单位就业人员", WORKERS),
     ("限额以上单位商品零售", "社会消费品零售总额（亿元）"),
     ("城镇居民收入", "人均可支配收入（元）"), ("市辖区主要指标", "地区生产总值（亿元）")],
)  # fmt: skip
def test_a_part_named_by_the_title_is_not_the_whole(
    understand: Understand, province: Framework, title: str, heading: str
) -> None:
    reading = read(understand, province, title, heading, "城镇化率（%）" if "市辖区" not in title else "x")
    assert "W1312" in codes(reading)
    assert not {"employment", "retail", "income_pc", "gdp"} & set(series(reading))


def test_a_title_that_names_a_declared_mistake_more_fully_than_the_column_is_told(
    understand: Understand, province: Framework
) -> None:
    assert "W1310" in codes(read(understand, province, "户籍人口", "人口数（万人）"))
    assert series(read(understand, province, "户籍人口", "年末常住人口（万人）")) == ("pop",)


@pytest.mark.parametrize("title", ["全社会R&D人员", "各地区R&D人员"])
def test_the_whole_society_or_no_scope_at_all_narrows_nothing(
    understand: Understand, province: Framework, title: str
) -> None:
    where = {"file": "规模以上工业企业.xlsx"} if title.startswith("全社会") else {}
    assert series(read(understand, province, title, FTE, **where)) == ("rd_fte",)


def test_the_user_decides_by_an_alias_or_by_writing_the_code(
    understand: Understand, province: Framework, tmp_path: Path
) -> None:
    own = tmp_path / "aliases.csv"
    own.write_text("就业人员,employment\n", encoding="utf-8")
    assert series(read(understand, province, "城镇单位", "就业人员")) == ()
    assert series(read(understand, province, "城镇单位", "就业人员", aliases=own)) == ("employment",)
    assert series(read(understand, province, "城镇单位", "employment")) == ("employment",)
