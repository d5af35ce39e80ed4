"""Growth, ranks and shares printed beside the levels leave the levels alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]


def values(reading: Reading, series: str) -> list[float]:
    """The first region's values of a series, over the years."""
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    found: list[float] = reading.panel.values[:, 0, reading.panel.series_index[series]].tolist()
    return found


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


@pytest.mark.parametrize("extra", ["2022年增长率（%）", "2022年位次", "2022年上半年", "2022年比2021年增长%", "2023F"])
def test_dated_columns_beside_bare_years_leave_the_years_to_the_series_of_the_title(
    understand: Understand, extra: str
) -> None:
    reading = understand(
        ["地区生产总值"], ["单位：亿元"], ["地区", "2021年", "2022年", "比上年增长(%)", extra],
        ["北京", 40269.6, 41610.9, 0.7, 1], ["天津", 15695, 16311.3, 1, 2], ["河北", 40391.3, 42370.4, 3.8, 3],
    )  # fmt: skip
    assert values(reading, "gdp") == [40269.6, 41610.9]
    assert len(reading.tables[0].unused) == 2


def test_a_named_and_dated_column_never_names_the_bare_years(understand: Understand) -> None:
    reading = understand(
        ["地区生产总值（亿元）"], ["地区", "2021年", "2022年", "2022年年末常住人口"], ["北京", 40269.6, 41610.9, 2184],
        ["天津", 15695, 16311.3, 1363], ["河北", 40391.3, 42370.4, 7420],
    )  # fmt: skip
    assert values(reading, "gdp") == [40269.6, 41610.9]
    assert values(reading, "pop")[1] == 2184


def test_bare_years_without_a_series_anywhere_are_asked_about(understand: Understand) -> None:
    reading = understand(
        ["地区", "2021年", "2022年", "2022年gdp"], ["北京", 1, 2, 3], ["天津", 1, 2, 3], ["河北", 1, 2, 3], file="x.csv"
    )
    assert "E1223" in codes(reading)


def test_a_blank_under_a_group_of_years_is_told_and_is_not_the_series_of_the_title(understand: Understand) -> None:
    reading = understand(
        ["地区生产总值（亿元）"], ["地区", "2021年", None, "2022年", None], [None, "gdp", None, "gdp", "pop"],
        ["北京", 1, 7, 2, 3], ["天津", 1, 7, 2, 3], ["河北", 1, 7, 2, 3],
        merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5)],
    )  # fmt: skip
    assert values(reading, "gdp") == [1, 2]
    assert [str(p.place) for p in reading.problems if p.code == "W1302"] == ["table.xlsx:Sheet1!C2"]


def test_absolute_figures_and_growth_under_one_name_are_taken_apart(understand: Understand) -> None:
    reading = understand(
        ["2022年"], ["地区", "地区生产总值", None, None], [None, "绝对数（亿元）", "比上年增长（%）", "位次"],
        ["北京", 41610.9, 0.7, 1], ["天津", 16311.3, 1, 2], ["河北", 42370.4, 3.8, 3],
        merged=[(2, 1, 3, 1), (2, 2, 2, 4)],
    )  # fmt: skip
    assert values(reading, "gdp") == [41610.9]


def test_shares_of_a_series_that_stands_beside_in_its_own_measure_are_rejected_alone(understand: Understand) -> None:
    rows = [["北京", 41610.9, 2184, 3.4], ["天津", 16311.3, 1363, 1.3], ["河北", 42370.4, 7420, 3.5]]
    heading = [None, "地区生产总值（亿元）", "年末常住人口（万人）", "地区生产总值"]
    group = ["地区", "绝对数", None, "占全国比重（%）"]
    merged = [(2, 1, 3, 1), (2, 2, 2, 3)]
    reading = understand(["2022年"], group, heading, *rows, merged=merged)
    assert values(reading, "gdp") == [41610.9]
    assert [str(p.place) for p in reading.problems if p.code == "W1252"] == ["table.xlsx:Sheet1!D3"]
    alone = understand(["2022年"], ["地区", "地区生产总值（%）"], ["北京", 3.4], ["天津", 1.3], ["河北", 3.5])
    assert "E1252" in codes(alone)
