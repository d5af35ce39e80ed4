"""A column that divides the rows further is never passed over: the part is not read as the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from nqp_index.model.framework import Framework
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.ingest import read_report
from nqp_index.reading.plain import SMALLEST
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Raw

Understand = Callable[..., Reading]
PROVINCES = ["浙江", "江苏", "广东", "四川"]
GDP = "地区生产总值(亿元)"


def table(heading: str, cells: Sequence[Raw], region: str = "省份") -> list[list[Raw]]:
    body = [[p, cell, 2021, 100.0 + i] for i, (p, cell) in enumerate(zip(PROVINCES, cells, strict=True))]
    return [[region, heading, "年份", GDP], *body]


def told(reading: Reading, code: str) -> dict[str, object]:
    return next(({**dict(p.args), "at": str(p.place)} for p in reading.problems if p.code == code), {})


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("城市", ["杭州市", "南京市", "广州市", "成都市"]), ("city", ["Hangzhou", "Nanjing", "Guangzhou", "Chengdu"]),
     ("行业", ["纺织业", "纺织业", "纺织业", "纺织业"]), ("按行业分", ["纺织业", "化工", "纺织业", "化工"]),
     ("性别", ["男", "男", "男", "男"]), ("性别", [1, 1, 2, 2]), ("sex", ["male", "total", "male", "male"])],
)  # fmt: skip
def test_a_city_an_industry_or_a_sex_beside_the_region_is_refused_by_name(
    understand: Understand, heading: str, cells: list[Raw]
) -> None:
    found = told(understand(*table(heading, cells)), "E1224")
    assert (found["name"], found["text"], found["at"]) == (heading, str(cells[0]), "table.xlsx:Sheet1!B2")


def test_any_column_that_repeats_a_region_and_year_with_another_word_is_refused_instead_of_the_conflict(
    understand: Understand,
) -> None:
    reading = understand(
        ["省份", "门类", "年份", GDP], ["浙江", "甲", 2021, 1], ["浙江", "乙", 2021, 2], ["江苏", "甲", 2021, 3]
    )
    assert told(reading, "E1224")["text"] == "乙"
    assert not told(reading, "E1260")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("性别", ["合计", "合计", "合计", "合计"]),
     ("行业", ["全行业", None, "合计", "合计"]), ("大区", ["华东", "华东", "华南", "西南"]),
     ("region", ["East", "East", "South", "West"]), ("简称", ["浙", "苏", "粤", "川"]),
     ("备注", ["甲", "乙", "甲", "乙"]), ("排名", ["1", "2", "3", "4"])],
)  # fmt: skip
def test_totals_groups_and_remarks_divide_nothing(understand: Understand, heading: str, cells: list[Raw]) -> None:
    reading = understand(*table(heading, cells))
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]


def test_a_word_that_is_the_same_in_every_row_is_told(understand: Understand) -> None:
    reading = understand(*table("口径", ["当年新增"] * 4))
    assert reading.panel is not None
    assert told(reading, "W1314")["text"] == "当年新增"


def test_the_province_of_a_park_divides_nothing(understand: Understand, parks: Framework) -> None:
    rows = [["园区", "城市", "年份", "gdp"], ["甲园", "杭州市", 2021, 1], ["乙园", "南京市", 2021, 2]]
    assert understand(*rows, framework=parks).panel is not None


@pytest.mark.parametrize(("words", "codes"), [(("甲", "乙"), {"E1224"}), (("甲",), set()), (("0.125",), set())])
def test_a_large_text_table_is_looked_through_alike(tmp_path: Path, words: tuple[str, ...], codes: set[str]) -> None:
    figures = [f"{i / 7:.6f}" for i in range(150)]  # beyond the size from which columns are read whole
    rows = [",".join([p, str(y), kind, *figures]) for p in PROVINCES for y in range(1960, 2020) for kind in words]
    path = tmp_path / "t.csv"
    path.write_text(
        "\n".join([",".join(["region", "year", "门类", "gdp", *(f"x{i}a" for i in range(149))]), *rows]) + "\n"
    )
    assert path.stat().st_size > SMALLEST
    reading = read_report([path], load_framework("province"))
    assert {p.code for p in reading.problems if p.code.startswith("E")} == codes


@pytest.mark.parametrize(("name", "cell"), [("UNIT_MULT", 6), ("PowerCode", "Millions"), ("Unit multiplier", "3")])
def test_values_that_are_still_to_be_multiplied_are_refused(understand: Understand, name: str, cell: object) -> None:
    rows = [[r, 2022, "gdp", 10 + i, cell] for i, r in enumerate(["北京", "天津", "河北"])]
    reading = understand(["region", "year", "series", "value", name], *rows)
    assert [str(p.place) for p in reading.problems if p.code == "E1275"] == ["table.xlsx:Sheet1!E2"]
    one = understand(["region", "year", "series", "value", name], *([*row[:4], "0"] for row in rows))
    assert one.panel is not None
