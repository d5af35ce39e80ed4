"""Years as people write them: with a word behind, in Chinese figures, eaten by a date format, or missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest

from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Raw

Understand = Callable[..., Reading]
REGIONS = ["北京", "天津", "河北"]


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


def above(understand: Understand, *years: Raw) -> Reading:
    """The years stand in the heading."""
    body = [[r, *(10 * i + j for j in range(len(years)))] for i, r in enumerate(REGIONS, start=1)]
    return understand(["地区生产总值（亿元）"], ["地区", *years], *body)


def beside(understand: Understand, *years: Raw) -> Reading:
    """The years stand in a column."""
    body: list[Sequence[Raw]] = [
        [r, y, 10 * i + j] for i, r in enumerate(REGIONS, start=1) for j, y in enumerate(years)
    ]
    return understand(["地区", "年份", "地区生产总值（亿元）"], *body)


def years(reading: Reading) -> tuple[int, ...]:
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]
    return reading.panel.years


LAYOUTS = pytest.mark.parametrize("read", [above, beside])


@LAYOUTS
@pytest.mark.parametrize("label", ["'2022", "截至2022年底", "二〇二二年", "X2022", "YR2022", "2022 [YR2022]"])
def test_a_year_is_known_in_every_spelling(understand: Understand, read: Callable[..., Reading], label: str) -> None:
    reading = read(understand, "2021年", label)
    assert years(reading) == (2021, 2022)
    assert not codes(reading) & {"N1302", "W1384"}


@LAYOUTS
@pytest.mark.parametrize("label", ["2022年（最终核实）", "2022年最终核实数", "2022A", "2022年(实际)", "2022 (final)"])
def test_figures_that_are_final_are_read_without_a_word(
    understand: Understand, read: Callable[..., Reading], label: str
) -> None:
    reading = read(understand, "2021年", label)
    assert years(reading) == (2021, 2022)
    assert not codes(reading) & {"N1302", "W1384", "W1386"}


def test_a_title_may_say_its_year_in_chinese_figures(understand: Understand) -> None:
    body = [[r, 10 * i] for i, r in enumerate(REGIONS, start=1)]
    assert years(understand(["二〇二二年地区生产总值（亿元）"], ["地区", "总量"], *body)) == (2022,)


@LAYOUTS
@pytest.mark.parametrize("label", ["2022年（初步核算数）", "2022p", "2022年快报", "2022(r)", "2022年修订"])
def test_figures_that_are_not_final_are_read_and_told(
    understand: Understand, read: Callable[..., Reading], label: str
) -> None:
    reading = read(understand, "2021年", label)
    assert years(reading) == (2021, 2022)
    assert "W1384" in codes(reading)


@LAYOUTS
@pytest.mark.parametrize("label", ["2022E", "2022年（预计）", "2022预测", "2022F", "2022年计划"])
def test_forecasts_are_left_out_and_told(understand: Understand, read: Callable[..., Reading], label: str) -> None:
    reading = read(understand, "2021年", label)
    assert years(reading) == (2021,)
    assert "W1386" in codes(reading)


@LAYOUTS
@pytest.mark.parametrize("label", ["2022.06", "202206", "FY2022", "2021-2022"])
def test_months_and_spans_are_no_years(understand: Understand, read: Callable[..., Reading], label: str) -> None:
    reading = read(understand, "2021年", label)
    assert reading.panel is None
    assert "E1210" in codes(reading)


@LAYOUTS
def test_a_year_that_a_date_format_has_eaten_is_the_number_it_was(
    understand: Understand, read: Callable[..., Reading]
) -> None:
    reading = read(understand, datetime(1905, 7, 13), datetime(1905, 7, 14))
    assert years(reading) == (2021, 2022)
    told = [dict(p.args) for p in reading.problems if p.code == "W1388"]
    assert [(t["year"], t["text"]) for t in told] == [(2021, "1905-07-13")]


@pytest.mark.parametrize(
    "title", ["7-1 2022年各地区生产总值", "表3-2　2022年各地区地区生产总值", "2 0 2 2 年各地区生产总值"]
)
def test_the_number_of_a_table_does_not_run_into_its_year(understand: Understand, title: str) -> None:
    reading = understand([title], ["地区", "地区生产总值（亿元）"], ["北京", 1], ["天津", 2], ["河北", 3])
    assert years(reading) == (2022,)


def test_a_series_without_a_year_among_years_is_told_as_a_series(understand: Understand) -> None:
    reading = understand(
        ["主要指标"], ["地区", "地区生产总值（亿元）", None, "年末常住人口（万人）"], [None, "2021年", "2022年", None],
        ["北京", 1, 2, 3], ["天津", 2, 3, 4], ["河北", 3, 4, 5], merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4)],
    )  # fmt: skip
    assert years(reading) == (2021, 2022)
    (told,) = [p for p in reading.problems if p.code == "W1387"]
    assert str(told.place).startswith("table.xlsx:Sheet1!D")
    assert dict(told.args)["name"] == "年末常住人口"


def test_a_year_over_several_columns_is_told_once_by_its_own_text(understand: Understand) -> None:
    body = [[r, i, 2 * i, 3 * i, 4 * i] for i, r in enumerate(REGIONS, start=1)]
    names = ["地区生产总值（亿元）", "常住人口（万人）"]
    reading = understand(
        ["主要指标"], ["地区", "2022年", None, "2023年（初步核算）", None], [None, *names, *names], *body,
        merged=[(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5)],
    )  # fmt: skip
    assert years(reading) == (2022, 2023)
    assert [dict(p.args)["text"] for p in reading.problems if p.code == "W1384"] == ["2023年（初步核算）"]
