"""What the levels of a heading, and the title above it, name together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]


def first(reading: Reading) -> dict[str, float]:
    """The values of the first region, by series."""
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    return dict(zip(reading.panel.series, reading.panel.values[0, 0].tolist(), strict=True))


def unused(reading: Reading) -> tuple[str, ...]:
    return tuple(name for table in reading.tables for name in table.unused)


@pytest.mark.parametrize("whole", ["合计", "总计", "绝对数（亿元）", "总量"])
def test_the_title_names_the_whole_of_which_the_columns_are_parts(understand: Understand, whole: str) -> None:
    reading = understand(
        ["3-1 各地区新产品销售收入(2022年)"], ["单位：亿元"], ["地区", whole, "出口", "内销"], ["北京", 9, 4, 5],
        ["天津", 8, 3, 5], ["河北", 7, 2, 5],
    )  # fmt: skip
    assert first(reading) == {"newprod": 9, "newprod_export": 4}
    assert unused(reading) == ("内销",)
    assert "N1318" in {p.code for p in reading.problems}


def test_a_part_may_be_said_before_the_name_of_the_whole(understand: Understand) -> None:
    reading = understand(
        ["2022年地区生产总值"], ["地区", "合计(亿元)", "人均(元)"], ["北京", 9, 190000], ["天津", 8, 110000],
        ["河北", 7, 60000],
    )  # fmt: skip
    assert first(reading) == {"gdp": 9, "gdp_pc": 190000}


def test_a_level_that_only_divides_is_no_part_of_the_name(understand: Understand) -> None:
    reading = understand(
        ["2022年"], ["地区", "新产品销售收入（亿元）", None], [None, "合计", "按去向分"], [None, None, "出口"],
        ["北京", 9, 4], ["天津", 8, 3], ["河北", 7, 2], merged=[(2, 1, 4, 1), (2, 2, 2, 3), (3, 2, 4, 2)],
    )  # fmt: skip
    assert first(reading) == {"newprod": 9, "newprod_export": 4}


def test_a_total_under_a_narrower_group_is_never_the_whole(understand: Understand) -> None:
    reading = understand(
        ["2022年年末常住人口（万人）"], ["地区", "城镇", None, "合计"], [None, "合计", "男", None],
        ["北京", 6, 3, 9], ["天津", 5, 2, 8], ["河北", 4, 1, 7],
        merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4)],
    )  # fmt: skip
    assert first(reading) == {"pop": 9}
    assert unused(reading) == ("城镇/合计", "城镇/男")


def test_titles_that_name_two_series_name_no_whole(understand: Understand) -> None:
    reading = understand(
        ["2022年年末常住人口"], ["地区生产总值"], ["地区", "合计"], ["北京", 9], ["天津", 8], ["河北", 7],
    )  # fmt: skip
    assert reading.panel is None
    assert unused(reading) == ("合计",)


def test_a_part_with_a_name_in_the_other_language_is_not_read_alone(understand: Understand) -> None:
    reading = understand(
        ["2022年"], ["地区", "GRP", "#年末常住人口"], ["北京", 9, 4], ["天津", 8, 3], ["河北", 7, 2],
    )  # fmt: skip
    assert first(reading) == {"gdp": 9}
