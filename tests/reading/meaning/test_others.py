"""Shares, rates and ranks of a series, said by the title alone, are not read as the series."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nqp_index.reading.reading import Reading

Understand = Callable[..., Reading]
BODY = [["北京", 40, 7], ["天津", 50, 8], ["河北", 60, 9]]


def read(understand: Understand, title: str, *more: list[str], heading: str = "地区生产总值") -> Reading:
    return understand([f"2021年各地区{title}"], *more, ["地区", heading, "研发投入强度（%）"], *BODY)


@pytest.mark.parametrize(
    "title",
    [
        "地区生产总值构成",
        "生产总值比重",
        "地区生产总值增长速度",
        "产业结构情况表",
        "地区生产总值指数",
        "地区生产总值排名(按当年价)",
    ],
)
def test_a_title_about_shares_or_rates_takes_no_amount_without_a_measure(understand: Understand, title: str) -> None:
    reading = read(understand, title)
    assert reading.panel is not None
    assert reading.panel.series == ("rd_share",)
    assert "W1316" in {p.code for p in reading.problems}


@pytest.mark.parametrize(
    "title", ["地区生产总值及构成", "地区生产总值和指数", "主要指标", "高质量发展指数", "区域创新排名"]
)
def test_other_titles_take_it(understand: Understand, title: str) -> None:
    reading = read(understand, title)
    assert reading.panel is not None
    assert "gdp" in reading.panel.series


@pytest.mark.parametrize(("more", "heading"), [([["单位：亿元"]], "地区生产总值"), ([], "地区生产总值（亿元）")])
def test_a_measure_of_amounts_decides(understand: Understand, more: list[list[str]], heading: str) -> None:
    rows = [[r, x] for r, x, _ in BODY]
    reading = understand(["2021年各地区产值构成"], *more, ["地区", heading], *rows)
    assert reading.panel is not None
    assert reading.panel.series == ("gdp",)
