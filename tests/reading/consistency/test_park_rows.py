"""Rows among parks that are none: sums of belts, of provinces, and provinces themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.model.framework import Framework
from nqp_index.reading.names import free_names
from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]
PARKS = ["东湖", "张江", "中关村", "石家庄"]


def read(understand: Understand, parks: Framework, *more: str, title: str = "2022年") -> Reading:
    rows = [[name, 10 + i] for i, name in enumerate([*PARKS, *more])]
    return understand([title], ["高新区", "地区生产总值（亿元）"], *rows, framework=parks)


def names(reading: Reading) -> list[str]:
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    return [r.code for r in reading.panel.regions]


@pytest.mark.parametrize(
    "row",
    [
        "东部地区",
        "中部地区",
        "西部",
        "东北地区",
        "河北小计",
        "小计",
        "东部合计",
        "全国高新区合计",
        "169家高新区总计",
        "长三角",
    ],
)
def test_sums_of_parks_are_never_ranked(understand: Understand, parks: Framework, row: str) -> None:
    reading = read(understand, parks, row)
    assert names(reading) == PARKS
    assert reading.tables[0].aggregates == (row,)


@pytest.mark.parametrize("row", ["小计", "河北小计", "东部合计", "东部地区"])
def test_sums_of_some_rows_are_not_compared_with_all(understand: Understand, parks: Framework, row: str) -> None:
    assert "W1360" not in {p.code for p in read(understand, parks, row).problems}
    assert "W1360" in {p.code for p in read(understand, parks, "合计").problems}


def test_provinces_among_parks_are_told(understand: Understand, parks: Framework) -> None:
    reading = read(understand, parks, "河北省", "天津", "吉林")
    assert [dict(p.args)["count"] for p in reading.problems if p.code == "W1390"] == [1]
    assert "W1390" not in {p.code for p in read(understand, parks, "天津", "深圳").problems}


def test_free_names_that_are_all_provinces_are_what_is_assessed(understand: Understand, parks: Framework) -> None:
    rows = [["河北", 1], ["山西", 2], ["河南", 3]]
    reading = understand(["2022年"], ["地区", "地区生产总值（亿元）"], *rows, framework=parks)
    assert "W1390" not in {p.code for p in reading.problems}


def test_cities_are_parks(understand: Understand, parks: Framework) -> None:
    assert names(read(understand, parks, "大连", "深圳")) == [*PARKS, "大连", "深圳"]
    assert free_names().find("青岛").code == "青岛"


@pytest.mark.parametrize("title", ["2022年高新区地区生产总值（亿元）", "2022年国家高新区企业地区生产总值（亿元）"])
def test_a_title_may_say_that_it_is_about_parks(understand: Understand, parks: Framework, title: str) -> None:
    rows = [[name, 1, 2] for name in PARKS]
    reading = understand([title], ["高新区", "2021年", "2022年"], *rows, framework=parks)
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    assert reading.panel.series == ("gdp",)
