"""Figures of a part of a year are never read as the year's, wherever the part is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest

from nqp_index.reading.layouts.anatomy import Hint
from nqp_index.reading.reading import Reading
from nqp_index.reading.sheet import Raw
from nqp_index.reading.sources import SourceHint, Sources

Understand = Callable[..., Reading]
BODY: list[Sequence[Raw]] = [["地区", "地区生产总值(亿元)"], ["北京", 1], ["天津", 2], ["河北", 3]]


def codes(reading: Reading) -> set[str]:
    return {p.code for p in reading.problems}


@pytest.mark.parametrize(
    "period",
    [
        "2021年上半年",
        "2021年1-9月",
        "2021年1—11月份",
        "2021年前三季度",
        "2021年第一季度",
        "2021年一至三季度",
        "2021年6月",
        "2021年Q1",
    ],
)
@pytest.mark.parametrize("line", ["{}各地区地区生产总值", "时间：{}"])
def test_a_part_of_a_year_above_the_table_is_refused(understand: Understand, line: str, period: str) -> None:
    assert "E1225" in codes(understand([line.format(period)], *BODY))


@pytest.mark.parametrize(
    "period", ["2021年", "2021年1-12月", "2021年全年", "2021年12月末", "2021年1-4季度", "2021年末", "2020年11月1日零时"]
)
def test_a_whole_year_or_its_end_is_none(understand: Understand, period: str) -> None:
    reading = understand([f"{period}各地区地区生产总值"], *BODY)
    assert reading.panel is not None, [(p.code, p.args) for p in reading.problems]


def test_the_day_a_table_was_printed_is_no_period(understand: Understand) -> None:
    reading = understand(["各地区地区生产总值"], ["时间：2021年"], ["2022年3月发布"], *BODY, file="gdp_2021.xlsx")
    assert "E1225" not in codes(reading)


@pytest.mark.parametrize("where", [{"sheet": "2021上半年"}, {"file": "2021年前三季度.xlsx"}])
def test_the_name_of_the_sheet_or_file_may_say_the_part(understand: Understand, where: dict[str, str]) -> None:
    assert "E1225" in codes(understand(["各地区地区生产总值(2021年)"], *BODY, **where))


def test_the_user_may_say_that_it_is_the_year_all_the_same(understand: Understand) -> None:
    hint = Sources((SourceHint("*", "*", Hint(year=2021)),))
    assert understand(["2021年上半年各地区地区生产总值"], *BODY, sources=hint).panel is not None


@pytest.mark.parametrize(
    ("days", "code"),
    [([(12, 31), (12, 31)], "W1211"), ([(1, 1), (1, 1)], "W1211"), ([(3, 31), (12, 31)], "E1225"),
     ([(1, 1), (4, 1)], "E1225")],
)  # fmt: skip
@pytest.mark.parametrize("kind", [date, datetime])
@pytest.mark.parametrize("above", [True, False])
def test_a_date_stands_for_its_year_only_at_the_end_or_throughout_on_the_first_day(
    understand: Understand, days: list[tuple[int, int]], code: str, kind: type[date], above: bool
) -> None:
    one, other = kind(2020, *days[0]), kind(2021, *days[1])
    if above:
        reading = understand(
            ["地区生产总值(亿元)"], ["地区", one, other], ["北京", 1, 2], ["天津", 3, 4], ["河北", 5, 6]
        )
    else:
        rows = [[r, d, 1 + i] for i, r in enumerate(["北京", "天津", "河北"]) for d in (one, other)]
        reading = understand(["地区", "年份", "地区生产总值(亿元)"], *rows)
    assert code in codes(reading)
    assert (reading.panel is None) == code.startswith("E")
