"""What a group heading or a title says of the names below it: growth, ranks, another whole of which they are parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.model.framework import Framework
from nqp_index.reading.definitions import load_framework
from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]
BODY = [["北京", 8, 3, 5], ["天津", 7, 3, 4], ["河北", 6, 2, 4]]


@pytest.fixture(scope="module")
def province() -> Framework:
    return load_framework("province")


def first(reading: Reading) -> dict[str, float]:
    """The values of the first region, by series."""
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    return dict(zip(reading.panel.series, reading.panel.values[0, 0].tolist(), strict=True))


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


def grouped(understand: Understand, group: str, *more: list[str]) -> Reading:
    """Population, and below a group heading the product."""
    rows = [["2022年"], *more, ["地区", "年末常住人口（万人）", group], [None, None, "地区生产总值"]]
    top = len(rows) - 1
    return understand(*rows, *(row[:3] for row in BODY), merged=[(top, 1, top + 1, 1), (top, 2, top + 1, 2)])


@pytest.mark.parametrize(
    "group",
    [
        "增长速度", "比上年增长", "指数（上年=100）", "地区生产总值排名", "占全国比重", "人均", "人均（元）", "贡献率",
        "上年同期", "得分", "预计", "不变价", "2020年价", "城镇", "1-9月", "上半年", "第三季度",
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", [[], [["单位：亿元"]]])
def test_growth_ranks_and_shares_above_a_name_are_not_its_amounts(
    understand: Understand, group: str, unit: list[list[str]]
) -> None:
    reading = grouped(understand, group, *unit)
    assert set(first(reading)) == {"pop"}
    assert "W1383" in codes(reading)
    assert any("地区生产总值" in name for table in reading.tables for name in table.unused)


@pytest.mark.parametrize(
    "group", ["经济增长", "创新指数", "地区生产总值及增速", "总量", "目标层", "规模（权重0.3）", "密度与规模"]
)
def test_other_group_headings_leave_a_name_as_it_is(understand: Understand, group: str) -> None:
    assert first(grouped(understand, group))["gdp"] == 3


def test_a_ratio_under_a_group_of_shares_is_one_of_them(understand: Understand) -> None:
    heads = ["地区", "占比类"], [None, "研发投入强度"]
    reading = understand(["2022年"], *heads, *(row[:2] for row in BODY), merged=[(2, 1, 3, 1)])
    assert first(reading) == {"rd_share": 8}


def test_a_measure_beside_the_name_says_that_it_is_an_amount(understand: Understand) -> None:
    reading = understand(
        ["2022年"],
        ["地区", "增长速度"],
        [None, "地区生产总值（亿元）"],
        *(row[:2] for row in BODY),
        merged=[(2, 1, 3, 1)],
    )
    assert first(reading) == {"gdp": 8}


def test_a_narrower_group_counts_whether_or_not_the_name_has_a_measure(understand: Understand) -> None:
    for name in ("R&D经费", "R&D经费（亿元）"):
        reading = understand(
            ["2022年"], ["地区", "规模以上工业企业", "地区生产总值（亿元）"], [None, name, None],
            *(row[:3] for row in BODY), merged=[(2, 1, 3, 1), (2, 3, 3, 3)],
        )  # fmt: skip
        assert set(first(reading)) == {"gdp"}
        assert "W1312" in codes(reading)


def test_product_and_its_index_side_by_side_as_in_the_yearbook(understand: Understand, province: Framework) -> None:
    reading = understand(
        ["地区生产总值和指数（2022年）"], ["地区", "地区生产总值（亿元）", None, "地区生产总值指数（上年=100）", None],
        [None, "合计", "第三产业", "合计", "第三产业"],
        *([r, 10 * a, 10 * b, 100 + a, 100 + b] for r, a, b, _ in BODY),
        merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5)], framework=province,
    )  # fmt: skip
    assert first(reading) == {"gdp": 80, "va_tertiary": 30}
    assert "W1383" in codes(reading)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("各地区固定资产投资", "亿元"),
        ("各地区按三次产业分就业人员", "万人"),
        ("各地区用电量", "亿千瓦时"),
        ("税收收入", "亿元"),
    ],
)
def test_parts_of_another_whole_are_not_value_added(
    understand: Understand, province: Framework, title: str, unit: str
) -> None:
    reading = understand(
        [f"2022年{title}"],
        [f"单位：{unit}"],
        ["地区", "第二产业", "第三产业", "地区生产总值（亿元）"],
        *BODY,
        framework=province,
    )
    assert first(reading) == {"gdp": 5}
    assert "W1382" in codes(reading)


@pytest.mark.parametrize(
    "title", ["各地区生产总值", "三次产业增加值", "各地区主要指标", "国民经济和就业", "经济与就业主要指标"]
)
def test_parts_are_value_added_where_nothing_speaks_against_it(
    understand: Understand, province: Framework, title: str
) -> None:
    reading = understand(
        [f"2022年{title}"], ["单位：亿元"], ["地区", "第二产业", "第三产业", "地区生产总值"], *BODY, framework=province
    )
    assert first(reading) == {"gdp": 5, "va_secondary": 8, "va_tertiary": 3}


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        (["固定资产投资（亿元）", "第二产业", "第三产业"], set()), (["固定资产投资", "第二产业", "第三产业"], set()),
        (["就业人员（万人）", "第二产业", "第三产业（亿元）"], {"employment", "va_tertiary"}),
        (["地区生产总值（亿元）", "第二产业", "第三产业"], {"gdp", "va_secondary", "va_tertiary"}),
        (["年末常住人口（万人）", "第二产业", "第三产业"], {"pop", "va_secondary", "va_tertiary"}),
        (["一般公共预算支出（亿元）", "第二产业", "第三产业"], {"fiscal_total", "va_secondary", "va_tertiary"}),
        (["R&D经费（亿元）", "第二产业", "第三产业（亿元）"], {"rd_exp", "va_secondary", "va_tertiary"}),
    ],
)  # fmt: skip
def test_parts_beside_a_name_belong_to_it(
    understand: Understand, province: Framework, heading: list[str], read: set[str]
) -> None:
    rows = [[*row, 9] for row in BODY]
    reading = understand(["2022年主要指标"], ["地区", *heading, "财政科技支出（亿元）"], *rows, framework=province)
    assert set(first(reading)) == {*read, "fiscal_sci"}


def test_a_part_with_its_measure_under_the_product_is_value_added(understand: Understand, province: Framework) -> None:
    reading = understand(
        ["2022年"], ["地区", "地区生产总值"], [None, "第三产业（亿元）"], *(row[:2] for row in BODY),
        merged=[(2, 1, 3, 1)],
        framework=province,
    )  # fmt: skip
    assert first(reading) == {"va_tertiary": 8}


def test_rows_of_parts_belong_to_the_row_above_them(understand: Understand, province: Framework) -> None:
    reading = understand(
        ["2022年各地区主要指标"], ["指标", "北京", "天津", "河北"], ["地区生产总值（亿元）", 9, 8, 7],
        ["  第二产业（亿元）", 2, 2, 2], ["  第三产业", 7, 6, 5], ["就业人员（万人）", 10, 9, 8],
        ["  第二产业", 4, 3, 2],
        ["  第三产业", 6, 6, 6], framework=province,
    )  # fmt: skip
    assert first(reading) == {"gdp": 9, "employment": 10, "va_secondary": 2, "va_tertiary": 7}
    told = [(str(p.place), dict(p.args)["whole"]) for p in reading.problems if p.code == "W1382"]
    assert told == [("table.xlsx:Sheet1!A7", "就业人员（万人）"), ("table.xlsx:Sheet1!A8", "就业人员（万人）")]


def test_a_row_in_a_measure_of_its_own_is_no_part_of_the_row_above(understand: Understand, province: Framework) -> None:
    table = [
        ["就业人员", "万人", 10, 9, 8], ["第三产业", "亿元", 7, 6, 5], ["固定资产投资", "亿元", 1, 2, 3],
        ["第二产业", "亿元", 4, 3, 2],
    ]  # fmt: skip
    reading = understand(["2022年主要指标"], ["指标", "单位", "北京", "天津", "河北"], *table, framework=province)
    assert first(reading) == {"employment": 10, "va_tertiary": 7}
    assert "W1382" in codes(reading)
